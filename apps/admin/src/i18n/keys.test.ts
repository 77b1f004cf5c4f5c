// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_TABLE } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { AREAS, type Area } from "./areas.ts";
import type { Entry, Texts } from "./text.ts";

const source = join(import.meta.dirname, "..");
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^i18n\/[\w-]+\/(?:fr|en)\.ts$/.test(path))
  .map((path) => readFileSync(join(source, path), "utf8"))
  .join("\n");

const forms = (entry: Entry) => (typeof entry === "string" ? [entry] : [entry.one, entry.other]);
const names = (entry: Entry) =>
  [
    ...new Set(
      forms(entry)
        .join(" ")
        .match(/\{\w+\}/g),
    ),
  ].sort();

/** Sentences of errors are said by the names of their codes. */
const CODES = [...Object.keys(ERROR_TABLE), "network", "timeout", "aborted", "answer_unreadable"];

/** Written out, or the beginning of a key that is put together: `state.${state}`. */
function isUsed(key: string): boolean {
  if (code.includes(`"${key}"`)) return true;
  const dots = [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index + 1));
  return dots.some((beginning) => code.includes(`\`${beginning}\${`));
}

describe.each(Object.keys(AREAS) as Area[])("the texts of %s", (area) => {
  const both = async (): Promise<[Texts, Texts]> => [
    (await AREAS[area].fr()).default,
    (await AREAS[area].en()).default,
  ];

  test("exist in both languages, none of them empty", async () => {
    const [fr, en] = await both();
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    for (const texts of [fr, en]) {
      for (const [key, entry] of Object.entries(texts)) {
        for (const form of forms(entry)) expect(form.trim(), key).not.toBe("");
      }
    }
  });

  test("take the same names in both languages", async () => {
    const [fr, en] = await both();
    for (const [key, entry] of Object.entries(fr)) expect([key, names(en[key] ?? "")]).toEqual([key, names(entry)]);
  });

  test("are all said somewhere", async () => {
    const [fr] = await both();
    const isSaid = (key: string) => isUsed(key) || (["errors", "refusals"].includes(area) && CODES.includes(key));
    expect(Object.keys(fr).filter((key) => !isSaid(key))).toEqual([]);
  });
});

test("every dictionary on disk belongs to an area", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(AREAS).sort());
});
