import type { FleetOptions } from "@pepro/contracts";
import { json, type Statement, sql } from "@pepro/db";
import { CHANGES_CHANNEL } from "../../resolution/index.ts";
import { fleetMessage } from "./fleet.ts";
import { currentSchools, wavedSchools } from "./plan-queries.ts";

export type StartedRow = {
  /** Null where none was made. */
  createdAt: Date | null;
  planned: number;
  current: number;
  waves: { wave: number; schools: number }[];
  lastEventId: string;
};

/**
 * Plans a run and writes it down, in one statement. Where no school is behind it is done as it is made; where another is
 * active none is made.
 */
export function insertRun(run: {
  id: string;
  by: string;
  options: FleetOptions;
  latest: number;
  checksum: string;
}): Statement {
  const { id, by, options, latest, checksum } = run;
  return sql`with ${wavedSchools(options, latest)},
    plan as (select count(*)::integer as planned, ${currentSchools(options, latest)}::integer as current from waved),
    made as (
      insert into migration_runs (id, created_by, state, target_version, target_checksum, options, current_schools,
        planned_schools, ended_at)
      select ${id}::uuid, ${by}, case when p.planned > 0 then 'running' else 'done' end, ${latest}::integer, ${checksum},
        ${json(options)}::jsonb, p.current, p.planned, case when p.planned > 0 then null else now() end
      from plan p where ${options.schema ?? null}::text is null or p.planned > 0
      on conflict do nothing
      returning id, created_at),
    counted as (
      select coalesce(jsonb_agg(jsonb_build_object('wave', g.wave, 'schools', g.schools) order by g.wave), '[]'::jsonb) as waves
      from (select wave, count(*) as schools from waved group by wave) g),
    placed as (
      insert into migration_run_schools (run_id, tenant_id, schema_name, wave, from_version)
      select m.id, w.id, w.schema_name, w.wave, w.schema_version from made m, waved w order by w.wave, w.schema_name
      returning 1),
    told as (
      insert into migration_run_events (run_id, at, kind, data)
      select m.id, now(), e.kind, e.data from made m, plan p, counted c, lateral (
        select 1 as n, 'run.started' as kind, jsonb_build_object('by', ${by}::text, 'targetVersion', ${latest}::integer,
          'current', p.current, 'waves', c.waves) as data
        union all select 2, 'run.ended', '{"state": "done"}'::jsonb where p.planned = 0) e
      order by e.n returning id)
    select (select created_at from made) as "createdAt", p.planned, p.current, c.waves,
      (select coalesce(max(id), 0)::text from told) as "lastEventId", (select count(*) from placed) as placed,
      (select pg_notify(${CHANGES_CHANNEL}, ${fleetMessage(id)})::text from made) as told
    from plan p, counted c`;
}
