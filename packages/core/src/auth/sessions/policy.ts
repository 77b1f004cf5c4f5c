import { DEFAULT_SETTINGS } from "@pepro/contracts";
import type { AuthScope } from "../scope.ts";

export type SessionPolicy = {
  /** Minutes without a request after which a browser session ends. */
  sessionMinutes: number;
  passwordMinLength: number;
};

/** A school sets its own; the platform keeps to what a school starts with (60 minutes). */
export function policyOf(scope: AuthScope): SessionPolicy {
  const settings = scope.kind === "tenant" ? scope.tenant.settings : DEFAULT_SETTINGS;
  return { sessionMinutes: settings.sessionTimeoutMinutes, passwordMinLength: settings.passwordMinLength };
}

export function sessionMs(scope: AuthScope): number {
  return policyOf(scope).sessionMinutes * 60_000;
}
