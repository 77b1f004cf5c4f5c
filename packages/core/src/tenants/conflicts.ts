import type { ValidationIssue } from "@pepro/contracts";
import { isSchoolKnown, readHostOwner } from "./queries.ts";
import type { PlatformReader } from "./reader.ts";
import type { TenantRow } from "./row.ts";

export type WantedNames = { domainUrl?: string | undefined; schoolId?: string | undefined };

/** What of a change somebody else has: the host, or the school, which is one with its tenant and never changes. */
export async function conflictsOf(
  reader: PlatformReader,
  mainHosts: readonly string[],
  tenant: Pick<TenantRow, "id" | "domainUrl" | "schoolId">,
  { domainUrl, schoolId }: WantedNames,
): Promise<ValidationIssue[]> {
  const issues: ValidationIssue[] = [];
  if (domainUrl !== undefined && domainUrl !== tenant.domainUrl) {
    const owner = mainHosts.includes(domainUrl) ? "platform" : await readHostOwner(reader, domainUrl);
    if (owner !== undefined && owner !== tenant.id) issues.push({ path: ["domainUrl"], rule: "domain_url_taken" });
  }
  if (schoolId !== undefined && schoolId !== tenant.schoolId) {
    const rule = (await isSchoolKnown(reader, schoolId)) ? "school_taken" : "school_missing";
    issues.push({ path: ["schoolId"], rule, params: { id: schoolId } });
  }
  return issues;
}
