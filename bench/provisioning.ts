import { type Core, newId, openSchema } from "@pepro/core";
import { openConnection, quoteIdentifier, rawSql, schemaName } from "@pepro/db";
import { measure, type Result } from "./ratio.ts";

/** Milliseconds to open a school against the same statements sent one after the other, as psql sends a file. */
export async function measureProvisioning(core: Core, ownerUrl: string, rounds: number): Promise<Result> {
  const owner = core.db.owner(core.installation.controlClusterId);
  const connection = await openConnection({ url: ownerUrl });
  const next = () => {
    const tenantId = newId();
    const schema = schemaName(`bench_${tenantId.slice(-12)}`);
    return { tenantId, schema, role: core.installation.roles.tenant(tenantId) };
  };

  const ours = async () => {
    const { tenantId, ...place } = next();
    const started = performance.now();
    await openSchema({
      owner,
      tenantId,
      place: { ...place, clusterId: core.installation.controlClusterId },
      installation: core.installation,
      migrations: core.migrations.tenant,
      fill: async () => {},
    });
    return performance.now() - started;
  };
  const theirs = async () => {
    const { schema, role } = next();
    const statements = psqlScript(core, schema, role);
    const started = performance.now();
    for (const statement of statements) await connection.send(rawSql(statement));
    return performance.now() - started;
  };
  try {
    return await measure(
      {
        name: "provisioning ÷ the same statements by one psql-style transaction",
        target: { at: "most", ratio: 1.5 },
        unit: "ms",
        ours,
        theirs,
      },
      rounds,
    );
  } finally {
    await connection.end();
  }
}

function psqlScript(core: Core, schema: string, role: string): string[] {
  const { runtimeRole, roles } = core.installation;
  const [quotedRole, quotedSchema] = [quoteIdentifier(role), quoteIdentifier(schema)];
  const rights = `alter default privileges in schema ${quotedSchema} grant`;
  return [
    "begin",
    `create role ${quotedRole} nologin noinherit`,
    `grant ${quoteIdentifier(roles.tenants)} to ${quotedRole}`,
    `grant ${quotedRole} to ${quoteIdentifier(runtimeRole)}`,
    `create schema ${quotedSchema}`,
    `grant usage on schema ${quotedSchema} to ${quotedRole}`,
    `${rights} select, insert, update, delete on tables to ${quotedRole}`,
    `${rights} usage, select on sequences to ${quotedRole}`,
    `set local search_path = ${quotedSchema}`,
    ...core.migrations.tenant.flatMap(({ statements }) =>
      statements.map(({ text }) => text.replaceAll('"pepro:tenant"', quotedRole)),
    ),
    "commit",
  ];
}
