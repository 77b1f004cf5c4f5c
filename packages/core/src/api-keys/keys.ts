import {
  apiKeyView,
  createApiKeyInput,
  createdApiKey,
  KEY_SCOPES,
  PeproError,
  PLATFORM_KEY_SCOPES,
  SCHOOL_KEY_SCOPES,
} from "@pepro/contracts";
import * as z from "zod";
import { hashToken, newKey, requireAccountTables } from "../auth/index.ts";
import { defineUseCase, hostAdmin, ownIdentity } from "../executor/index.ts";
import { newId } from "../ids.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";
import { insertKey, type KeyRow, revokeKey, selectKeys } from "./queries.ts";
import { viewOf } from "./view.ts";

const DAY_MS = 86_400_000;

/** What keys of this host may be allowed. */
function scopesOf(tenant: ResolvedTenant | undefined): readonly (typeof KEY_SCOPES)[number][] {
  return tenant ? SCHOOL_KEY_SCOPES : PLATFORM_KEY_SCOPES;
}

/** Keys of this host's school, or on the main host of the platform; the newest first, past ones too. */
export const listApiKeys = defineUseCase({
  name: "apiKeys.list",
  permission: ownIdentity(hostAdmin),
  access: "read",
  on: "host",
  input: z.void(),
  output: z.object({ keys: z.array(apiKeyView), scopes: z.array(z.enum(KEY_SCOPES)) }),
  run: async ({ tenant, tx, now }) => {
    requireAccountTables(scopeOfHost(tenant));
    const rows = await tx.query<KeyRow>(selectKeys());
    return { keys: rows.map((row) => viewOf(row, now)), scopes: [...scopesOf(tenant)] };
  },
});

/** Makes a key; its secret is in this answer and nowhere else. */
export const createApiKey = defineUseCase({
  name: "apiKeys.create",
  permission: ownIdentity(hostAdmin),
  access: "write",
  on: "host",
  input: createApiKeyInput,
  output: createdApiKey,
  run: async ({ actor, tenant, tx, now, note }, { name, scopes, days }) => {
    const scope = scopeOfHost(tenant);
    requireAccountTables(scope);
    const foreign = scopes.find((wanted) => !scopesOf(tenant).includes(wanted));
    if (foreign) {
      const issue = { path: ["scopes"], rule: "key_scope_elsewhere", params: { scope: foreign } };
      throw new PeproError("validation_failed", { issues: [issue] });
    }
    const { secret, prefix } = newKey(scope);
    const row: KeyRow = {
      id: newId(),
      name,
      scopes: [...new Set(scopes)],
      prefix,
      created_by: "email" in actor ? actor.email : "label" in actor ? actor.label : "",
      created_at: now,
      expires_at: days === null ? null : new Date(now.getTime() + days * DAY_MS),
      last_used_at: null,
      revoked_at: null,
    };
    await tx.query(insertKey(row, await hashToken(secret)));
    note({ target: { kind: "apiKey", id: row.id }, changes: { name: { from: null, to: name }, scopes, days } });
    return { key: viewOf(row, now), secret };
  },
});

/** From now on the key opens nothing. */
export const revokeApiKey = defineUseCase({
  name: "apiKeys.revoke",
  permission: ownIdentity(hostAdmin),
  access: "write",
  on: "host",
  input: z.object({ id: z.uuid() }),
  output: z.void(),
  run: async ({ tenant, tx, now, note }, { id }) => {
    requireAccountTables(scopeOfHost(tenant));
    const revoked = await tx.first<{ name: string }>(revokeKey(id, now));
    if (!revoked) throw new PeproError("not_found", { entity: "apiKey", id });
    note({ target: { kind: "apiKey", id }, changes: { name: revoked.name } });
  },
});
