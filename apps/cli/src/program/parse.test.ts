import { describe, expect, test } from "vitest";
import { COMMANDS } from "../commands/index.ts";
import { pepro } from "../testing/run.ts";
import { parseArguments } from "./parse.ts";

const parse = (argv: string[]) => parseArguments(argv, COMMANDS, { language: "fr", version: "1", columns: 100 });

describe("parseArguments", () => {
  test("takes a command's name with underscores, and leaves other words alone", () => {
    const found = parse(["migrate_tenants", "--schema", "lycee_hugo"]);
    expect(found).toMatchObject({ command: { name: "migrate-tenants" }, flags: { schema: "lycee_hugo" } });
  });

  test("knows what a command was called before", () => {
    expect(parse(["migrate"])).toMatchObject({ command: { name: "migrate-tenants" } });
  });

  test("takes common options before and after the command", () => {
    expect(parse(["--json", "list-tenants"])).toMatchObject({ flags: { json: true } });
    expect(parse(["list-tenants", "--json", "--lang", "en"])).toMatchObject({ flags: { json: true, lang: "en" } });
  });

  test("collects lists from commas and from repetition", () => {
    const found = parse(["update-modules", "lycee", "--enable", "grades, homework", "--enable", "messaging"]);
    expect(found).toMatchObject({ argument: "lycee", flags: { enable: ["grades", "homework", "messaging"] } });
  });

  test("takes a value that starts with a hyphen", () => {
    expect(parse(["create-tenant", "--max-students", "-5"])).toMatchObject({ flags: { maxStudents: "-5" } });
  });
});

describe("help", () => {
  test("lists every command in both languages, without a word of English in French", async () => {
    const [french, english] = [await pepro(["--help"]), await pepro(["--help", "--lang", "en"])];
    expect([french.code, english.code]).toEqual([0, 0]);
    for (const { name, summary } of COMMANDS.map(({ group, ...command }) => group ?? command)) {
      expect(french.out).toContain(name);
      expect(french.out.replace(/\s+/g, " ")).toContain(summary.fr);
      expect(english.out.replace(/\s+/g, " ")).toContain(summary.en);
    }
    expect(french.out).not.toMatch(/usage:|options:|commands|display|show|default/i);
  });

  test.each(COMMANDS.map(({ name }) => name))("%s explains each of its options in both languages", async (name) => {
    const command = COMMANDS.find((each) => each.name === name);
    const words = name.split(" ");
    const french = await pepro([...words, "--help"]);
    const english = await pepro([...words.slice(0, -1), "help", words.at(-1) ?? "", "--lang=en"]);
    for (const { flags, text, hidden } of command?.options ?? []) {
      expect(french.out.includes(flags)).toBe(!hidden);
      if (hidden) continue;
      expect(french.out.replace(/\s+/g, " ")).toContain(text.fr);
      expect(english.out.replace(/\s+/g, " ")).toContain(text.en);
    }
    expect(french.out).not.toMatch(/usage:|options:|\(default|\(choices|display/i);
    expect(`${french.err}${english.err}`).toBe("");
  });

  test("--version prints the version alone", async () => {
    expect(await pepro(["--version"])).toMatchObject({ code: 0, out: "9.9.9\n", err: "" });
  });
});

describe("wrong usage", () => {
  test.each([
    [[], "Il manque une commande.\nVoir : pepro --help\n"],
    [
      ["creat-tenant"],
      "La commande creat-tenant n'existe pas. Vouliez-vous dire create-tenant ?\nVoir : pepro --help\n",
    ],
    [
      ["list-tenants", "--detaild"],
      "L'option --detaild n'existe pas. Vouliez-vous dire --detailed ?\nVoir : pepro list-tenants --help\n",
    ],
    [["activate-tenant"], "Il manque <établissement>.\nVoir : pepro activate-tenant --help\n"],
    [["activate_tenant", "a", "b"], "Il y a un argument de trop.\nVoir : pepro activate-tenant --help\n"],
    [["create-tenant", "--name"], "L'option --name attend une valeur.\nVoir : pepro create-tenant --help\n"],
    [
      ["create-tenant", "--type", "ecole"],
      "L'option --type ne prend pas la valeur « ecole ». Valeurs possibles : college, lycee, lycee_pro.\nVoir : pepro create-tenant --help\n",
    ],
    [
      ["list-tenants", "--lang", "de"],
      "L'option --lang ne prend pas la valeur « de ». Valeurs possibles : fr, en.\nVoir : pepro list-tenants --help\n",
    ],
  ])("%j is told in French, with exit code 2", async (argv, err) => {
    expect(await pepro(argv)).toMatchObject({ code: 2, out: "", err });
  });

  test("is told in English, and as JSON on standard output", async () => {
    const { err } = await pepro(["activate-tenant", "--lang", "en"]);
    expect(err).toBe("<school> is missing.\nSee: pepro activate-tenant --help\n");
    const asked = await pepro(["list-tenants", "--nope", "--json"]);
    expect(asked).toMatchObject({ code: 2, err: "" });
    expect(asked.json().error).toMatchObject({ code: "usage", message: "L'option --nope n'existe pas.", exitCode: 2 });
  });
});
