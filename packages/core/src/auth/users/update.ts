import { PeproError, type ProfileChange, type UserView } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type { AuthServices } from "../services.ts";
import { updateUserRow } from "./queries.ts";
import { findUserView } from "./view.ts";

export type UpdatedUser = { before: UserView; after: UserView };

export async function updateUser(
  { clock }: Pick<AuthServices, "clock">,
  tx: Tx,
  userId: string,
  change: ProfileChange,
): Promise<UpdatedUser> {
  const before = await findUserView(tx, userId);
  if (!before) throw new PeproError("user_not_found", {});
  const { firstName = before.firstName, lastName = before.lastName, phoneNumber = before.phoneNumber } = change;
  const fullName = `${firstName} ${lastName}`.trim() || before.email;
  await tx.execute(updateUserRow(userId, { firstName, lastName, fullName, phoneNumber }, clock()));
  return { before, after: { ...before, firstName, lastName, fullName, phoneNumber } };
}
