import { type Database, type Statement, sql, type TenantPlace } from "@pepro/db";

export type TrailRow = {
  id: number;
  at: Date;
  action: string;
  outcome: "done" | "refused" | "failed";
  actorKind: string;
  actorLabel: string;
  targetKind: string | null;
  targetId: string | null;
  fields: string[];
};

/** Names of what changed, never the values. */
const COLUMNS = sql`id, at, action, outcome, actor_kind as "actorKind", actor_label as "actorLabel",
  target_kind as "targetKind", target_id as "targetId", (select coalesce(jsonb_agg(field), '[]'::jsonb)
    from jsonb_object_keys(case when jsonb_typeof(changes) = 'object' then changes else '{}'::jsonb end) as field) as fields`;

const latest = (limit: number): Statement => sql`order by at desc, id desc limit ${limit}`;

/** What the platform's trail says of a school. */
export function readPlatformTrail(db: Database, tenantId: string, limit: number): Promise<TrailRow[]> {
  return db.queryPlatform<TrailRow>(
    sql`select ${COLUMNS} from audit_entries where tenant_id = ${tenantId} ${latest(limit)}`,
  );
}

/** What the school's own trail says. */
export function readSchoolTrail(db: Database, place: TenantPlace, limit: number): Promise<TrailRow[]> {
  return db.queryTenant<TrailRow>(place, sql`select ${COLUMNS} from audit_entries ${latest(limit)}`);
}
