import type { AuthScope } from "../../auth/index.ts";
import type { Core } from "../../core.ts";
import type { Planted } from "./plant.ts";
import { GotThrough, NotProven, type Probe } from "./probe.ts";

const META = { ipAddress: null, userAgent: "pepro doctor" };
const PLATFORM: AuthScope = { kind: "platform" };

export type Credentials = { session: string; access: string; refresh: string };

export const scopeOf = ({ tenant }: Planted): AuthScope => ({ kind: "tenant", tenant });

/** Signs a throw-away school's administrator in, by session and by token. */
export async function credentialsOf({ auth }: Core, school: Planted): Promise<Credentials> {
  const given = { email: school.email, password: school.password };
  const answer = await auth.signIn(scopeOf(school), given, META);
  if (!("sessionToken" in answer)) throw new NotProven("the sign-in asks for more than a password");
  const { tokens } = await auth.tokens.logIn(scopeOf(school), given, META);
  return { session: answer.sessionToken, ...tokens };
}

/** One school's session and tokens, shown where they are worth nothing. */
export function credentialProbes({ auth }: Core, a: Planted, b: Planted, held: Credentials): Probe[] {
  const session = (name: string, scope: AuthScope, token: string): Probe => ({
    layer: "sessions",
    name,
    attempt: async () => {
      if (!(await auth.actorOfSession(scopeOf(a), held.session))) throw new NotProven("it does not count at home");
      if (await auth.actorOfSession(scope, token)) throw new GotThrough("");
    },
  });
  const token = (name: string, present: () => Promise<unknown>): Probe => ({
    layer: "tokens",
    name,
    attempt: async () => {
      await auth.tokens.actorOf(scopeOf(a), held.access).catch((cause) => {
        throw new NotProven(`it does not count at home: ${cause}`);
      });
      await present();
      throw new GotThrough("");
    },
  });
  return [
    session("other_school", scopeOf(b), held.session),
    session("platform", PLATFORM, held.session),
    session("guessed", scopeOf(a), `${held.session.slice(0, -4)}AAAA`),
    token("other_school", () => auth.tokens.actorOf(scopeOf(b), held.access)),
    token("platform", () => auth.tokens.actorOf(PLATFORM, held.access)),
    token("refresh_elsewhere", () => auth.tokens.refresh(scopeOf(b), held.refresh)),
    token("refresh_as_access", () => auth.tokens.actorOf(scopeOf(a), held.refresh)),
    token("unsigned", () => auth.tokens.actorOf(scopeOf(b), unsigned(held.access, b.tenant.id))),
    token("renamed", () => auth.tokens.actorOf(scopeOf(b), renamed(held.access, b.tenant.id))),
    token("cut_short", () => auth.tokens.actorOf(scopeOf(a), held.access.slice(0, -2))),
    token("other_password", () => auth.tokens.logIn(scopeOf(b), { email: a.email, password: a.password }, META)),
  ];
}

function decoded(part: string): Record<string, unknown> {
  return JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>;
}

function encoded(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
}

/** The same claims for the other school, and nobody's signature. */
function unsigned(token: string, tenant: string): string {
  const [, payload = ""] = token.split(".");
  return `${encoded({ alg: "none", typ: "JWT" })}.${encoded({ ...decoded(payload), tenant })}.`;
}

/** The other school's name under the first one's signature. */
function renamed(token: string, tenant: string): string {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return `${header}.${encoded({ ...decoded(payload), tenant })}.${signature}`;
}
