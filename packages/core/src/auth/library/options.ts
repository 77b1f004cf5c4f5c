import type { BetterAuthOptions } from "better-auth/minimal";
import { newId } from "../../ids.ts";
import type { Passwords } from "../passwords/passwords.ts";
import type { createStorage } from "./adapter.ts";

export type InstanceSettings = {
  secret: string;
  storage: ReturnType<typeof createStorage>;
  passwords: Passwords;
  sessionSeconds: number;
  passwordMinLength: number;
};

/** better-auth on our tables. Sign-up is closed: users are made by provisioning and by administrators. */
export function instanceOptions(settings: InstanceSettings) {
  const { passwords } = settings;
  return {
    // Not `secret`: BETTER_AUTH_SECRETS in the environment would win over it, and be the same for every school.
    secrets: [{ version: 1, value: settings.secret }],
    database: settings.storage,
    logger: { disabled: true },
    telemetry: { enabled: false },
    advanced: { database: { generateId: () => newId(), joins: true, validateSchema: false } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: settings.passwordMinLength,
      maxPasswordLength: 1_024,
      password: { hash: passwords.hash, verify: ({ hash, password }) => passwords.verify(hash, password) },
    },
    user: {
      modelName: "users",
      fields: {
        name: "full_name",
        emailVerified: "is_verified",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      additionalFields: {
        isActive: { type: "boolean", fieldName: "is_active", input: false, defaultValue: true },
      },
    },
    session: {
      modelName: "sessions",
      // A cached cookie would outlive the session it stands for.
      cookieCache: { enabled: false },
      expiresIn: settings.sessionSeconds,
      fields: {
        userId: "user_id",
        token: "token_hash",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    account: {
      modelName: "accounts",
      fields: {
        userId: "user_id",
        providerId: "provider_id",
        accountId: "account_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
  } satisfies BetterAuthOptions;
}
