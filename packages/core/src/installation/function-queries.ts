import { quoteIdentifier, rawSql, type Statement, sql, type Tx } from "@pepro/db";

/** Who keeps a function that PUBLIC loses: the runtime login, those who watch the server (`pg_monitor`), or nobody. */
type Keeper = "runtime" | "monitor";

/** A pattern of whole names, the same to PostgreSQL and here, and who goes on calling them. */
type Closed = { names: string; keepers: readonly Keeper[] };

/**
 * What a school's SQL could reach past its own rows by, in PostgreSQL 15 to 18 and in the extensions that come with it.
 * All of these ask for no right but EXECUTE, which PUBLIC has.
 */
const CLOSED: readonly Closed[] = [
  // Changes role, path and limits; tells processes what to forget.
  { names: "set_config|pg_notify", keepers: ["runtime"] },
  // Run text as SQL.
  { names: "(query|cursor|table|schema|database)_to_xml(schema|_and_xmlschema)?|ts_stat|ts_rewrite", keepers: [] },
  { names: "crosstab.*|connectby|xpath_table|dblink.*|postgres_fdw_.*|pg_file_.*", keepers: [] },
  // Rows that belong to nobody, and files.
  { names: "lo_.*|loread|lowrite|pg_read_(binary_)?file.*|pg_ls_.*|pg_stat_file|pg_logdir_ls", keepers: [] },
  // Held beyond the transaction, or against provisioning and migrations.
  { names: "pg_(try_)?advisory_lock(_shared)?|pg_advisory_unlock.*|setseed", keepers: [] },
  { names: "pg_(try_)?advisory_xact_lock(_shared)?", keepers: ["runtime"] },
  // Written into the log that replicas and subscribers read; a snapshot for other sessions.
  { names: "pg_logical_emit_message|pg_export_snapshot", keepers: [] },
  // What other sessions do, hold and prepared; how much other schools' tables hold and are used.
  { names: "pg_stat_get_.*|pg_prepared_(statement|xact)|pg_cursor|pg_get_replication_slots", keepers: ["monitor"] },
  { names: "pg_lock_status|pg_(safe_snapshot_)?blocking_pids", keepers: ["runtime", "monitor"] },
  { names: "pg_(relation|table|indexes|total_relation|database|tablespace)_size", keepers: ["runtime", "monitor"] },
];

/** Signatures on this server, as `schema.name(types)`, that PUBLIC may still call though it should not. */
export type OpenFunctions = { signatures: readonly string[]; keepers: readonly Keeper[] };

/** Those of our own schema or of a school's are not meant: nobody but the owner makes any there. */
export async function readOpenFunctions(tx: Pick<Tx, "query">): Promise<OpenFunctions[]> {
  const any = `^(${CLOSED.map(({ names }) => names).join("|")})$`;
  const rows = await tx.query<{ signature: string; name: string }>(sql`
    select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as signature,
      p.proname as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.proname ~ ${any} and p.prokind = 'f'
      and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))
      and (n.nspname = 'pg_catalog' or exists (
        select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
    order by signature`);
  const groups = CLOSED.map(({ names, keepers }) => {
    const own = new RegExp(`^(?:${names})$`);
    return { keepers, signatures: rows.filter(({ name }) => own.test(name)).map(({ signature }) => signature) };
  });
  return groups.filter(({ signatures }) => signatures.length > 0);
}

/** Takes them from PUBLIC; `keepers` go on calling them. */
export function closeFunctions({ signatures, keepers }: OpenFunctions, runtimeRole: string): readonly Statement[] {
  const functions = signatures.join(", ");
  const names = { runtime: quoteIdentifier(runtimeRole), monitor: "pg_monitor" };
  return [
    rawSql(`revoke execute on function ${functions} from public`),
    ...keepers.map((keeper) => rawSql(`grant execute on function ${functions} to ${names[keeper]}`)),
  ];
}
