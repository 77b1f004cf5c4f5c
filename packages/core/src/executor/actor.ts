import type { MemberRole } from "@pepro/contracts";

/** Who asks. Made by a door from what it can prove (a session, a token, a shell on the server), never from input. */
export type Actor =
  | { kind: "anonymous" }
  | { kind: "superadmin"; userId: string; email: string; sessionId: string }
  | { kind: "member"; tenantId: string; userId: string; email: string; role: MemberRole; sessionId: string }
  /** The process itself: the CLI on the server, start-up, jobs. `label` says which. */
  | { kind: "operator"; label: string };

export const ANONYMOUS: Actor = Object.freeze({ kind: "anonymous" });
