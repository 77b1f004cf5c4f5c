import type { listImpersonationsInput, listMembersInput, startImpersonationInput } from "@pepro/contracts";
import { action, json, query } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";

export type ListMembers = z.input<typeof listMembersInput>;
export type ListImpersonations = z.input<typeof listImpersonationsInput>;
export type StartImpersonation = z.input<typeof startImpersonationInput>;
export type { ImpersonationEntry, MemberView } from "@pepro/contracts";

/** A school's users. @throws PeproClientError `not_provisioned`, `tenant_unavailable` */
export const listMembers = query((input: ListMembers) => client.members.list.query(input), "members");

/** Who entered which school as whom, the newest first. */
export const listImpersonations = query(
  (input: ListImpersonations) => client.impersonation.list.query(input),
  "impersonations",
);

/** @returns the one-use link. @throws PeproClientError `user_inactive`, `tenant_inactive` */
export const startImpersonation = action(async (input: StartImpersonation) => {
  const started = await client.impersonation.start.mutate(input);
  return json(started, { revalidate: [listImpersonations.key] });
}, "startImpersonation");

/** Ends a stay at once, or a link that was not opened yet. @throws PeproClientError `not_found` when it is over */
export const endImpersonation = action(async (id: string) => {
  await client.impersonation.end.mutate({ id });
  return json(undefined, { revalidate: [listImpersonations.key, listMembers.key] });
}, "endImpersonation");

/** Signs a school's user out of everything. @returns how many sessions that were. @throws PeproClientError `not_found` */
export const endMemberSessions = action(async (tenantId: string, userId: string) => {
  const { ended } = await client.members.endSessions.mutate({ tenantId, userId });
  return json(ended, { revalidate: [listMembers.key, listImpersonations.key] });
}, "endMemberSessions");

/** Takes the authenticator of a school's user away. @throws PeproClientError `not_found` */
export const resetMemberTwoFactor = action(async (tenantId: string, userId: string) => {
  await client.members.resetTwoFactor.mutate({ tenantId, userId });
  return json(undefined, { revalidate: listMembers.key });
}, "resetMemberTwoFactor");
