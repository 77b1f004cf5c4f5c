import { expect, test } from "vitest";
import { csvOf, readText } from "./files.ts";

test("a file that is not UTF-8 is read as spreadsheets on Windows write it", async () => {
  expect(await readText(new Blob(["Lycée"]))).toBe("Lycée");
  expect(await readText(new Blob([new Uint8Array([0x4c, 0x79, 0x63, 0xe9, 0x65])]))).toBe("Lycée");
});

test("what would be a formula, a quote or a second line stays one cell of text", () => {
  expect(csvOf([["=1+1", 'dit "oui"', "a;b", "plain"]])).toBe(`\ufeff'=1+1;"dit ""oui""";"a;b";plain\r\n`);
});
