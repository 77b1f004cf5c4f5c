import type { OpeningEvent, OpeningJob } from "@pepro/contracts";
import { type Statement, sql } from "@pepro/db";

export type NewsRow = { state: OpeningJob["state"]; isWorking: boolean; events: OpeningEvent[] };

/** Events of a job after one of them, and where it stands, at one moment. */
export function readNews(id: string, after: string, most: number): Statement {
  return sql`select j.state, coalesce(j.lease_until >= now(), false) as "isWorking",
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'jobId', e.job_id, 'kind', e.kind,
        'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || e.data order by e.id), '[]'::jsonb)
      from (select id, job_id, kind, at, data from opening_events
        where job_id = ${id}::uuid and id > ${after}::bigint order by id limit ${most}) e) as events
    from opening_jobs j where j.id = ${id}::uuid`;
}
