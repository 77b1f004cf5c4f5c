import * as z from "zod";

/** What a key of the platform may be allowed; `tenants:write` and `tenants:delete` include reading. */
export const PLATFORM_KEY_SCOPES = ["tenants:read", "tenants:write", "tenants:delete", "audit:read"] as const;
/** What a key of a school may be allowed. */
export const SCHOOL_KEY_SCOPES = ["school:read"] as const;
export const KEY_SCOPES = [...PLATFORM_KEY_SCOPES, ...SCHOOL_KEY_SCOPES] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** Whether a key with these scopes may do what asks for `wanted`: who may change schools may read them. */
export function includesScope(held: readonly string[], wanted: KeyScope): boolean {
  if (held.includes(wanted)) return true;
  return wanted === "tenants:read" && held.some((scope) => scope.startsWith("tenants:"));
}

export const apiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  /** The beginning of the key, to tell it by. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** To within a minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  state: z.enum(["active", "expired", "revoked"]),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

export const createApiKeyInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .max(100)
    .refine((text) => !text.includes("\u0000"), { error: "null_characters" }),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1, { error: "key_scopes_none" }),
  /** Days until it ends; null: never. */
  days: z.int().min(1).max(3_650).nullable().default(365),
});

export const createdApiKey = z.object({
  key: apiKeyView,
  /** Shown this once. */
  secret: z.string(),
});
