import { expect, test } from "vitest";
import { createPalette } from "./palette.ts";
import { record } from "./record.ts";
import { table } from "./table.ts";

const palette = createPalette({ isTerminal: false, columns: undefined, write: () => {} }, {});
const columns = [
  { title: "Schéma", value: (row: string[]) => row[0] ?? "" },
  { title: "Nom", value: (row: string[]) => row[1] ?? "", shrinks: true },
  { title: "État", value: (row: string[]) => row[2] ?? "" },
];
const rows = [
  ["lycee_hugo", "Lycée Victor Hugo", "actif"],
  ["college", "学校", "désactivé"],
];

test("table aligns its columns, whatever the characters", () => {
  expect(table(rows, columns, { palette, width: undefined }).split("\n")).toEqual([
    "Schéma      Nom                État",
    "lycee_hugo  Lycée Victor Hugo  actif",
    "college     学校               désactivé",
  ]);
});

test("table shortens the column that gives way where the terminal is narrow", () => {
  expect(table(rows, columns, { palette, width: 32 }).split("\n")).toEqual([
    "Schéma      Nom        État",
    "lycee_hugo  Lycée Vi…  actif",
    "college     学校       désactivé",
  ]);
});

test("record aligns values and leaves out those without text", () => {
  expect(
    record([
      ["Été", "oui"],
      ["Adresse", "a.fr"],
      ["Rien", ""],
    ]),
  ).toBe("  Été      oui\n  Adresse  a.fr");
});
