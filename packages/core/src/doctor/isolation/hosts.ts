import type { Core } from "../../core.ts";
import { resolverOver } from "../../resolution/index.ts";
import type { Credentials } from "./credentials.ts";
import type { Planted } from "./plant.ts";
import { GotThrough, NotProven, type Probe } from "./probe.ts";

/** The HTTP application over a core; `peer` is the address that asks. */
export type Ask = (request: Request, peer: string) => Promise<Response>;

/** An address for documentation (RFC 5737): no proxy that anybody trusts. */
const STRANGER = "203.0.113.7";
const THEME = "/api/v1/current-tenant/theme/";

/** The same core, whose hosts are the throw-away schools' alone: what serves serves them, and nobody else is reached. */
export function coreOf(core: Core, schools: readonly Planted[]): Core {
  const known = new Map(
    schools.flatMap(
      ({ tenant, host }) =>
        [
          [host, tenant],
          [`subdomain:${tenant.subdomain}`, tenant],
        ] as const,
    ),
  );
  const resolver = resolverOver(async (key) => known.get(key), core.config.mainHosts);
  resolver.directory.trust(true);
  return { ...core, resolver };
}

/** Requests to one school's host that would rather be the other's, and to hosts that are nobody's. */
export function hostProbes(ask: Ask, core: Core, a: Planted, b: Planted, held: Credentials): Probe[] {
  const [main = "localhost"] = core.config.mainHosts;
  const get = (host: string, path: string, headers: Record<string, string> = {}) =>
    ask(new Request(`http://${a.host}${path}`, { headers: { host, ...headers } }), STRANGER);
  const said = async (response: Response) => `${response.status} ${await response.text()}`;

  const atHome = async () => {
    if (!(await said(await get(a.host, THEME))).includes(a.word))
      throw new NotProven("a school does not answer on its own host");
  };
  /** Whatever answers, it is not the other school. */
  const never = (name: string, host: string, headers: Record<string, string> = {}): Probe => ({
    layer: "hosts",
    name,
    attempt: async () => {
      await atHome();
      return said(await get(host, THEME, headers));
    },
  });
  const shown = (name: string, path: string, headers: Record<string, string>, homeSays: string): Probe => ({
    layer: "hosts",
    name,
    attempt: async () => {
      if (!(await said(await get(a.host, path, headers))).includes(homeSays))
        throw new NotProven("it does not count at home");
      for (const host of [b.host, main]) {
        const answer = await said(await get(host, path, headers));
        if (answer.includes(homeSays)) throw new GotThrough(host);
      }
    },
  });
  const bearer = { authorization: `Bearer ${held.access}` };
  return [
    never("hint", a.host, { "x-tenant-subdomain": b.tenant.subdomain }),
    never("forwarded_host", a.host, { "x-forwarded-host": b.host }),
    never("forwarded", a.host, { forwarded: `host=${b.host}` }),
    never("original_host", a.host, { "x-original-host": b.host, "x-host": b.host }),
    never("two_hosts", `${a.host}, ${b.host}`),
    never("host_with_user", `${b.host}@${a.host}`),
    never("host_with_path", `${a.host}/${b.host}`),
    never("subdomain_of_it", `x.${b.host}`),
    never("unknown", `x${b.host}`),
    shown("session_elsewhere", "/trpc/auth.session", { cookie: `pepro_session=${held.session}` }, a.email),
    shown("token_elsewhere", "/api/v1/auth/profile/", bearer, a.email),
  ];
}
