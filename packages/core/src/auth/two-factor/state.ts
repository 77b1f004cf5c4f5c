import type { Tx } from "@pepro/db";
import { type AuthScope, hasAccountTables, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { type StateRow, selectConfirmed, selectState } from "./queries.ts";

/** Whether an account asks for a code at sign-in. */
export async function hasTwoFactor(
  { db }: Pick<AuthServices, "db">,
  scope: AuthScope,
  userId: string,
): Promise<boolean> {
  if (!hasAccountTables(scope)) return false;
  return (await storeOf(db, scope).first(selectConfirmed(userId))) !== undefined;
}

export async function twoFactorStateOf(tx: Pick<Tx, "first">, userId: string) {
  const row = await tx.first<StateRow>(selectState(userId));
  const enabledAt = row?.confirmed_at ?? null;
  return {
    isEnabled: enabledAt !== null,
    enabledAt: enabledAt?.toISOString() ?? null,
    recoveryCodesLeft: enabledAt ? (row?.codes_left ?? 0) : 0,
  };
}
