import { PeproError, type ProfileChange, type UserView } from "@pepro/contracts";
import { type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { updateUserRow } from "./queries.ts";
import { findUserView } from "./view.ts";

export async function updateUser(
  { db, clock }: AuthServices,
  scope: AuthScope,
  userId: string,
  change: ProfileChange,
): Promise<UserView> {
  const store = storeOf(db, scope);
  const before = await findUserView(store, userId);
  if (!before) throw new PeproError("user_not_found", {});
  const { firstName = before.firstName, lastName = before.lastName, phoneNumber = before.phoneNumber } = change;
  const fullName = `${firstName} ${lastName}`.trim() || before.email;
  await store.execute(updateUserRow(userId, { firstName, lastName, fullName, phoneNumber }, clock()));
  return { ...before, firstName, lastName, fullName, phoneNumber };
}
