import { PeproError } from "@pepro/contracts";
import { newId } from "../../ids.ts";
import { type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { deleteSessionsOf, lockUser, putPassword, revokeFamiliesOf } from "./queries.ts";

export async function setPassword(
  { db, passwords, clock }: AuthServices,
  scope: AuthScope,
  userId: string,
  password: string,
): Promise<void> {
  const hash = await passwords.hash(password);
  const now = clock();
  await storeOf(db, scope).transaction(async (tx) => {
    if (!(await tx.first(lockUser(userId)))) throw new PeproError("user_not_found", {});
    await tx.execute(putPassword(newId(), userId, hash, now));
    await tx.execute(deleteSessionsOf(userId));
    await tx.execute(revokeFamiliesOf(userId, now));
  });
}
