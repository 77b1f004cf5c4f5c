import type { addSuperAdminInput } from "@pepro/contracts";
import { action, query, reload, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";

/** The platform's own people, the active ones first. */
export const listSuperAdmins = query(() => client.superAdmins.list.query(), "super-admins");

/** @returns the first password, which is told this once and kept nowhere. @throws PeproClientError `validation_failed` */
export async function addSuperAdmin(input: z.input<typeof addSuperAdminInput>): Promise<string> {
  const { password } = await client.superAdmins.create.mutate(input);
  void revalidate(listSuperAdmins.key);
  return password;
}

/** Turns one away, whose sessions end at once, or lets one in again. @throws PeproClientError `superadmin_needed` */
export const switchSuperAdmin = action(async (id: string, isActive: boolean) => {
  await client.superAdmins[isActive ? "activate" : "deactivate"].mutate({ id });
  return reload({ revalidate: listSuperAdmins.key });
}, "switchSuperAdmin");

/** Takes the authenticator of another away; their sessions end. @throws PeproClientError `forbidden` for one's own */
export const resetSecondFactor = action(async (id: string) => {
  await client.superAdmins.resetTwoFactor.mutate({ id });
  return reload({ revalidate: listSuperAdmins.key });
}, "resetSecondFactor");
