import type { Tx } from "@pepro/db";
import { type AuthScope, hasAccountTables } from "../auth/index.ts";
import type { Core } from "../core.ts";
import type { Actor, Contexts } from "../executor/index.ts";
import { endImpersonations } from "./end.ts";
import { nameOf } from "./name.ts";
import { endImpersonation } from "./queries.ts";
import { type OwnRow, selectOwn } from "./school-queries.ts";

/**
 * Ends the stays that hang on an account whose sessions all end: a super-admin's in schools, with the links not opened
 * yet, in the same transaction; those in the place of a school's user once their sessions have ended in the school.
 * @param tx where the account is
 */
export async function endStaysWith(
  { core, actor, now, afterCommit }: Pick<Contexts["none"], "core" | "actor" | "now" | "afterCommit">,
  tx: Tx,
  home: AuthScope,
  userId: string,
): Promise<void> {
  const by = nameOf(actor);
  if (home.kind === "platform") {
    await endImpersonations(core, tx, { superAdminId: userId }, by, now);
    return;
  }
  const stays = { tenantId: home.tenant.id, userId };
  afterCommit(async () => {
    await core.db.withPlatform((platform) => endImpersonations(core, platform, stays, by, now));
  });
}

/** The id of the stay that one session of a school is of, if it is of one. */
export async function stayOf(tx: Tx, home: AuthScope, sessionId: string): Promise<string | undefined> {
  if (home.kind === "platform" || !hasAccountTables(home)) return undefined;
  return (await tx.first<OwnRow>(selectOwn(sessionId)))?.impersonation_id;
}

/** Tells the platform that a stay is over, once its session is. */
export async function noteEnd(core: Core, stay: string, actor: Actor, now: Date): Promise<void> {
  await core.db.queryPlatform(endImpersonation(stay, nameOf(actor), now));
}
