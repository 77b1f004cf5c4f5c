import { request } from "node:http";
import type { Fetch } from "../../http/support/typed-client.ts";

/** A `fetch` that sends everything to one port of this machine, with the Host header of its choice. */
export function fetchOn(port: number): Fetch {
  return (host, path, init = {}) =>
    new Promise((resolve, reject) => {
      const headers = Object.fromEntries(new Headers(init.headers));
      const outgoing = request(
        { host: "127.0.0.1", port, path, method: init.method ?? "GET", headers: { ...headers, host }, agent: false },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("error", reject);
          incoming.on("end", () => {
            const answered = new Headers();
            for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
              answered.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
            }
            const status = incoming.statusCode ?? 0;
            resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: answered }));
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(init.body as string | undefined);
    });
}

/** Sends JSON and reads JSON. */
export async function askJson(port: number, host: string, path: string, body?: unknown, token?: string) {
  const response = await fetchOn(port)(host, path, {
    method: body === undefined ? "GET" : "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function accessToken(port: number, host: string, email: string, password: string): Promise<string> {
  const { status, body } = await askJson(port, host, "/api/v1/auth/login/", { email, password });
  if (status !== 200) throw new Error(`login refused: ${JSON.stringify(body)}`);
  return (body.tokens as { access: string }).access;
}

/** The name of the school that answers on a host. */
export async function schoolOn(port: number, host: string): Promise<unknown> {
  return (await askJson(port, host, "/api/v1/current-tenant/theme/")).body;
}
