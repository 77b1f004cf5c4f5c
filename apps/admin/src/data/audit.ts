import type { AuditChainState, AuditFormat, auditFilter, auditTrailInput, listAuditInput } from "@pepro/contracts";
import { query } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";

export type ListAudit = z.input<typeof listAuditInput>;
export type AuditQuestion = z.input<typeof auditFilter>;
export type AuditChain = z.input<typeof auditTrailInput>;
export type { AuditChainState, AuditEntryView, AuditFormat } from "@pepro/contracts";

/** One page of a trail, newest first. @throws PeproClientError `not_found`, `not_provisioned` */
export const listAudit = query((input: ListAudit) => client.audit.list.query(input), "audit");

/** Every chain there is. */
export function auditChains(): Promise<AuditChain[]> {
  return client.audit.chains.query();
}

/** Walks one chain from end to end, which takes as long as it is. */
export function verifyChain(chain: AuditChain): Promise<AuditChainState> {
  return client.audit.verify.query(chain);
}

/** A school's name; null for one that is gone. */
export const schoolName = query(
  (id: string) =>
    client.tenants.get.query({ id }).then(
      ({ school }) => school.name,
      () => null,
    ),
  "school-name",
);

/** Where a trail is downloaded, with the session's cookie. */
export function exportHref(question: AuditQuestion, format: AuditFormat): string {
  const said = Object.entries({ format, ...question }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return `/api/audit/export?${new URLSearchParams(said)}`;
}
