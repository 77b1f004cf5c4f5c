import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useInstallation } from "../../testing/installation.ts";

const { run, openSchool, query } = useInstallation();
const DAY_MS = 86_400_000;
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

let school: string;
beforeAll(async () => {
  school = await openSchool();
  await run(["update-modules", school, "--disable", "messaging"]);
});

describe("pepro audit", () => {
  test("alone, and with --help, shows its commands", async () => {
    const { code, out } = await run(["audit", "--help"]);
    expect(code).toBe(0);
    for (const name of ["verify", "heads", "list", "export", "prune"]) expect(out).toMatch(new RegExp(`\\n  ${name} `));
    expect(await run(["audit"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Il manque") });
    expect((await run(["--help"])).out).toMatch(/\n {2}audit +lire et vérifier/);
  });

  test("tells a wrong flag in its command's own words", async () => {
    const { code, err } = await run(["audit", "list", "--from", "hier"]);
    expect(code).toBe(2);
    expect(err).toContain("--from");
    expect(err).toContain("pepro audit list --help");
  });
});

describe("pepro audit verify", () => {
  test("follows every chain and says that none is broken", async () => {
    const { code, out } = await run(["audit", "verify"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^plateforme : /m);
    expect(out).toMatch(/^plateforme, établissement [0-9a-f-]{36} : 3 entrées depuis le .+, intègre, 3:[0-9a-f]{64}$/m);
    expect(out).toMatch(/^établissement [0-9a-f-]{36} : /m);
    expect(out).toMatch(/3 chaînes, \d+ entrées : aucune n'est rompue\.\n$/);
    const one = (await run(["audit", "verify", "--school", school, "--json"])).json();
    expect(one).toMatchObject({ broken: 0, chains: [{ trail: "platform", state: "ok" }, { trail: "school" }] });
    expect((await run(["audit", "verify", "--school", school, "--all"])).code).toBe(2);
  });

  test("names the first broken link after the owner of the database edited a row, and ends with 8", async () => {
    await query(`update public.audit_entries set changes = '{"modulesEnabled": "jamais"}'
      where action = 'tenants.switchModules'`);
    const [row] = await query<{ id: number }>(
      "select id from public.audit_entries where action = 'tenants.switchModules'",
    );
    const { code, out } = await run(["audit", "verify", "--all"]);
    expect(code).toBe(8);
    expect(out).toContain(`ROMPUE, entrée 3 (id ${row?.id}) : modifiée`);
    expect(out).toMatch(/: 1 est rompue\.\n$/);
    const english = await run(["audit", "verify", "--lang", "en"]);
    expect(english.out).toContain(`BROKEN, entry 3 (id ${row?.id}): edited`);
    const data = (await run(["audit", "verify", "--school", school, "--json"])).json();
    expect(data.chains[0].broken).toEqual({ kind: "edited", seq: 3, id: row?.id });
    const { code: refused, out: kept } = await run([
      ...["audit", "prune", "--before", dayAgo(400), "--school", school, "--yes"],
    ]);
    expect([refused, kept]).toEqual([8, expect.stringContaining("rompue à l'entrée 3 (edited)")]);
    await query("delete from public.audit_entries where action = 'tenants.switchModules'");
    expect((await run(["audit", "verify"])).out).toContain("la chaîne ne finit pas là où elle devrait");
  });
});

describe("pepro audit heads", () => {
  const folder = mkdtempSync(join(tmpdir(), "pepro-heads-"));
  const [kept, forged] = [join(folder, "heads.json"), join(folder, "forged.json")];
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("writes what verify is shown later, and finds all there", async () => {
    const schema = await openSchool();
    const { out } = await run(["audit", "heads"]);
    expect((await run(["audit", "heads", "--json"])).json().heads).toEqual(JSON.parse(out).heads);
    writeFileSync(kept, out);
    const { code, out: said } = await run(["audit", "verify", "--school", schema, "--heads", kept]);
    expect(said).toMatch(/^Fichier du .+, \d+ chaînes? : tout est là\.$/m);
    expect(code).toBe(0);
    const data = (await run(["audit", "verify", "--school", schema, "--heads", kept, "--json"])).json();
    expect(data.heads).toMatchObject({ isGenuine: true, lost: [] });
  });

  test("shows an end that was cut off so that the chain itself holds", async () => {
    const schema = await openSchool();
    await run(["update-modules", schema, "--disable", "messaging"]);
    writeFileSync(kept, (await run(["audit", "heads"])).out);
    const [tenant] = await query<{ id: string }>(`select id from public.tenants where schema_name = '${schema}'`);
    const own = `tenant_id = '${tenant?.id}'`;
    await query(`delete from public.audit_entries where ${own} and action = 'tenants.switchModules'`);
    await query(`update public.audit_heads set (seq, hash) = (select chain_seq, hash from public.audit_entries
      where ${own} order by chain_seq desc limit 1) where chain = '${tenant?.id}'`);
    expect((await run(["audit", "verify", "--school", schema])).code).toBe(0);
    const { code, out } = await run(["audit", "verify", "--school", schema, "--heads", kept]);
    expect(code).toBe(8);
    expect(out).toMatch(new RegExp(`établissement ${tenant?.id} : COUPÉE, l'entrée 3 du fichier du .+ n'est plus là`));
  });

  test("tells a file that was changed, and one that is none", async () => {
    const statement = JSON.parse((await run(["audit", "heads"])).out);
    writeFileSync(forged, JSON.stringify({ ...statement, heads: [] }));
    const changed = await run(["audit", "verify", "--heads", forged]);
    expect([changed.code, changed.out]).toEqual([8, expect.stringContaining("rien n'a été comparé")]);
    writeFileSync(forged, "[]");
    const none = await run(["audit", "verify", "--heads", forged]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("pepro audit heads")]);
    expect((await run(["audit", "verify", "--heads", join(folder, "nowhere")])).code).toBe(2);
  });
});

describe("pepro audit list", () => {
  test("shows the newest first, filtered, and how to go on", async () => {
    const { out } = await run(["audit", "list", "--school", school, "--action", "tenants.provision", "--limit", "1"]);
    expect(out).toMatch(/^Quand +Issue +Action +Qui +Objet +Champs\n/);
    expect(out).toMatch(/\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}done +tenants\.provision +cli:camille +tenant:/);
    const [, cursor = ""] = /--cursor (\S+)/.exec(out) ?? [];
    const more = await run(["audit", "list", "--school", school, "--action", "tenants", "--cursor", cursor]);
    expect(more.out).toContain("tenants.create");
    expect(more.out).not.toContain("tenants.provision");
    expect((await run(["audit", "list", "--to", "2020-01-01"])).out).toBe("Aucune entrée.\n");
    const data = (await run(["audit", "list", "--trail", "school", "--school", school, "--json"])).json();
    expect(data).toEqual({ entries: expect.any(Array), next: null });
    expect((await run(["audit", "list", "--trail", "school"])).code).toBe(2);
  });
});

describe("pepro audit export", () => {
  test("writes CSV or JSON lines, oldest first, and stops when nobody reads on", async () => {
    const csv = (await run(["audit", "export", "--school", school])).out.split("\r\n");
    expect(csv[0]).toMatch(/^id,at,tenant_id,action/);
    expect(csv[1]).toContain(",tenants.create,done,operator,");
    const { out } = await run([
      "audit",
      "export",
      "--school",
      school,
      "--format",
      "jsonl",
      "--action",
      "tenants.create",
    ]);
    expect(
      out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).action),
    ).toEqual(["tenants.create"]);
    expect((await run(["audit", "export", "--json"])).code).toBe(2);
  });
});

describe("pepro audit prune", () => {
  test("asks which chains, and whether it is meant", async () => {
    expect((await run(["audit", "prune", "--all", "--yes"])).err).toContain("--before");
    expect((await run(["audit", "prune", "--before", dayAgo(400), "--yes"])).code).toBe(2);
    expect((await run(["audit", "prune", "--before", dayAgo(400), "--all"])).code).toBe(2);
    const asked = await run(["audit", "prune", "--before", dayAgo(400), "--all"], { terminal: 100, typed: "non" });
    expect(asked).toMatchObject({ code: 1, out: "Rien n'a été effacé.\n" });
    const recent = await run(["audit", "prune", "--before", dayAgo(300), "--all", "--yes"]);
    expect([recent.code, recent.err]).toEqual([5, expect.stringContaining("365 derniers jours")]);
    expect((await run(["audit", "prune", "--before", dayAgo(100), "--all", "--yes", "--force"])).code).toBe(5);
  });

  test("removes what is old enough and tells of each chain", async () => {
    const [reserved] = await query<{ id: number }>(
      "select nextval(pg_get_serial_sequence('public.audit_entries', 'id')) as id",
    );
    const schema = await openSchool();
    const [tenant] = await query<{ id: string }>(`select id from public.tenants where schema_name = '${schema}'`);
    await query("alter table public.audit_entries drop constraint audit_entries_chained_check");
    await query(`insert into public.audit_entries (at, action, outcome, actor_kind, tenant_id)
      overriding system value values (now() - interval '2 years', 'ancient', 'done', 'operator', '${tenant?.id}')`);
    const { code, out } = await run([
      "audit",
      "prune",
      "--before",
      dayAgo(300),
      "--school",
      schema,
      "--force",
      "--yes",
    ]);
    expect(code).toBe(8);
    expect(out).toContain("unchained");
    await query(`delete from public.audit_entries where action = 'ancient'`);
    await query(`insert into public.audit_entries (id, at, action, outcome, actor_kind, tenant_id)
      overriding system value values (${reserved?.id}, now() - interval '2 years', 'ancient', 'done', 'operator', '${tenant?.id}')`);
    const done = await run(["audit", "prune", "--before", dayAgo(300), "--school", schema, "--force", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.out).toContain("1 entrée effacée, la chaîne reprend après la 0");
    expect(done.out).toContain("rien d'aussi ancien");
    expect((await run(["audit", "verify", "--school", schema])).code).toBe(0);
  });
});
