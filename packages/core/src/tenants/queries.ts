import { type CreateTenantInput, type ListTenantsInput, type ModuleMap, PURGE_AFTER_DAYS } from "@pepro/contracts";
import { join, json, rawSql, type Statement, sql, type Tx } from "@pepro/db";
import type { PlatformReader } from "./reader.ts";
import { SELECT_TENANT, type TenantRow } from "./row.ts";

export async function readTenant(reader: PlatformReader, id: string): Promise<TenantRow | undefined> {
  return (await reader.query<TenantRow>(sql`${SELECT_TENANT} where t.id = ${id} and t.deleted_at is null`))[0];
}

/** By schema, subdomain or any host: how operators name a school on the command line. */
export async function findTenant(reader: PlatformReader, name: string): Promise<TenantRow | undefined> {
  const rows = await reader.query<TenantRow>(sql`${SELECT_TENANT}
    where t.deleted_at is null and (t.schema_name = ${name} or t.subdomain = ${name} or t.id::text = ${name}
      or t.id = (select tenant_id from tenant_hosts where host = ${name} and kind <> 'former'))
    order by (t.schema_name = ${name}) desc limit 1`);
  return rows[0];
}

/** Locks the row until the transaction ends, so that changes of one school follow each other. */
export async function lockTenant(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.first(sql`select id from tenants where id = ${id} and deleted_at is null for no key update`);
  return row !== undefined;
}

export async function readHosts(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.query<{ host: string }>(sql`select host from tenant_hosts where tenant_id = ${tenantId}`);
  return rows.map((row) => row.host);
}

export type NewTenant = CreateTenantInput & {
  id: string;
  schoolId: string;
  clusterId: string;
  schemaName: string;
  roleName: string;
  modulesEnabled: ModuleMap;
};

/** False when the subdomain or the schema is taken. A racer waits here for the other's end. */
export async function insertTenant(tx: Tx, tenant: NewTenant): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into tenants (id, cluster_id, schema_name, role_name, subdomain, school_id, school_name, school_type,
      address, postal_code, city, phone, email, website, primary_color, secondary_color, max_students, max_storage_gb,
      modules_enabled)
    values (${tenant.id}, ${tenant.clusterId}, ${tenant.schemaName}, ${tenant.roleName}, ${tenant.subdomain},
      ${tenant.schoolId}, ${tenant.schoolName}, ${tenant.schoolType}, ${tenant.address}, ${tenant.postalCode},
      ${tenant.city}, ${tenant.phone}, ${tenant.email}, ${tenant.website}, ${tenant.primaryColor},
      ${tenant.secondaryColor}, ${tenant.maxStudents}, ${tenant.maxStorageGb}, ${json(tenant.modulesEnabled)})
    on conflict do nothing`);
  return inserted === 1;
}

export function insertSettings(tenantId: string): Statement {
  return sql`insert into tenant_settings (tenant_id) values (${tenantId})`;
}

export async function isSubdomainTaken(tx: Tx, subdomain: string): Promise<boolean> {
  return (await tx.first(sql`select id from tenants where subdomain = ${subdomain}`)) !== undefined;
}

/** Whether any school has the subdomain, the schema it names, or the host; deleted ones keep theirs. */
export async function isNameTaken(
  reader: PlatformReader,
  names: { subdomain: string; schemaName: string; host: string },
): Promise<boolean> {
  const rows = await reader.query<{ taken: boolean }>(sql`select
    exists (select from tenants where subdomain = ${names.subdomain} or schema_name = ${names.schemaName})
    or exists (select from tenant_hosts where host = ${names.host}) as taken`);
  return rows[0]?.taken === true;
}

export async function isSchoolKnown(reader: PlatformReader, schoolId: string): Promise<boolean> {
  return (await reader.query(sql`select id from tenants where school_id = ${schoolId}`)).length > 0;
}

/** The id of the school that has a host, or had it. */
export async function readHostOwner(reader: PlatformReader, host: string): Promise<string | undefined> {
  const rows = await reader.query<{ tenantId: string }>(
    sql`select tenant_id as "tenantId" from tenant_hosts where host = ${host}`,
  );
  return rows[0]?.tenantId;
}

/** Columns a change may set, by the name its use case gives them. */
const COLUMNS = {
  schoolName: "school_name",
  schoolType: "school_type",
  address: "address",
  postalCode: "postal_code",
  city: "city",
  phone: "phone",
  email: "email",
  website: "website",
  primaryColor: "primary_color",
  secondaryColor: "secondary_color",
  logoUrl: "logo_url",
  faviconUrl: "favicon_url",
  isActive: "is_active",
  maxStudents: "max_students",
  maxStorageGb: "max_storage_gb",
  modulesEnabled: "modules_enabled",
} as const;

export type TenantChanges = Partial<Pick<TenantRow, keyof typeof COLUMNS>>;

export function updateTenantRow(id: string, changes: TenantChanges): Statement {
  const assignments = Object.entries(changes).map(([field, value]) => {
    const column = rawSql(COLUMNS[field as keyof typeof COLUMNS]);
    return sql`${column} = ${field === "modulesEnabled" ? json(value) : (value as string)}`;
  });
  return sql`update tenants set ${join([...assignments, sql`updated_at = now()`], ", ")} where id = ${id}`;
}

export function markDeleted(id: string): Statement {
  return sql`update tenants set is_active = false, deleted_at = now(), updated_at = now(),
    purge_after = now() + make_interval(days => ${PURGE_AFTER_DAYS}) where id = ${id}`;
}

/** Search ignores case and accents: «lycee» finds «Lycée». */
const FOLDED = (text: Statement) => sql`regexp_replace(normalize(lower(${text}), NFD), '[\\u0300-\\u036f]', '', 'g')`;

const ORDER_BY: Record<string, string> = {
  domain_url: "(select h.host from tenant_hosts h where h.tenant_id = t.id and h.kind = 'main')",
  created_on: "t.created_at",
};

export async function listTenantRows(
  reader: PlatformReader,
  input: ListTenantsInput,
  latestVersion: number,
): Promise<{ count: number; rows: TenantRow[] }> {
  const conditions = [sql`t.deleted_at is null`];
  if (input.isActive !== undefined) conditions.push(sql`t.is_active = ${input.isActive}`);
  if (input.schoolType) conditions.push(sql`t.school_type = ${input.schoolType}`);
  if (input.state) conditions.push(sql`t.state = ${input.state}`);
  if (input.module) conditions.push(sql`t.modules_enabled @> ${json({ [input.module]: true })}`);
  if (input.isBehind !== undefined) {
    const behind = sql`t.provisioned_at is not null and t.schema_version < ${latestVersion}`;
    conditions.push(sql`(${behind}) = ${input.isBehind}`);
  }
  if (input.schemaVersion !== undefined) {
    conditions.push(sql`t.provisioned_at is not null and t.schema_version = ${input.schemaVersion}`);
  }
  for (const word of input.search?.split(/\s+/).filter(Boolean) ?? []) {
    const haystack = sql`concat_ws(' ', t.school_name, t.schema_name, t.subdomain, t.city, t.postal_code, t.email,
      (select string_agg(h.host, ' ') from tenant_hosts h where h.tenant_id = t.id and h.kind <> 'former'))`;
    conditions.push(sql`strpos(${FOLDED(haystack)}, ${FOLDED(sql`${word}::text`)}) > 0`);
  }
  const where = join(conditions, " and ");
  const terms = (input.ordering ?? []).map((term) => {
    const field = term.replace(/^-/, "");
    const direction = term.startsWith("-") ? "desc" : "asc";
    return rawSql(`${ORDER_BY[field] ?? `t.${field}`} ${direction}${input.emptyLast ? " nulls last" : ""}`);
  });
  const order = join([...terms, rawSql("t.schema_name")], ", ");
  const [counted, rows] = await Promise.all([
    reader.query<{ count: number }>(sql`select count(*) as count from tenants t where ${where}`),
    reader.query<TenantRow>(sql`${SELECT_TENANT} where ${where} order by ${order}
      limit ${input.pageSize} offset ${(input.page - 1) * input.pageSize}`),
  ]);
  return { count: counted[0]?.count ?? 0, rows };
}
