import { canonicalJson } from "./canonical.ts";
import type { AuditEntry } from "./entry.ts";

/** The fields that a hash covers, in the platform's trail; a school's own has all but the school. */
export type AuditPayload = Omit<AuditEntry, "at" | "tenantId"> & { at: string; tenantId?: string | null };

/** @param isSchools whether the entry is of a school's own trail, which has no `tenantId`. */
export function payloadOf(entry: AuditEntry, isSchools: boolean): AuditPayload {
  const { tenantId, at, ...others } = entry;
  const payload = { ...others, at: at.toISOString() };
  return isSchools ? payload : { ...payload, tenantId };
}

/** The text that is hashed: what is stored, and nothing else, so that it can be made again from a row. */
export function payloadText(entry: AuditEntry, isSchools: boolean): string {
  return canonicalJson(payloadOf(entry, isSchools));
}
