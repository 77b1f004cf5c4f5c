import { PeproError, type ProvisioningStep } from "@pepro/contracts";
import {
  type OwnersTx,
  type Pool,
  quoteIdentifier,
  quoteLiteral,
  type RoleName,
  rawSql,
  type SchemaName,
  type TenantPlace,
  type Tx,
  transaction,
} from "@pepro/db";
import type { Installation } from "../installation/index.ts";
import { applyToFresh } from "../migrations/apply-fresh.ts";
import { applyMigrations, lockSchema, type Migration } from "../migrations/index.ts";
import { statementsFor } from "./make-roles.ts";
import { markOf, roleByMark } from "./mark.ts";
import { leaveMark, protectLedger, readPlace, renameSchema, schemaStatements } from "./queries.ts";

/** A schema made ahead of need, with its role and tables, by the id it was made under. */
export type SpareSchema = { id: string; schema: SchemaName; role: RoleName };

export type OpenSchemaOptions = {
  owner: Pool;
  place: TenantPlace;
  tenantId: string;
  installation: Installation;
  migrations: readonly Migration[];
  /** Becomes the school's where the school has none yet. */
  spare?: SpareSchema | undefined;
  /** Whether the role is there already. */
  hasRole?: boolean;
  /** Puts the first rows in, in the same transaction; on a schema that was there, only what is missing. */
  fill: (tx: Tx, made: boolean) => Promise<void>;
  /** Told of each step as it begins, and of one in which there was nothing to do. */
  steps?: { enter(step: ProvisioningStep): void; skip(): void };
};

export type Opened = {
  /** `found`: it was there. `adopted`: it was the spare. */
  by: "found" | "adopted" | "made";
  /** The school's role, which is the spare's where it was adopted. */
  role: RoleName;
  /** The spare was to be had and is not there any more. */
  isSpareGone: boolean;
};

/** What PostgreSQL itself says of a name that is taken. */
const DUPLICATE_SCHEMA = "42P06";

/**
 * Makes a school's role, schema, rights and tables in one transaction: all of it is there afterwards, or none. A schema
 * that is ours already is brought up to date and filled; a spare is renamed, and keeps its role.
 * @throws PeproError `provisioning_failed` when the name holds a schema of somebody else's; those of the migrations.
 */
export function openSchema(options: OpenSchemaOptions): Promise<Opened> {
  const { place, installation, tenantId, spare, steps } = options;
  const path = rawSql(`select set_config('search_path', ${quoteLiteral(quoteIdentifier(place.schema))}, true)`);

  return transaction(options.owner, [path], async (tx) => {
    steps?.enter("schema");
    const names = spare ? [place.schema, spare.schema] : [place.schema];
    // The server may still be busy with what a killed process sent it: that ends first, one way or the other.
    const locked = names.map((name) => tx.query(lockSchema(name)));
    const [{ marks, isCitus }] = await Promise.all([readPlace(tx, names), ...locked]);
    const isSpareThere = spare !== undefined && marks.get(spare.schema) === markOf(installation, spare.id, spare.role);
    const opened = (by: Opened["by"], role: RoleName) => ({
      by,
      role,
      isSpareGone: spare !== undefined && !isSpareThere,
    });

    if (marks.has(place.schema)) {
      const role = roleByMark(installation, tenantId, marks.get(place.schema) ?? null);
      if (!role) {
        const reason = `the schema ${place.schema} exists and is not this school's`;
        throw new PeproError("provisioning_failed", { step: "schema", sqlstate: DUPLICATE_SCHEMA, reason });
      }
      steps?.skip();
      await bringUpToDate(tx, options, role);
      steps?.enter("admin");
      await options.fill(tx, false);
      return opened("found", role);
    }
    if (spare && isSpareThere) await adopt(tx, options, spare);
    else await make(tx, options, isCitus);
    steps?.enter("admin");
    await options.fill(tx, true);
    return spare && isSpareThere ? opened("adopted", spare.role) : opened("made", place.role);
  });
}

/** What is sent here is not waited for: of a step it is known that it has ended as its last answer comes. */
async function make(
  tx: OwnersTx,
  { place, tenantId, installation, migrations, hasRole, steps }: OpenSchemaOptions,
  oneByOne: boolean,
): Promise<void> {
  const { schema, role } = place;
  const mark = markOf(installation, tenantId, role);
  const roles = hasRole ? [] : statementsFor(installation, [role]);
  const statements = [...roles, ...schemaStatements({ ...place, mark })];
  const around = oneByOne
    ? statements.map((statement) => tx.query(statement))
    : [tx.batch(statements.map(({ text }) => text).join(";\n"))];
  const tables = applyToFresh(tx, { schema, migrations, roles: { tenant: role }, oneByOne });
  const protection = tx.query(protectLedger(role));
  for (const behind of [tables, protection]) behind.catch(() => {});
  await Promise.all(around);
  steps?.enter("tables");
  await tables;
  await protection;
}

async function adopt(tx: OwnersTx, options: OpenSchemaOptions, { schema, role }: SpareSchema): Promise<void> {
  const { place, installation, tenantId } = options;
  const renamed = Promise.all([
    tx.query(renameSchema(schema, place.schema)),
    tx.query(leaveMark(place.schema, markOf(installation, tenantId, role))),
  ]);
  await bringUpToDate(tx, options, role, renamed);
}

/** @param before what was sent already, and ends the step before */
async function bringUpToDate(
  tx: Tx,
  { place, migrations, steps }: OpenSchemaOptions,
  role: RoleName,
  before?: Promise<unknown>,
): Promise<void> {
  const applying = applyMigrations(tx, { schema: place.schema, migrations, roles: { tenant: role } });
  applying.catch(() => {});
  await before;
  steps?.enter("tables");
  if ((await applying).length === 0) steps?.skip();
}
