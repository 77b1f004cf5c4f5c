import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { HEADINGS, schoolsFile } from "../../../../tests/opening/schools-file.ts";
import { useInstallation } from "../testing/installation.ts";

const { run, query } = useInstallation();
const folder = mkdtempSync(join(tmpdir(), "pepro-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, "schools.csv");
const results = () => readdirSync(folder).filter((name) => name.includes(".result-"));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

/** The lines of the one result file there is. */
function resultLines(name = results()[0] ?? ""): string[][] {
  const text = readFileSync(join(folder, name), "utf8");
  return text
    .replace("\ufeff", "")
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
}

test("create-tenants opens the schools of a file, and writes the passwords into a file of their owner's alone", async () => {
  const { csv, subdomains } = schoolsFile(3);
  writeFileSync(file, csv);
  const made = await run(["create-tenants", file, "--concurrency", "2"]);
  expect(made).toMatchObject({ code: 0, err: "" });
  const opened = made.out.match(/^\[\d\/3\] .+ : ouvert en .+$/gm) ?? [];
  expect(opened.map((line) => /\[(\d)/.exec(line)?.[1])).toEqual(["1", "2", "3"]);
  expect(made.out).toContain("3 établissements : 3 ouverts.");
  expect(made.out).toMatch(/Le détail est dans .+schools\.result-\d{8}-\d{6}\.csv, avec 3 mots de passe/);
  expect(results()).toHaveLength(1);
  expect(statSync(join(folder, results()[0] ?? "")).mode & 0o777).toBe(0o600);
  const [headings, ...lines] = resultLines();
  expect(headings?.slice(0, 7)).toEqual(
    "line,subdomain,school_name,state,domain_url,admin_email,admin_password".split(","),
  );
  expect(lines.map(([line, subdomain, , state, host]) => [line, subdomain, state, host])).toEqual(
    subdomains.map((subdomain, at) => [String(at + 2), subdomain, "done", `${subdomain}.peproscolaire.fr`]),
  );
  const password = lines[0]?.[6] ?? "";
  expect(password).toMatch(/^[a-z0-9-]{23}$/);
  expect(made.out).not.toContain(password);
});

test("create-tenants run again says what is there, what differs, and what is new", async () => {
  const { csv, subdomains } = schoolsFile(3);
  writeFileSync(file, csv.split("\r\n").slice(0, 3).join("\r\n"));
  await run(["create-tenants", file, "--result", join(folder, "first.csv")]);
  writeFileSync(file, csv.replace(`École ${subdomains[0]}`, "Lycée Neuf"));
  const again = await run(["create-tenants", file, "--lang", "en"]);
  expect(again.code).toBe(5);
  expect(again.out).toContain(`${subdomains[0]}: there already with other values, left as it is: school_name\n`);
  expect(again.out).toContain(`${subdomains[1]}: there already\n`);
  expect(again.out).toContain("3 schools: 1 opened, 1 there already, 1 there already, different.");
  expect(resultLines().map(([, , , state, , , password]) => [state, password !== ""])).toEqual([
    ["state", true],
    ["different", false],
    ["present", false],
    ["done", true],
  ]);
});

test("create-tenants tells every fault with its line and column, opens nothing and leaves no file", async () => {
  const { csv, subdomains } = schoolsFile(3, (line, at) => {
    if (at === 0) return line.replace("75001", "750");
    return at === 2 ? line.replace("college", "ecole").replace("contact@", "") : line;
  });
  writeFileSync(file, csv);
  const refused = await run(["create-tenants", file]);
  expect(refused.code).toBe(2);
  expect(refused.out.split("\n")).toEqual([
    "ligne 2, postal_code : Code postal invalide",
    "ligne 4, school_type : Valeurs possibles : college, lycee, lycee_pro.",
    "ligne 4, email : Adresse e-mail invalide.",
    "3 fautes : rien n'a été ouvert.",
    "",
  ]);
  expect(results()).toEqual([]);
  const [there] = await query(`select count(*) from public.tenants where subdomain = '${subdomains[1]}'`);
  expect(there).toEqual({ count: 0 });
  const asJson = await run(["create-tenants", file, "--json"]);
  expect(asJson.json().faults).toMatchObject([{ line: 2, column: "postal_code", rule: "postal_code_invalid" }, {}, {}]);
});

test("create-tenants --check says what would be opened, and opens nothing", async () => {
  const { csv, subdomains } = schoolsFile(2);
  writeFileSync(file, csv);
  const checked = await run(["create-tenants", file, "--check"]);
  expect(checked).toMatchObject({ code: 0, out: "2 établissements à ouvrir, 0 déjà là.\nRien n'a été ouvert.\n" });
  const [there] = await query(`select count(*) from public.tenants where subdomain = '${subdomains[0]}'`);
  expect(there).toEqual({ count: 0 });
  expect(results()).toEqual([]);
});

test("create-tenants --json writes an event a line, and no password", async () => {
  const { csv } = schoolsFile(1);
  writeFileSync(file, csv);
  const made = await run(["create-tenants", file, "--json"]);
  const lines = made.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ kind }) => kind)).toEqual(["job.taken", "row.started", "row.done", "job.ended", "result"]);
  expect(lines.at(-1)).toMatchObject({
    job: { state: "done" },
    rows: [{ state: "done" }],
    resultFile: expect.any(String),
  });
  expect(made.out).not.toContain(resultLines()[1]?.[6]);
});

test("create-tenants on a terminal shows one bar, and failures above it", async () => {
  const { csv, subdomains } = schoolsFile(2);
  await query(`create schema ${(subdomains[0] ?? "").replaceAll("-", "_")}`);
  writeFileSync(file, csv);
  const made = await run(["create-tenants", file], { terminal: 100 });
  expect(made.code).toBe(7);
  expect(made.out).toMatch(/█+░* \d\/2 {2}/);
  expect(made.out).toContain("Le provisionnement a échoué à l'étape « schema »");
  expect(made.out).toContain("2 établissements : 1 ouvert, ");
  expect(made.out).toContain(`pepro create-tenants ${file}`);
});

test("create-tenants refuses a file that is not there, and one to write that is", async () => {
  const missing = await run(["create-tenants", join(folder, "none.csv")]);
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("none.csv ne peut être lu") });
  writeFileSync(file, `${HEADINGS}\n`);
  expect(await run(["create-tenants", file])).toMatchObject({
    code: 2,
    out: expect.stringContaining("Ce fichier ne contient aucun établissement."),
  });
  writeFileSync(file, schoolsFile(1).csv);
  const taken = await run(["create-tenants", file, "--result", file]);
  expect(taken).toMatchObject({ code: 2, err: expect.stringContaining("ne peut être écrit") });
  expect(readFileSync(file, "utf8")).toContain(HEADINGS);
});
