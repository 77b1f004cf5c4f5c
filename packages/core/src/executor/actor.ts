import type { MemberRole } from "@pepro/contracts";

/** Who asks. Made by a door from what it can prove (a session, a token, a shell on the server), never from input. */
export type Actor =
  | { kind: "anonymous" }
  | { kind: "superadmin"; userId: string; email: string; sessionId: string }
  | {
      kind: "member";
      tenantId: string;
      userId: string;
      email: string;
      role: MemberRole;
      sessionId: string;
      /** The super-admin who really acts, when one entered the school as this user. */
      impersonator?: Impersonator;
    }
  /** An integration, by a key of its own: of one school, or with `tenantId` null of the platform. */
  | { kind: "apiKey"; tenantId: string | null; keyId: string; label: string; scopes: readonly string[] }
  /** The process itself: the CLI on the server, start-up, jobs. `label` says which. */
  | { kind: "operator"; label: string };

/** Somebody who has shown who they are, before there is a session of theirs. */
export type Proved =
  | Omit<Extract<Actor, { kind: "superadmin" }>, "sessionId">
  | Omit<Extract<Actor, { kind: "member" }>, "sessionId">;

export type Impersonator = { userId: string; email: string };

export const ANONYMOUS: Actor = Object.freeze({ kind: "anonymous" });
