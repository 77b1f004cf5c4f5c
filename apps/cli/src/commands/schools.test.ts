import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODULE_RECORDS, MODULES } from "@pepro/contracts";
import { expect, test } from "vitest";
import { schoolFlags, useInstallation } from "../testing/installation.ts";

const { env, run, openSchool, query } = useInstallation();

test("create-tenant opens a school and hands over its administrator", async () => {
  const made = await run([...schoolFlags("lycee-hugo"), "--max-students", "1500", "--provision"]);
  expect(made).toMatchObject({ code: 0, err: "" });
  const [steps = "", ...rest] = made.out.split("\n\n");
  const took = "\\d+(,\\d)? m?s";
  const lines = [
    "Réservation de l'établissement",
    "Schéma et droits",
    "Tables",
    "Premier administrateur",
    "Espace de fichiers",
    "Mise en service",
  ].map((name, index) => `\\[${index + 1}/6\\] ${name} : ${took}`);
  expect(steps).toMatch(new RegExp(`^${lines.join("\n")}$`));
  expect(rest.join("\n\n")).toMatch(
    /^Lycée Victor Hugo est ouvert\.\n\n {2}Adresse {9}lycee-hugo\.peproscolaire\.fr\n {2}Schéma {10}lycee_hugo\n/,
  );
  expect(made.out).toMatch(/Mot de passe {4}[a-z0-9-]{23} {2}\(affiché cette seule fois\)/);
  const [row] = await query(
    "select school_type, max_students, state from public.tenants where schema_name = 'lycee_hugo'",
  );
  expect(row).toEqual({ school_type: "lycee", max_students: 1500, state: "ready" });
  const [entry] = await query(
    "select actor_kind, actor_label from public.audit_entries where action = 'tenants.create'",
  );
  expect(entry).toEqual({ actor_kind: "operator", actor_label: "cli:camille" });
});

test("create-tenant on a terminal shows one line that follows the steps, and takes it away", async () => {
  const written: string[] = [];
  const onWrite = (text: string) => void written.push(text);
  const made = await run([...schoolFlags("lycee-vif"), "--provision", "--lang", "en"], { terminal: 100, onWrite });
  expect(made.code).toBe(0);
  const bars = written.filter((text) => text.includes("█") || text.includes("░"));
  expect(bars[0]).toMatch(/^░+ 0\/6 {2}Claim on the school$/);
  expect(bars.at(-1)).toMatch(/^█+ 6\/6 {2}Going live: \d+/);
  expect(bars.join("")).not.toContain("\n");
  const last = written.findIndex((text) => text.includes("is open."));
  expect(written[last - 1]).toBe("\r\u001b[K");
});

test("provision-tenant names the step that failed, and the next run passes over what is done", async () => {
  await run(schoolFlags("lycee-tombe"));
  const [row] = await query<{ id: string }>("select id from public.tenants where schema_name = 'lycee_tombe'");
  const area = join(env().PEPRO_DATA_DIR ?? "", "mediafiles", `tenant_${row?.id}`);
  writeFileSync(area, "in the way");
  const failed = await run(["provision-tenant", "lycee-tombe"]);
  expect(failed).toMatchObject({ code: 7, err: expect.stringContaining("à l'étape « files »") });
  expect(failed.out).toMatch(/^(\[\d\/6\] .+\n){4}\[5\/6\] Espace de fichiers : échec\n$/);
  const again = await run(["provision-tenant", "lycee-tombe", "--json"]);
  expect(again).toMatchObject({ code: 7 });
  expect(again.json()).toMatchObject({ error: { code: "provisioning_failed", fields: { step: "files" } } });
  rmSync(area);
  const done = await run(["provision-tenant", "lycee-tombe"]);
  expect(done.out).toMatch(/\n\[2\/6\] Schéma et droits : déjà fait\n\[3\/6\] Tables : déjà fait\n/);
  expect(done.out).toContain("\n\nLycée Victor Hugo est provisionné.\n");
});

test("create-tenant without --provision says how to go on, and provision-tenant does", async () => {
  const made = await run(schoolFlags("college-zola", "Collège Zola"));
  expect(made.out).toContain("Collège Zola est enregistré, sans schéma encore.");
  expect(made.out).toContain("pepro provision-tenant college_zola");
  const admin = ["--admin-email", "ada@zola.fr", "--admin-first-name", "Ada", "--admin-last-name", "Zola"];
  const provisioned = await run([
    "provision-tenant",
    "college-zola",
    ...admin,
    "--admin-password",
    "Motdepasse!26",
    "--json",
  ]);
  expect(provisioned.json()).toMatchObject({
    tenant: { schemaName: "college_zola", state: "ready" },
    admin: { email: "ada@zola.fr", password: null },
  });
  const again = await run(["provision-tenant", "college_zola", "--lang", "en"]);
  expect(again).toMatchObject({ code: 5, out: "", err: "This tenant is already provisioned\n" });
});

test("create-tenant refuses a wrong school before any database is opened, and a taken name after", async () => {
  const nowhere = { DATABASE_URL: "postgres://pepro@127.0.0.1:1/none" };
  const wrong = await run([...schoolFlags("lycee-x"), "--postal-code", "123"], { env: nowhere });
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toContain("\n  --postal-code : Code postal invalide\n");
  await run(schoolFlags("lycee-pris"));
  const taken = await run([...schoolFlags("lycee-pris"), "--json"]);
  expect(taken).toMatchObject({ code: 5, err: "" });
  expect(taken.json().error).toMatchObject({ code: "subdomain_taken", fields: { subdomain: "lycee-pris" } });
});

test("a school is found by its schema, subdomain, host and id, whatever the case", async () => {
  await run(schoolFlags("lycee-trouve"));
  const [row] = await query<{ id: string }>("select id from public.tenants where schema_name = 'lycee_trouve'");
  for (const name of ["lycee_trouve", "lycee-trouve", "LYCEE-trouve.peproscolaire.fr.", row?.id ?? ""]) {
    expect((await run(["tenant-stats", name, "--json"])).json()).toMatchObject({ tenantId: row?.id });
  }
  const unknown = await run(["tenant-stats", "nope"]);
  expect(unknown).toMatchObject({ code: 3, out: "" });
  expect(unknown.err).toContain("Aucun établissement ne répond au nom de nope.");
  expect((await run(["tenant-stats", " "])).err).toContain("<établissement> : Ce champ ne peut être vide.");
});

test("deactivate-tenant and activate-tenant turn a school off and on", async () => {
  const school = await openSchool();
  const off = await run(["deactivate-tenant", school]);
  expect(off.out).toBe(`Lycée Victor Hugo est désactivé : ${school}.peproscolaire.fr ne répond plus.\n`);
  expect((await run(["list-tenants", "--active-only", "--json"])).out).not.toContain(school);
  const on = await run(["activate_tenant", school, "--json"]);
  expect(on.json()).toMatchObject({ isActive: true });
  expect((await run(["list-tenants", "--active-only", "--json"])).out).toContain(school);
});

test("tenant-stats counts a school's accounts and storage", async () => {
  const school = await openSchool("Lycée Jean Moulin");
  const { out } = await run(["tenant-stats", school]);
  expect(out).toMatch(/^Lycée Jean Moulin\n\n {2}Adresse/);
  expect(out).toMatch(/\n {2}Comptes {11}1\n/);
  expect(out).toMatch(/\n {2}Stockage {10}0 o sur 50 Go \(0 %\)\n/);
  const off = MODULES.filter((name) => !MODULE_RECORDS[name].byDefault);
  expect(out.endsWith(`Modules inactifs  ${off.join(", ")}\n`)).toBe(true);
  const english = await run(["tenant-stats", school], { env: { LANG: "en_GB.UTF-8" } });
  expect(english.out).toMatch(/\n {2}Storage {9}0 B of 50 GB \(0%\)\n/);
});

test("add-domain gives a school another host, once", async () => {
  const [one, two] = [await openSchool(), await openSchool()];
  const host = `${one}.ac-paris.fr`;
  const added = await run(["add-domain", one, "--domain", host.toUpperCase(), "--primary"]);
  expect(added.out).toBe(`Lycée Victor Hugo répond aussi sur ${host}.\n`);
  expect(await run(["add-domain", two, "--domain", host])).toMatchObject({
    code: 5,
    err: "Ce domaine est déjà utilisé\n",
  });
  expect((await run(["add-domain", two, "--domain", "127.0.0.1", "--json"])).json().error.code).toBe("domain_invalid");
  expect(await run(["add-domain", two])).toMatchObject({
    code: 2,
    err: expect.stringContaining("Il manque --domain."),
  });
  expect((await run(["tenant-stats", host, "--json"])).json()).toMatchObject({ domainUrl: `${one}.peproscolaire.fr` });
});

test("update-modules switches some, sets all, and brings the defaults back", async () => {
  const school = await openSchool();
  const modules = async (...flags: string[]) =>
    (await run(["update-modules", school, ...flags, "--json"])).json().modulesEnabled as Record<string, boolean>;
  const on = (map: Record<string, boolean>) => Object.keys(map).filter((name) => map[name]);
  const switched = await modules("--enable", "ai_analytics", "--disable", "messaging,homework");
  expect(switched).toMatchObject({ ai_analytics: true, messaging: false, homework: false, grades: true });
  expect(on(await modules("--set", "grades,timetable")).sort()).toEqual(["grades", "timetable"]);
  const byDefault = MODULES.filter((name) => MODULE_RECORDS[name].byDefault);
  expect(on(await modules("--defaults")).sort()).toEqual([...byDefault].sort());
  const { out } = await run(["update-modules", school, "--disable", "grades"]);
  const widest = Math.max(...MODULES.map(({ length }) => length));
  const lineOf = (name: string, state: string) => `\n  ${name.padEnd(widest)}  ${state}`;
  expect(out).toContain(`${lineOf("grades", "désactivé")}${lineOf("homework", "activé")}\n`);
});

test.each([
  [[], "Indiquez --enable et --disable"],
  [["--enable", "grades", "--defaults"], "Indiquez --enable et --disable"],
  [["--set", ""], "Indiquez --enable et --disable"],
  [["--enable", "foo"], "--enable : Module invalide: foo"],
  [["--disable", "a,b"], "--disable : Module invalide: a\n  --disable : Module invalide: b"],
  [["--set", "grades,foo"], "--set : Module invalide: foo"],
])("update-modules %j is refused before the school is looked for", async (flags, err) => {
  expect(await run(["update-modules", "nope", ...flags])).toMatchObject({ code: 2, err: expect.stringContaining(err) });
});

test("a name that would move the cursor of a terminal is shown, not obeyed", async () => {
  const school = await openSchool("Lycée \u001b[2J Pirate");
  const { out } = await run(["deactivate-tenant", school]);
  expect(out).toContain("Lycée \ufffd[2J Pirate");
  expect((await run(["list-tenants", "--detailed"])).out).not.toContain("\u001b");
});
