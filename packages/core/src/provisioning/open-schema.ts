import { PeproError, type ProvisioningStep } from "@pepro/contracts";
import { type Pool, quoteIdentifier, quoteLiteral, rawSql, type TenantPlace, type Tx, transaction } from "@pepro/db";
import type { Installation } from "../installation/index.ts";
import { applyMigrations, lockSchema, type Migration } from "../migrations/index.ts";
import { openingStatements, protectLedger, readSchemaMark } from "./queries.ts";

export type OpenSchemaOptions = {
  owner: Pool;
  place: TenantPlace;
  tenantId: string;
  installation: Installation;
  migrations: readonly Migration[];
  /** Puts the first rows in, in the same transaction; on a schema that was there, only what is missing. */
  fill: (tx: Tx, made: boolean) => Promise<void>;
  /** Told of each step as it begins, and of one in which there was nothing to do. */
  steps?: { enter(step: ProvisioningStep): void; skip(): void };
};

/** What PostgreSQL itself says of a name that is taken. */
const DUPLICATE_SCHEMA = "42P06";

/**
 * Makes a school's role, schema, rights and tables in one transaction: all of it is there afterwards, or none. A schema
 * that is ours already is brought up to date and filled.
 * @returns whether it was made now.
 * @throws PeproError `provisioning_failed` when the name holds a schema of somebody else's; those of the migrations.
 */
export function openSchema(options: OpenSchemaOptions): Promise<boolean> {
  const { place, installation, tenantId } = options;
  const mark = `pepro:${installation.id}:${tenantId}`;
  const path = rawSql(`select set_config('search_path', ${quoteLiteral(quoteIdentifier(place.schema))}, true)`);
  const migrate = (tx: Tx) =>
    applyMigrations(tx, { schema: place.schema, migrations: options.migrations, roles: { tenant: place.role } });

  return transaction(options.owner, [path], async (tx) => {
    options.steps?.enter("schema");
    // The server may still be busy with what a killed process sent it: that ends first, one way or the other.
    await tx.query(lockSchema(place.schema));
    const found = await readSchemaMark(tx, place.schema);
    if (found && found.mark !== mark) {
      const reason = `the schema ${place.schema} exists and is not this school's`;
      throw new PeproError("provisioning_failed", { step: "schema", sqlstate: DUPLICATE_SCHEMA, reason });
    }
    if (found) options.steps?.skip();
    else {
      const { runtimeRole, roles } = installation;
      const runtimeRoles = [...new Set([roles.runtime, runtimeRole])];
      const statements = openingStatements({ ...place, runtimeRoles, tenantsRole: roles.tenants, mark });
      await Promise.all(statements.map((statement) => tx.query(statement)));
    }
    options.steps?.enter("tables");
    const applied = await migrate(tx);
    if (applied.length === 0) options.steps?.skip();
    if (!found) await tx.query(protectLedger(place.role));
    options.steps?.enter("admin");
    await options.fill(tx, !found);
    return !found;
  });
}
