import type { Case, World } from "../case.ts";

const ownerOf = ({ databaseUrl }: World["platform"]) => `"${new URL(databaseUrl).username}"`;

/** Becoming somebody else, looking elsewhere, lifting limits. */
export const ROLE_AND_PATH: readonly Case[] = [
  ["sets another school's role", "statement", ({ b }) => `set role ${b.role}`],
  ["sets it for the transaction", "statement", ({ b }) => `set local role ${b.role}`],
  ["hides that behind a comment", "statement", ({ b }) => `/* select */ set role ${b.role}`],
  ["hides that behind a semicolon", "statement", ({ b }) => `; set role ${b.role}`],
  ["hides that behind a line", "statement", ({ b }) => `-- select\nset role ${b.role}`],
  ["resets its role", "statement", () => "reset role"],
  ["sets no role", "statement", () => "set role none"],
  ["resets everything", "statement", () => "reset all"],
  ["sets the session's user", "42501", ({ b }) => `set session authorization ${b.role}`],
  ["sets the session's user to the owner", "42501", ({ platform }) => `set session authorization ${ownerOf(platform)}`],
  ["resets the session's user", "statement", () => "reset session authorization"],
  ["looks into another school", "statement", ({ b }) => `set search_path = ${b.schema}`],
  ["looks into the platform", "statement", () => "set search_path = public"],
  ["lifts the time limit", "statement", () => "set statement_timeout = 0"],
  ["switches row security off", "statement", () => "set row_security = off"],
  ["switches triggers and foreign keys off", "42501", () => "set session_replication_role = replica"],
  ["loads a library for the session", "42501", () => "set session_preload_libraries = 'dblink'"],
  ["loads a library", "42501", () => "load 'plpgsql'"],
  ["loads a library of the system", "42501", () => "load '/lib/x86_64-linux-gnu/libc.so.6'"],
  ["allows changes of the catalog", "42501", () => "set allow_system_table_mods = on"],
  ["changes the server's settings", "25001|42501", () => "alter system set log_statement = 'all'"],
  ["logs everybody's statements", "42501", () => "set log_statement = 'all'"],
  ["changes what the next sessions begin with", "42501", ({ b }) => `alter role ${b.role} set search_path = public`],
  ["changes the database", "42501", () => "alter database postgres set search_path = public"],
  ["gives itself another school's role", "42501", ({ a, b }) => `grant ${b.role} to ${a.role}`],
  ["gives itself everybody's statistics", "42501", ({ a }) => `grant pg_read_all_stats to ${a.role}`],
  ["gives itself every table", "42501", ({ a }) => `grant pg_read_all_data to ${a.role}`],
  ["renames another school's role", "42501", ({ b }) => `alter role ${b.role} rename to loot`],
  ["lets itself log in", "42501", ({ a }) => `alter role ${a.role} login`],
  ["makes itself a superuser", "42501", ({ a }) => `alter role ${a.role} superuser`],
  ["drops another school's role", "42501", ({ b }) => `drop role ${b.role}`],
  ["gives itself another school's objects", "42501", ({ a, b }) => `reassign owned by ${b.role} to ${a.role}`],
  ["drops another school's rights", "42501", ({ b }) => `drop owned by ${b.role}`],
  // Whoever inherits a role may: what all schools share could be taken from all of them.
  [
    "drops the rights that all schools share",
    "statement",
    ({ platform }) => `drop owned by ${platform.core.installation.roles.tenants}`,
  ],
  ["drops its own rights", "statement", () => "drop owned by current_user"],
  [
    "sets what its future objects may be used for",
    "statement",
    () => "alter default privileges grant select on tables to public",
  ],
];

/** Settings that `set_config` could change, all of them through the one function. */
export const SETTINGS: readonly Case[] = [
  ...[
    "role",
    "session_authorization",
    "search_path",
    "row_security",
    "statement_timeout",
    "session_preload_libraries",
    "local_preload_libraries",
    "session_replication_role",
    "default_transaction_read_only",
    "transaction_read_only",
    "log_statement",
    "application_name",
    "pepro.anything",
    "check_function_bodies",
    "default_tablespace",
    "temp_tablespaces",
    "idle_in_transaction_session_timeout",
    "lock_timeout",
    "datestyle",
    "timezone",
    "client_encoding",
    "work_mem",
  ].flatMap((name): Case[] => [
    [`sets ${name} by a function`, "42501", ({ b }) => `select set_config('${name}', '${b.role}', true)`],
    [
      `sets ${name} by a function, for the session`,
      "42501",
      ({ b }) => `select set_config('${name}', '${b.role}', false)`,
    ],
  ]),
  [
    "sets the role in a condition",
    "42501",
    ({ b }) => `select name from pupils where set_config('role', '${b.role}', true) <> ''`,
  ],
  [
    "sets the role in a default",
    "42501",
    ({ b }) => `insert into pupils (name) values (set_config('role', '${b.role}', true))`,
  ],
  ["sets the role as a table", "42501", ({ b }) => `select * from set_config('role', '${b.role}', true)`],
  ["sets the role by a quoted name", "42501", ({ b }) => `select "pg_catalog"."set_config"('role', '${b.role}', true)`],
  ["sets the role by an escaped name", "42501", ({ b }) => `select U&"\\0073et_config"('role', '${b.role}', true)`],
  [
    "sets the role by the view behind it",
    "42501",
    ({ b }) => `update pg_settings set setting = '${b.role}' where name = 'role'`,
  ],
  [
    "climbs: sets the role and reads behind it, in one statement",
    "42501",
    ({ b }) =>
      `select set_config('role', '${b.role}', true), query_to_xml('select name from ${b.schema}.pupils', true, true, '')`,
  ],
  [
    "climbs by a lateral join",
    "42501",
    ({ b }) =>
      `select x from (select set_config('role', '${b.role}', true) as r offset 0) s,
      lateral (select query_to_xml('select name from ${b.schema}.pupils where ' || (s.r <> '')::text, true, true, '') as x) t`,
  ],
];
