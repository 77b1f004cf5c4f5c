import type { FleetEvent, FleetRun } from "@pepro/contracts";
import { type Statement, sql } from "@pepro/db";

export type NewsRow = { state: FleetRun["state"]; isWorking: boolean; events: FleetEvent[] };

/** A `FleetEvent` out of `migration_run_events e`. */
const EVENT = sql`jsonb_build_object('id', e.id::text, 'runId', e.run_id, 'kind', e.kind,
  'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || e.data`;

/** Events of a run after one of them, and where it stands, at one moment. */
export function readNews(id: string, after: string, most: number): Statement {
  return sql`select r.state, coalesce(r.lease_until >= now(), false) as "isWorking",
    (select coalesce(jsonb_agg(${EVENT} order by e.id), '[]'::jsonb)
      from (select id, run_id, kind, at, data from migration_run_events
        where run_id = ${id}::uuid and id > ${after}::bigint order by id limit ${most}) e) as events
    from migration_runs r where r.id = ${id}::uuid`;
}

/** What a run told of one school, oldest first; the latest where it is more. */
export function readSchoolEvents(id: string, tenantId: string, most: number): Statement {
  return sql`select coalesce(jsonb_agg(${EVENT} order by e.id), '[]'::jsonb) as events
    from (select id, run_id, kind, at, data from migration_run_events
      where run_id = ${id}::uuid and data ->> 'tenantId' = ${tenantId} order by id desc limit ${most}) e`;
}
