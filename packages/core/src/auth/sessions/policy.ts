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

/**
 * How long tokens live, in milliseconds. They go unused for no longer than a browser's session where a school has said how
 * long that is; with what every school starts with, they keep the lives that old clients count on.
 */
export function tokenLives(
  { accessMs, refreshMs }: { accessMs: number; refreshMs: number },
  scope: AuthScope,
): { accessMs: number; refreshMs: number } {
  const longest = longestTokenMs(scope) ?? Number.POSITIVE_INFINITY;
  return { accessMs: Math.min(accessMs, longest), refreshMs: Math.min(refreshMs, longest) };
}

/** The most that a school lets its tokens live, in milliseconds; undefined where it has said nothing of its own. */
export function longestTokenMs(scope: AuthScope): number | undefined {
  const isOwn = policyOf(scope).sessionMinutes !== DEFAULT_SETTINGS.sessionTimeoutMinutes;
  return isOwn ? sessionMs(scope) : undefined;
}

export function sessionMs(scope: AuthScope): number {
  return policyOf(scope).sessionMinutes * 60_000;
}
