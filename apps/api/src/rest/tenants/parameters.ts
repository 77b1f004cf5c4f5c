import { PeproError, SCHOOL_TYPES, type SchoolType, TENANT_ORDERINGS } from "@pepro/contracts";
import type { RestCall } from "../rest-call.ts";

const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** The path's id. What is no UUID names no tenant. @throws PeproError `not_found` */
export function tenantIdOf({ params }: RestCall): string {
  const id = params.id ?? "";
  if (!UUID.test(id)) throw new PeproError("not_found", { entity: "tenant", id });
  return id.toLowerCase().replace(/^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$/, "$1-$2-$3-$4-$5");
}

const FLAGS: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };

/** Filters and order of a list; what is unknown is ignored, as it was. */
export function listParameters(query: URLSearchParams) {
  const isActive = FLAGS[query.get("is_active")?.toLowerCase() ?? ""];
  const schoolType = query.get("school_type");
  const search = query.get("search")?.replaceAll("\u0000", "").trim().slice(0, 200);
  const ordering = (query.get("ordering") ?? "")
    .split(",")
    .map((term) => term.trim().replace(/^(-?)school(__name)?$/, "$1school_name"))
    .filter((term) => (TENANT_ORDERINGS as readonly string[]).includes(term.replace(/^-/, "")))
    .slice(0, 5);
  return {
    ...(isActive !== undefined && { isActive }),
    ...(isSchoolType(schoolType) && { schoolType }),
    ...(search && { search }),
    ...(ordering.length > 0 && { ordering }),
  };
}

function isSchoolType(value: string | null): value is SchoolType {
  return (SCHOOL_TYPES as readonly (string | null)[]).includes(value);
}
