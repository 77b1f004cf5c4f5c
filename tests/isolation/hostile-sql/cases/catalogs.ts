import type { Case } from "../case.ts";

/** Passwords, and what PostgreSQL keeps of others' rows, statements and sessions. */
export const CATALOGS: readonly Case[] = [
  ["reads the roles' passwords", "42501", () => "select rolpassword from pg_authid"],
  ["reads them by another view", "42501", () => "select passwd from pg_shadow"],
  ["reads the masked ones", "nothing", () => "select passwd from pg_user where passwd <> '********'"],
  ["reads the mappings of users", "nothing", () => "select umoptions from pg_user_mappings"],
  ["reads the mappings' table", "42501", () => "select umoptions from pg_user_mapping"],
  ["reads subscriptions' connections", "42501", () => "select subconninfo from pg_subscription"],
  ["reads statistics of columns", "42501", () => "select stavalues1 from pg_statistic"],
  [
    "reads them by the view",
    "nothing",
    ({ b }) => `select most_common_vals from pg_stats where schemaname <> 'pg_catalog' and schemaname = '${b.schema}'`,
  ],
  ["reads extended statistics", "42501", () => "select stxdmcv from pg_statistic_ext_data"],
  [
    "reads those by the view",
    "nothing",
    ({ b }) => `select most_common_vals from pg_stats_ext where schemaname = '${b.schema}'`,
  ],
  ["reads others' statements", "42501", () => "select query from pg_stat_activity"],
  [
    "reads others' statements by the function",
    "42501",
    ({ busy }) => `select pg_stat_get_backend_activity(${busy.pid})`,
  ],
  ["reads others' addresses", "42501", () => "select client_addr from pg_stat_activity"],
  ["reads others' certificates", "42501", () => "select client_dn from pg_stat_ssl"],
  ["reads what is prepared on its connection", "42501", () => "select statement from pg_prepared_statements"],
  ["reads the cursors of its connection", "42501", () => "select statement from pg_cursors"],
  ["reads two-phase transactions", "42501", () => "select gid from pg_prepared_xacts"],
  ["reads others' locks", "42501", () => "select relation from pg_locks"],
  ["reads how full others' tables are", "42501", () => "select n_live_tup from pg_stat_all_tables"],
  ["reads how often they are used", "42501", () => "select seq_scan from pg_stat_user_tables"],
  [
    "reads how big another school is",
    "42501",
    ({ b }) => `select pg_total_relation_size(oid) from pg_class where relnamespace = '${b.schema}'::regnamespace`,
  ],
  ["reads how big the database is", "42501", () => "select pg_database_size(current_database())"],
  ["reads replication", "42501", () => "select client_addr from pg_stat_replication"],
  ["reads progress", "42501", () => "select pid from pg_stat_progress_vacuum"],
  ["reads the slots", "42501", () => "select slot_name from pg_replication_slots"],
  ["reads shared memory", "42501", () => "select name from pg_shmem_allocations"],
  [
    "reads another school's last number",
    "nothing",
    ({ b }) => `select last_value from pg_sequences where schemaname = '${b.schema}' and last_value is not null`,
  ],
  [
    "reads what it may not in the standard's views",
    "nothing",
    ({ b }) => `select table_name from information_schema.tables where table_schema = '${b.schema}'`,
  ],
  [
    "reads another school's columns there",
    "nothing",
    ({ b }) => `select column_name from information_schema.columns where table_schema = '${b.schema}'`,
  ],
  ["writes to the catalog", "42501", ({ a }) => `update pg_authid set rolsuper = true where rolname = '${a.role}'`],
  ["deletes from the catalog", "42501", () => "delete from pg_class"],
];
