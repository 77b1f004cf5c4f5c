import { roleName, schemaName } from "@pepro/db";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation/index.ts";
import { latestVersion } from "../migrations/index.ts";
import type { SpareSchema } from "../provisioning/open-schema.ts";
import type { Known, SpareRow } from "./queries.ts";

/** A spare that is to be made. No school's schema is called so: a subdomain, of which those are made, cannot end in a hyphen. */
export function newSpare({ roles }: Installation): SpareSchema {
  const id = newId();
  return { id, schema: schemaName(`spare_${id.replaceAll("-", "").slice(-12)}_`), role: roles.tenant(id) };
}

export function spareOf({ id, schemaName: schema, roleName: role }: SpareRow): SpareSchema {
  return { id, schema: schemaName(schema), role: roleName(role) };
}

/** What this program's files make of a schema. */
export function targetOf({ migrations }: Pick<Core, "migrations">): { version: number; checksum: string } {
  const { tenant } = migrations;
  return { version: latestVersion(tenant), checksum: tenant.at(-1)?.checksum ?? "" };
}

/** Every state of a schema from which this program can go on. */
export function knownTo({ migrations }: Pick<Core, "migrations">): Known {
  const { tenant } = migrations;
  return { versions: tenant.map(({ version }) => version), checksums: tenant.map(({ checksum }) => checksum) };
}
