import { hasModule, MODULES, type TenantView } from "@pepro/contracts";
import { LABELS, SCHOOL_TYPE_NAMES } from "./labels.ts";
import { record } from "./output/record.ts";
import { table } from "./output/table.ts";
import { visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";
import { modulesOf, stateOf } from "./school.ts";

const GIB = 1024 ** 3;

/** One line a school. */
export function schoolsTable(cli: Cli, items: readonly TenantView[]): string {
  if (items.length === 0) return "";
  const { palette, formats, world } = cli;
  const width = world.stdout.isTerminal ? world.stdout.columns : undefined;
  return table(
    items,
    [
      { title: cli.say(LABELS.schema), value: (school) => school.schemaName },
      { title: cli.say(LABELS.school), value: ({ school }) => school.name, shrinks: true },
      { title: cli.say(LABELS.host), value: (school) => school.domainUrl },
      {
        title: cli.say(LABELS.state),
        value: (school) => stateOf(cli, school),
        style: (text, school) =>
          school.isActive && school.state === "ready" ? palette.green(text) : palette.yellow(text),
      },
      { title: cli.say(LABELS.students), value: (school) => formats.number(school.studentCount) },
      { title: cli.say(LABELS.createdAt), value: (school) => formats.date(school.createdAt) },
    ],
    { palette, width },
  );
}

/** A block a school. */
export function schoolsInDetail(cli: Cli, items: readonly TenantView[]): string {
  return items.map((school) => schoolInDetail(cli, school)).join("\n\n");
}

function schoolInDetail(cli: Cli, tenant: TenantView): string {
  const { school } = tenant;
  const { number, size, date } = cli.formats;
  const of = { fr: "{used} sur {limit}", en: "{used} of {limit}" };
  const students = { used: number(tenant.studentCount), limit: number(tenant.maxStudents) };
  const storage = { used: size(tenant.storageUsedBytes), limit: size(tenant.maxStorageGb * GIB) };
  const type = SCHOOL_TYPE_NAMES[school.schoolType];
  const fields = record([
    [cli.say(LABELS.schema), tenant.schemaName],
    [cli.say(LABELS.host), tenant.domainUrl],
    [cli.say(LABELS.domains), tenant.domains.map(({ domain }) => domain).join(", ")],
    [cli.say(LABELS.state), stateOf(cli, tenant)],
    [cli.say(LABELS.type), type ? cli.say(type) : school.schoolType],
    [cli.say(LABELS.city), `${school.postalCode} ${school.city}`],
    [cli.say(LABELS.contact), `${school.email}, ${school.phone}`],
    [cli.say(LABELS.students), cli.say(of, students)],
    [cli.say(LABELS.storage), cli.say(of, storage)],
    [cli.say(LABELS.modules), modulesOf(cli, tenant.modulesEnabled)],
    [cli.say(LABELS.version), String(tenant.schemaVersion)],
    [cli.say(LABELS.createdAt), date(tenant.createdAt)],
    [cli.say(LABELS.provisionedAt), date(tenant.provisionedAt)],
    [cli.say(LABELS.lastAccess), date(tenant.lastAccessedAt)],
    [cli.say(LABELS.id), tenant.id],
  ]);
  return `${cli.palette.bold(visible(school.name))}\n${fields}`;
}

type Columns = Readonly<Record<string, (tenant: TenantView) => unknown>>;

const BASIC: Columns = {
  schema_name: ({ schemaName }) => schemaName,
  school_name: ({ school }) => school.name,
  school_type: ({ school }) => school.schoolType,
  domain_url: ({ domainUrl }) => domainUrl,
  state: ({ state }) => state,
  is_active: ({ isActive }) => isActive,
  student_count: ({ studentCount }) => studentCount,
  created_at: ({ createdAt }) => createdAt,
};

const DETAILED: Columns = {
  ...BASIC,
  id: ({ id }) => id,
  subdomain: ({ school }) => school.subdomain,
  address: ({ school }) => school.address,
  postal_code: ({ school }) => school.postalCode,
  city: ({ school }) => school.city,
  phone: ({ school }) => school.phone,
  email: ({ school }) => school.email,
  domains: ({ domains }) => domains.map(({ domain }) => domain).join(" "),
  max_students: ({ maxStudents }) => maxStudents,
  storage_used_bytes: ({ storageUsedBytes }) => storageUsedBytes,
  max_storage_gb: ({ maxStorageGb }) => maxStorageGb,
  modules_enabled: ({ modulesEnabled }) => MODULES.filter((name) => hasModule(modulesEnabled, name)).join(" "),
  schema_version: ({ schemaVersion }) => schemaVersion,
  provisioned_at: ({ provisionedAt }) => provisionedAt,
  last_accessed_at: ({ lastAccessedAt }) => lastAccessedAt,
};

/** The columns of the CSV: their names and order are a contract with whoever reads it. */
export function csvColumns(detailed: boolean): Columns {
  return detailed ? DETAILED : BASIC;
}
