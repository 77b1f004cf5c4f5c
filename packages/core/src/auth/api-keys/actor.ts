import { PeproError } from "@pepro/contracts";
import type { Actor } from "../../executor/actor.ts";
import { type AuthScope, hasAccountTables, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { selectUsableKey, touchKey, type UsableKeyRow } from "./queries.ts";
import { isWellFormed } from "./secret.ts";

const TOUCH_MS = 60_000;

/** Who a key is, in the scope that made it alone. @throws PeproError `api_key_invalid` */
export async function actorOfKey({ db, clock }: AuthServices, scope: AuthScope, secret: string): Promise<Actor> {
  const now = clock();
  const isOfHere = isWellFormed(scope, secret) && hasAccountTables(scope);
  const store = storeOf(db, scope);
  const row = isOfHere ? await store.first<UsableKeyRow>(selectUsableKey(await hashToken(secret), now)) : undefined;
  if (!row) throw new PeproError("api_key_invalid", {});
  const before = new Date(now.getTime() - TOUCH_MS);
  if (!row.last_used_at || row.last_used_at <= before) await store.execute(touchKey(row.id, now, before));
  const tenantId = scope.kind === "tenant" ? scope.tenant.id : null;
  return { kind: "apiKey", tenantId, keyId: row.id, label: row.name, scopes: row.scopes };
}
