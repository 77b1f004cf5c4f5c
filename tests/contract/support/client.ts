import { BASE_DOMAIN, type TestPlatform } from "../../harness/index.ts";

export const ROOT = `root@${BASE_DOMAIN}`;

export type Answer = { status: number; headers: Headers; text: string; json: Record<string, unknown> };
type Options = { host?: string; token?: string | null; json?: unknown; init?: RequestInit };

/** Sends requests the way an old client does: with one token, JSON unless told otherwise, to one host. */
export type Client = {
  readonly token: string;
  send(method: string, path: string, options?: Options): Promise<Answer>;
};

export function clientOf(platform: TestPlatform, host: string, token: string): Client {
  return {
    token,
    send: async (method, path, options = {}) => {
      const headers = new Headers(options.init?.headers);
      const credentials = options.token === undefined ? token : options.token;
      if (credentials !== null) headers.set("Authorization", `Bearer ${credentials}`);
      if (options.json !== undefined) headers.set("Content-Type", "application/json");
      const body = options.json === undefined ? {} : { body: JSON.stringify(options.json) };
      const init = { ...options.init, ...body, method, headers };
      const response = await platform.fetch(options.host ?? host, path, init);
      const text = await response.text();
      const isJson = response.headers.get("content-type") === "application/json" && text !== "";
      return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
    },
  };
}

/** A super-admin on the main host. */
export async function superAdminOf(platform: TestPlatform): Promise<Client> {
  return clientOf(platform, BASE_DOMAIN, await platform.tokenOf(BASE_DOMAIN, ROOT));
}

export async function logIn(platform: TestPlatform, host: string, email: string, password: string) {
  const json = { email, password };
  const answer = await clientOf(platform, host, "").send("POST", "/api/v1/auth/login/", { token: null, json });
  if (answer.status !== 200) throw new Error(`login refused: ${answer.text}`);
  return answer.json as { user: Record<string, unknown>; tokens: { access: string; refresh: string } };
}
