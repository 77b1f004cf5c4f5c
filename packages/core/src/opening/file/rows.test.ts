import { OPENING_COLUMNS, openingTemplate } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { readOpeningFile } from "./rows.ts";

const HEADINGS = "school_name;subdomain;school_type;address;postal_code;city;phone;email";
const LINE = (subdomain: string) =>
  `Lycée Victor Hugo;${subdomain};lycee;1 rue Hugo;75001;Paris;0123456789;contact@hugo.fr`;
const file = (...lines: string[]) => [HEADINGS, ...lines].join("\r\n");
const faultsOf = (csv: string) =>
  readOpeningFile(csv).faults.map(({ line, column, rule }) => `${line} ${column ?? "-"} ${rule}`);

describe("what a spreadsheet writes is read", () => {
  const rows = [LINE("lycee-a"), LINE("lycee-b")];

  test.each([
    ["semicolons and CRLF", file(...rows)],
    [
      "commas and LF",
      file(...rows)
        .replaceAll(";", ",")
        .replaceAll("\r\n", "\n"),
    ],
    ["tabs", file(...rows).replaceAll(";", "\t")],
    ["a byte order mark", `\ufeff${file(...rows)}`],
    ["lines of an old Macintosh", file(...rows).replaceAll("\r\n", "\r")],
    ["a line end at its end, and empty lines", `${file(...rows)}\r\n\r\n;;;;;;;\r\n`],
    ["everything in quotes", file(...rows).replace(/[^;\r\n]+/g, '"$&"')],
    ["spaces around cells", file(...rows).replaceAll(";", " ; ")],
  ])("%s", (_, csv) => {
    const read = readOpeningFile(csv);
    expect(read.faults).toEqual([]);
    expect(read.rows.map(({ line, input }) => [line, input.subdomain, input.schoolName, input.phone])).toEqual([
      [2, "lycee-a", "Lycée Victor Hugo", "0123456789"],
      [3, "lycee-b", "Lycée Victor Hugo", "0123456789"],
    ]);
  });

  test("a quoted cell holds separators, quotes and line ends, and the next line is counted right", () => {
    const address = '"1 rue ""Hugo"" ; bâtiment A\r\nentrée B"';
    const { rows: read, faults } = readOpeningFile(
      file(LINE("lycee-a").replace("1 rue Hugo", address), LINE("lycee-b")),
    );
    expect(faults).toEqual([]);
    expect(read[0]?.input.address).toBe('1 rue "Hugo" ; bâtiment A\nentrée B');
    expect(read.map(({ line }) => line)).toEqual([2, 4]);
  });

  test("headings are known in French, whatever their accents, capitals and signs", () => {
    const headings = "Nom;Sous-domaine;Type;Adresse;Code postal;Ville;Téléphone;E-mail";
    const line = "Collège Zola;college-zola;Collège;1 rue Zola;01000;Bourg;01 23 45.67-89;contact@zola.fr";
    const { rows: read, faults } = readOpeningFile(`${headings}\n${line}`);
    expect(faults).toEqual([]);
    expect(read[0]?.input).toMatchObject({ schoolType: "college", postalCode: "01000", phone: "0123456789" });
  });

  test("modules are these and no other; quotas and an administrator are taken; what is empty has its default", () => {
    const headings = `${HEADINGS};modules;max_students;max_storage_gb;admin_email;admin_first_name;admin_last_name;website`;
    const line = `${LINE("lycee-a")};grades, homework;800;20;ada@hugo.fr;Ada;Lovelace;`;
    const { rows: read, faults } = readOpeningFile(`${headings}\n${line}`);
    expect(faults).toEqual([]);
    const [row] = read;
    expect(row?.input).toMatchObject({ maxStudents: 800, maxStorageGb: 20, website: "" });
    expect(row?.input.admin).toEqual({ email: "ada@hugo.fr", firstName: "Ada", lastName: "Lovelace" });
    const enabled = Object.entries(row?.input.modulesEnabled ?? {}).flatMap(([name, on]) => (on ? [name] : []));
    expect(enabled).toEqual(["grades", "homework"]);
    expect(row?.given).not.toContain("website");
  });

  test("the template has every column, and its example is a school", () => {
    const { rows: read, faults } = readOpeningFile(openingTemplate());
    expect(faults).toEqual([]);
    expect(read[0]?.given).toHaveLength(OPENING_COLUMNS.length);
  });
});

describe("every fault is told, with its line and column", () => {
  test("of cells, on several lines at once", () => {
    const bad = LINE("Lycee A").replace("75001", "7500").replace("contact@hugo.fr", "").replace("lycee;", "ecole;");
    expect(faultsOf(file(LINE("lycee-a"), bad, LINE("www")))).toEqual([
      "3 school_type invalid_value",
      "3 postal_code postal_code_invalid",
      "3 email required",
      "3 subdomain subdomain_characters",
      "4 subdomain subdomain_reserved",
    ]);
  });

  test("of lines against each other", () => {
    const read = readOpeningFile(file(LINE("lycee-a"), LINE("lycee-b"), LINE("lycee-a")));
    expect(read.faults).toMatchObject([
      { line: 4, column: "subdomain", rule: "subdomain_repeated", params: { line: 2, subdomain: "lycee-a" } },
    ]);
  });

  test("of headings: unknown, repeated, missing", () => {
    const csv = file(LINE("lycee-a")).replace("city", "ville;Ville;cité").replace("75001;Paris", "75001;Paris;Paris;x");
    expect(faultsOf(csv.replace("phone;", "").replace("0123456789;", ""))).toEqual([
      "1 city csv_column_repeated",
      "1 cité csv_column_unknown",
      "1 phone csv_column_missing",
    ]);
  });

  test("of quotas, modules and an administrator that are no such thing", () => {
    const headings = `${HEADINGS};modules;max_students;admin_email`;
    expect(faultsOf(`${headings}\n${LINE("lycee-a")};grades cantine;beaucoup;ada`)).toEqual([
      "2 max_students invalid_type",
      "2 modules module_unknown",
      "2 admin_email invalid_format",
      "2 admin_first_name required",
      "2 admin_last_name required",
    ]);
  });

  test.each([
    ["an empty file", "", ["1 - csv_empty"]],
    ["headings alone", HEADINGS, ["1 - csv_empty"]],
    ["a line with too many cells", file(`${LINE("lycee-a")};x`), ["2 - csv_row_too_long"]],
    ["bytes that were no UTF-8", file(LINE("lycee-a").replace("é", "\ufffd")), ["2 - csv_not_utf8"]],
    ["a quote never closed", file(LINE("lycee-a"), LINE("lycee-b").replace("Lycée", '"Lycée')), ["3 - csv_quote_open"]],
    ["a quote in the wrong place", file(LINE("lycee-a").replace("1 rue", '"1 rue" x')), ["2 - csv_quote_misplaced"]],
  ])("of %s", (_, csv, expected) => {
    expect(faultsOf(csv)).toEqual(expected);
  });

  test("of a file with more schools than one cluster should hold", () => {
    const many = Array.from({ length: 2_001 }, (_, index) => LINE(`lycee-${index}`));
    expect(faultsOf(file(...many))).toEqual(["2002 - csv_too_many_rows"]);
    expect(readOpeningFile(file(...many.slice(1))).faults).toEqual([]);
  });
});
