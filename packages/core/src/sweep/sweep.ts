import { type Row, type Rows, roleName, type Statement, schemaName } from "@pepro/db";
import type { Core } from "../core.ts";
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
 * until somebody comes. Where one school fails, the log says so and the others go on.
 */
export async function sweepExpired(core: Pick<Core, "db" | "log">, now: Date = new Date()): Promise<Swept> {
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
  return { schools: schools.length, rows };
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
