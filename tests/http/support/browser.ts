import { type Fetch, type TypedClient, typedClient } from "./typed-client.ts";

/** A browser that knows one site: it keeps the cookies it is given and sends them back. */
export type Browser = {
  trpc: TypedClient;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** By name, as it would send them. */
  cookies: Map<string, string>;
  /** Every Set-Cookie line it got, in order. */
  received: string[];
};

export function browserOn(fetch: Fetch, host: string, headers: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new Map<string, string>();
  const received: string[] = [];
  const send: Fetch = async (at, path, init = {}) => {
    const sent = new Headers(init.headers);
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    if (cookies.size > 0) sent.set("Cookie", cookieHeader(cookies));
    const response = await fetch(at, path, { ...init, headers: sent });
    for (const line of response.headers.getSetCookie()) {
      received.push(line);
      keep(cookies, line);
    }
    return response;
  };
  return { trpc: typedClient(send, host), fetch: (path, init) => send(host, path, init), cookies, received };
}

export function cookieHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** The parts of a Set-Cookie line: its attributes in lower case, valueless ones as `true`. */
export function attributesOf(line: string): Record<string, string | true> {
  const parts = line.split("; ").slice(1);
  return Object.fromEntries(
    parts.map((part) => {
      const [name = "", value] = part.split("=");
      return [name.toLowerCase(), value ?? true];
    }),
  );
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (attributesOf(line)["max-age"] === "0") cookies.delete(name);
  else cookies.set(name, value);
}
