import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { useInstallation } from "../testing/installation.ts";

const { run, query, openSchool } = useInstallation();

/** Puts right what a test broke. */
let mend: readonly string[] = [];
afterEach(async () => {
  for (const text of mend) await query(text);
  mend = [];
});

async function broken(breaking: readonly string[], mending: readonly string[]): Promise<void> {
  mend = mending;
  for (const text of breaking) await query(text);
}

type Found = { check: string; verdict: string; items: string[] };
type Tried = { layer: string; probe: string; outcome: string; by: string };

const brokenChecks = (findings: Found[]) =>
  findings.filter(({ verdict }) => verdict === "broken").map(({ check }) => check);
const throughs = (probes: Tried[]) => probes.filter(({ outcome }) => outcome === "through" || outcome === "failed");

const roleOf = async (schema: string) =>
  (await query<{ role: string }>(`select role_name as role from public.tenants where schema_name = '${schema}'`))[0]
    ?.role;

const leftOvers = () =>
  query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'doctor\\_%'
    union all select rolname from pg_roles where rolname like
      'pepro\\_' || (select installation_id from public.installation) || '\\_%'
      and rolname not in (select role_name from public.tenants) and rolname !~ '_(app|tenants)$'`);

describe("doctor", () => {
  let one: string;
  let two: string;
  beforeAll(async () => {
    [one, two] = [await openSchool(), await openSchool()];
  });

  test("finds a sound installation sound, in both languages and as JSON", async () => {
    const french = await run(["doctor"]);
    expect(french).toMatchObject({ code: 0, err: "" });
    expect(french.out).not.toMatch(/[✗!]/);
    expect((await run(["doctor", "--lang", "en"])).out).toContain("Each schema is open to its school alone");
    const { findings } = (await run(["doctor", "--json"])).json();
    expect(findings.length).toBe(16);
    expect(findings.every((each: Found) => each.verdict === "sound" && each.items.length === 0)).toBe(true);
  });

  test.each<[string, (schemas: { one: string; two: string; role: string }) => [string[], string[]], RegExp]>([
    [
      "schema_rights",
      ({ two, role }) => [[`grant usage on schema ${two} to ${role}`], [`revoke usage on schema ${two} from ${role}`]],
      /^pepro_/,
    ],
    [
      "table_rights",
      ({ two, role }) => [[`grant select on ${two}.users to ${role}`], [`revoke select on ${two}.users from ${role}`]],
      /users$/,
    ],
    [
      "table_rights",
      ({ role }) => [[`grant select on public.users to ${role}`], [`revoke select on public.users from ${role}`]],
      /public\.users$/,
    ],
    [
      "functions",
      () => [
        ["grant execute on function set_config(text, text, boolean) to public"],
        ["revoke execute on function set_config(text, text, boolean) from public"],
      ],
      /set_config/,
    ],
    [
      "languages",
      () => [["grant usage on language plpgsql to public"], ["revoke usage on language plpgsql from public"]],
      /plpgsql/,
    ],
    ["role_attributes", ({ role }) => [[`alter role ${role} createdb`], [`alter role ${role} nocreatedb`]], /^pepro_/],
    [
      "role_memberships",
      ({ role }) => [[`grant pg_read_all_data to ${role}`], [`revoke pg_read_all_data from ${role}`]],
      /pg_read_all_data/,
    ],
    [
      "role_ownership",
      ({ one, role }) => [[`alter schema ${one} owner to ${role}`], [`alter schema ${one} owner to current_user`]],
      /schema/,
    ],
    [
      "database",
      () => [["grant create on schema public to public"], ["revoke create on schema public from public"]],
      /create public/,
    ],
    [
      "definer_functions",
      () => [
        ["create function public.loot() returns int language sql security definer as 'select 1'"],
        ["drop function public.loot()"],
      ],
      /loot/,
    ],
    [
      "versions",
      ({ one }) => [
        [`update public.tenants set schema_version = 1 where schema_name = '${one}'`],
        [
          `update public.tenants set schema_version = (select max(version) from ${one}.migration_ledger) where schema_name = '${one}'`,
        ],
      ],
      /1 ≠/,
    ],
  ])("names %s where that is broken", async (check, breaking, item) => {
    await broken(...breaking({ one, two, role: (await roleOf(one)) ?? "" }));
    const found = await run(["doctor", "--json"]);
    expect(found.code).toBe(9);
    expect(brokenChecks(found.json().findings)).toEqual([check]);
    expect(found.json().findings.find((each: Found) => each.check === check).items[0]).toMatch(item);
  });

  test("names roles and schemas that belong to no school", async () => {
    const [{ id = "" } = {}] = await query<{ id: string }>("select installation_id as id from public.installation");
    const role = `pepro_${id}_ffffffffffffffffffffffffffffffff`;
    await broken(
      [`create role ${role}`, "create schema stray", `comment on schema stray is 'pepro:${id}:ffffffff'`],
      [`drop role ${role}`, "drop schema stray"],
    );
    const found = (await run(["doctor", "--json"])).json().findings as Found[];
    expect(found.filter(({ verdict }) => verdict === "broken")).toEqual([
      { check: "orphan_roles", verdict: "broken", items: [role] },
      { check: "orphan_schemas", verdict: "broken", items: ["stray"] },
    ]);
  });

  test("changes nothing and needs an installation", async () => {
    const before = await query("select count(*) from public.audit_entries");
    await run(["doctor"]);
    expect(await query("select count(*) from public.audit_entries")).toEqual(before);
  });
});

describe("doctor --isolation", () => {
  test("gets through nowhere on a sound platform, and leaves nothing behind", async () => {
    const before = await query("select count(*) as schools from public.tenants");
    const tried = await run(["doctor", "--isolation", "--json"]);
    const { probes, swept, findings } = tried.json() as { probes: Tried[]; swept: number; findings: Found[] };
    expect(throughs(probes)).toEqual([]);
    expect(brokenChecks(findings)).toEqual([]);
    expect({ code: tried.code, swept }).toEqual({ code: 0, swept: 0 });
    const layers = new Set(probes.map(({ layer }) => layer));
    expect([...layers]).toEqual(["database", "pool", "cache", "sessions", "tokens", "files", "hosts"]);
    expect(probes.length).toBeGreaterThan(60);
    expect(await leftOvers()).toEqual([]);
    expect(await query("select count(*) as schools from public.tenants")).toEqual(before);
  });

  test("tells what it tried and what refused it", async () => {
    const french = await run(["doctor", "--isolation"]);
    expect(french.out).toMatch(/base +lire les comptes d'un autre établissement +refusé \(42501\)/);
    expect(french.out).toMatch(/\d+ tentatives, aucune n'est passée\./);
    const english = await run(["doctor", "--isolation", "--lang", "en"]);
    expect(english.out).toMatch(/tokens +show one without a signature +refused \(token_invalid\)/);
    // Every probe has its words.
    expect(english.out).not.toMatch(/^\w+ +\w+_\w+ {2}/m);
  });

  test("names the layer where the climb is open again", async () => {
    const names = ["set_config(text, text, boolean)", "query_to_xml(text, boolean, boolean, text)"];
    await broken(
      names.map((name) => `grant execute on function ${name} to public`),
      names.map((name) => `revoke execute on function ${name} from public`),
    );
    const tried = await run(["doctor", "--isolation", "--json"]);
    expect(tried.code).toBe(9);
    const through = throughs(tried.json().probes);
    expect(new Set(through.map(({ layer }) => layer))).toEqual(new Set(["database"]));
    expect(through.map(({ probe }) => probe)).toEqual(
      expect.arrayContaining(["role_function", "climb", "text_as_sql"]),
    );
    expect((await run(["doctor", "--isolation"])).out).toMatch(/en faute : base\./);
    expect(await leftOvers()).toEqual([]);
  });

  test("sweeps up what a run that was killed left", async () => {
    const [{ id = "" } = {}] = await query<{ id: string }>("select installation_id as id from public.installation");
    const tenant = "01a2091e-6b20-7767-b927-36ade8d95a26";
    await query(`create role pepro_${id}_${tenant.replaceAll("-", "")}`);
    await query("create schema doctor_0123456789ab_");
    await query(`comment on schema doctor_0123456789ab_ is 'pepro:${id}:${tenant}'`);
    await query("create schema doctor_of_somebody_");
    const tried = await run(["doctor", "--isolation", "--json"]);
    expect(tried.json()).toMatchObject({ swept: 1 });
    expect(await leftOvers()).toEqual([{ name: "doctor_of_somebody_" }]);
    await query("drop schema doctor_of_somebody_");
  });

  test("is interrupted without harm: the next run finds and removes what is there", async () => {
    const stop = new AbortController();
    const cut = run(["doctor", "--isolation"], {
      interruption: stop.signal,
      onWrite: () => stop.abort(new Error("stopped")),
    });
    expect((await cut).code).not.toBe(0);
    expect((await run(["doctor", "--isolation", "--json"])).code).toBe(0);
    expect(await leftOvers()).toEqual([]);
  });

  test("writes one entry into the trail, and of its throw-away schools nothing", async () => {
    await run(["doctor", "--isolation"]);
    const actions = await query<{ action: string }>(
      "select action from public.audit_entries where at > now() - interval '1 hour' and action not like 'tenants.%'",
    );
    expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(["doctor.isolation"]));
  });
});

describe("doctor --drift", () => {
  test("prints nothing but comments where schools are the same, and the SQL that repairs one that is not", async () => {
    const schema = await openSchool("Lycée\nZola");
    const sound = await run(["doctor", "--drift", "--school", schema]);
    expect(sound).toMatchObject({ code: 0, err: "" });
    expect(sound.out).toMatch(/^-- 1 établissements : 1 conformes, 0 différents/);
    await broken([`drop index ${schema}.sessions_user_id_idx`], []);
    const found = await run(["doctor", "--drift", "--school", schema, "--lang", "en"]);
    expect(found.code).toBe(9);
    expect(found.out).toContain("-- index sessions.sessions_user_id_idx: missing: CREATE INDEX");
    const json = (await run(["doctor", "--drift", "--json"])).json() as {
      schools: { schema: string; state: string }[];
    };
    expect(json.schools.find((each) => each.schema === schema)?.state).toBe("different");
    const script = found.out.split("\n").filter((line) => !line.startsWith("--") && line !== "");
    expect(script).toHaveLength(1);
    for (const line of script) await query(line);
    expect((await run(["doctor", "--drift", "--school", schema])).code).toBe(0);
  });

  test("refuses flags that do not go together, and an unknown school", async () => {
    expect((await run(["doctor", "--drift", "--isolation"])).code).toBe(2);
    expect((await run(["doctor", "--school", "x"])).code).toBe(2);
    expect((await run(["doctor", "--drift", "--school", "nobody"])).code).toBe(3);
  });
});
