import { type Core, newId, openSchema } from "@pepro/core";
import { quoteLiteral, type Statement, schemaName } from "@pepro/db";
import { interceptPool } from "../../tests/harness/intercept.ts";

export type School = { tenantId: string; schema: string; role: string };

const READS = /^\s*(begin|commit|select)\b/i;

/**
 * What opening a school changes on its cluster, as a script for psql: what the product sends, caught on its way once, with
 * other names. What it reads and locks besides is left out.
 */
export async function recordOpening(core: Core): Promise<(school: School) => string> {
  const { installation, migrations, db } = core;
  const clusterId = installation.controlClusterId;
  const known = newSchool(core);
  const sent: string[] = [];
  const before = (statement: Statement) => void sent.push(literal(statement));
  await openSchema({
    owner: interceptPool(db.owner(clusterId), { before }),
    tenantId: known.tenantId,
    place: { schema: schemaName(known.schema), role: installation.roles.tenant(known.tenantId), clusterId },
    installation,
    migrations: migrations.tenant,
    fill: async () => {},
  });
  const changes = sent.filter((text) => !READS.test(text));
  return (school) => {
    const named = changes.map((text) =>
      text
        .replaceAll(known.tenantId, school.tenantId)
        .replaceAll(known.role, school.role)
        .replaceAll(known.schema, school.schema),
    );
    return ["begin", `set local search_path = "${school.schema}"`, ...named, "commit"].join(";\n");
  };
}

export function newSchool({ installation }: Core): School {
  const tenantId = newId();
  const schema = `bench_${tenantId.replaceAll("-", "").slice(-14)}`;
  return { tenantId, schema, role: installation.roles.tenant(tenantId) };
}

function literal({ chunks, values }: Statement): string {
  return chunks.reduce((text, chunk, at) => {
    const value = values[at - 1];
    return text + (typeof value === "string" ? quoteLiteral(value) : String(value)) + chunk;
  });
}
