import { stripVTControlCharacters } from "node:util";
import { MODULE_RECORDS, MODULES } from "@pepro/contracts";
import { expect, test } from "vitest";
import { schoolFlags, useInstallation } from "../testing/installation.ts";

const { run } = useInstallation();

test("list-tenants of an empty installation says how to open a school", async () => {
  expect((await run(["list-tenants"])).out).toBe(
    "Aucun établissement. Pour en ouvrir un : pepro create-tenant --help\n",
  );
  expect((await run(["list_tenants", "--detailed"])).out).toMatch(/^Aucun établissement/);
  expect((await run(["list-tenants", "--format", "json"])).json()).toEqual({ count: 0, items: [] });
});

test("list-tenants aligns one line a school, with a count", async () => {
  await run([...schoolFlags("lycee-b", 'Lycée "B", Paris'), "--provision"]);
  await run(schoolFlags("college-a", "Collège A"));
  const { out } = await run(["list-tenants"]);
  const lines = out.split("\n");
  expect(lines[0]).toMatch(/^Schéma {5}Établissement {5}Adresse {21}État {12}Élèves {2}Créé le$/);
  expect(lines[1]).toMatch(
    /^college_a {2}Collège A {9}college-a\.peproscolaire\.fr {2}à provisionner {2}0 {7}\d+ .+ \d{4}/,
  );
  expect(lines[2]).toMatch(/^lycee_b {4}Lycée "B", Paris {2}lycee-b\.peproscolaire\.fr {4}actif/);
  expect(lines.slice(3)).toEqual(["", "2 établissements, 1 actif.", ""]);
});

test("list-tenants --detailed shows a block a school", async () => {
  const { out } = await run(["list-tenants", "--detailed", "--lang", "en"]);
  const blocks = out.split("\n\n");
  expect(blocks[0]).toMatch(/^Collège A\n {2}Schema {10}college_a\n/);
  expect(blocks[0]).toMatch(/\n {2}State {11}to be provisioned\n/);
  expect(blocks[1]).toMatch(/\n {2}Students {8}0 of 1,000\n {2}Storage {9}0 B of 50 GB\n {2}Modules {9}/);
  const missing = MODULES.filter((name) => !MODULE_RECORDS[name].byDefault);
  const modules = `${MODULES.length - missing.length} of ${MODULES.length} (without ${missing.join(", ")})`;
  expect(blocks[1]).toContain(`\n  Modules         ${modules}\n`);
  expect(blocks[2]).toBe("2 schools, 1 active.\n");
});

test("list-tenants writes CSV with fixed columns, more of them with --detailed", async () => {
  const basic = (await run(["list-tenants", "--format", "csv", "--lang", "en"])).out.split("\r\n");
  expect(basic[0]).toBe("schema_name,school_name,school_type,domain_url,state,is_active,student_count,created_at");
  expect(basic[2]).toMatch(/^lycee_b,"Lycée ""B"", Paris",lycee,lycee-b\.peproscolaire\.fr,ready,true,0,\d{4}-.+Z\n$/);
  const detailed = (await run(["list-tenants", "--format=csv", "--detailed"])).out.split("\r\n");
  expect(detailed[0]?.split(",").length).toBe(23);
  expect(detailed[1]).toContain(",contact@college-a.fr,");
});

test("list-tenants colours on a terminal alone, fits it, and never colours with NO_COLOR", async () => {
  const plain = await run(["list-tenants"]);
  expect(plain.out).not.toContain("\u001b");
  const width = Math.max(...plain.out.split("\n").map((line) => line.length));
  const colored = await run(["list-tenants"], { terminal: width });
  expect(stripVTControlCharacters(colored.out)).toBe(plain.out);
  expect(colored.out).toContain("\u001b[32mactif");
  const narrow = await run(["list-tenants"], { terminal: width - 2, env: { NO_COLOR: "1" } });
  expect(narrow.out).not.toContain("\u001b");
  expect(narrow.out).toContain('Lycée "B", Pa…');
  expect(Math.max(...narrow.out.split("\n").map((line) => line.length))).toBe(width - 2);
});
