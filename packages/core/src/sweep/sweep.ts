import { type Row, type Rows, roleName, type Statement, schemaName } from "@pepro/db";
import { anchorHeads, unanchoredOfPlatform } from "../audit/anchor.ts";
import { openTrail } from "../audit/trail.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { claimSchools, expired, type SweepPlace } from "./queries.ts";

/** Rows removed by one statement: its locks are held for a few milliseconds. */
const BATCH = 1_000;
/** Statements for one table and turn; what is left waits for the next. */
const MOST_BATCHES = 20;
/** Schools a turn. */
const SCHOOLS = 50;
/** A school is swept at most this often, in milliseconds. */
const PAUSE_MS = 3_600_000;

export type Swept = { schools: number; rows: number };

/**
 * Clears expired sessions, tokens, one-use secrets and counters of attempts: of the platform, and of schools that were
 * used since they were last swept. A school that nobody uses costs nothing, and keeps what expired after its last turn
 * until somebody comes. Their trails are anchored. Where one school fails, the log says so and the others go on.
 */
export async function sweepExpired(core: Core, now: Date = new Date()): Promise<Swept> {
  const { db, log } = core;
  let rows = await sweep(now, (statement) => db.queryPlatform(statement));
  const claim = claimSchools(now, new Date(now.getTime() - PAUSE_MS), SCHOOLS);
  const schools = await db.queryPlatform<SweepPlace>(claim);
  for (const { id, cluster_id: clusterId, schema_name, role_name } of schools) {
    const place = { clusterId, schema: schemaName(schema_name), role: roleName(role_name) };
    try {
      rows += await sweep(now, (statement) => db.queryTenant(place, statement));
    } catch (error) {
      log.error("school not swept", error, { tenantId: id });
    }
  }
  try {
    await anchor(core, schools, now);
  } catch (error) {
    log.error("trails not anchored", error);
  }
  return { schools: schools.length, rows };
}

/** Notes in the platform's chain where those of the schools that were used are at. */
async function anchor(core: Core, schools: readonly SweepPlace[], now: Date): Promise<void> {
  const trails = [];
  for (const { id: tenantId } of schools) trails.push(await openTrail(core, { trail: "school", tenantId }));
  trails.push(...(await unanchoredOfPlatform(core)));
  const meta = { requestId: newId(), ipAddress: null, userAgent: null };
  await anchorHeads(core, { actor: { kind: "operator", label: "sweep" }, tenant: undefined, meta, now }, trails);
}

async function sweep(now: Date, run: (statement: Statement) => Promise<Rows<Row>>): Promise<number> {
  let rows = 0;
  for (const statement of expired(now, BATCH)) {
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const { count } = await run(statement);
      rows += count;
      if (count < BATCH) break;
    }
  }
  return rows;
}
