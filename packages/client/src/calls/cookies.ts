type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` that keeps cookies, for runtimes that have no browser around them: signing in works in a script of Node's
 * or Deno's. It is one visitor's; never share it between the users of a server.
 *
 * @example const client = createPeproClient({ url, fetch: withCookies() });
 */
export function withCookies(fetch: Fetch = globalThis.fetch): Fetch {
  const jars = new Map<string, Map<string, string>>();
  return async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? [];
  if (name === "") return;
  const maxAge = /;\s*max-age=(-?\d+)/i.exec(line)?.[1];
  const expires = /;\s*expires=([^;]+)/i.exec(line)?.[1];
  const isOver = maxAge === undefined ? Date.parse(expires ?? "") <= Date.now() : Number(maxAge) <= 0;
  if (isOver) jar.delete(name);
  else jar.set(name, value);
}
