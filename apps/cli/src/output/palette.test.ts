import { expect, test } from "vitest";
import { createPalette } from "./palette.ts";

const output = (isTerminal: boolean) => ({ isTerminal, columns: 80, write: () => {} });

test("createPalette colours on a terminal", () => {
  expect(createPalette(output(true), {}).red("non")).toBe("\u001b[31mnon\u001b[39m");
});

test.each([
  ["elsewhere", false, {}],
  ["with NO_COLOR", true, { NO_COLOR: "1" }],
  ["on a dumb terminal", true, { TERM: "dumb" }],
])("createPalette leaves text alone %s", (_, isTerminal, env) => {
  expect(createPalette(output(isTerminal), env).red("non")).toBe("non");
});

test("createPalette takes an empty NO_COLOR for none", () => {
  expect(createPalette(output(true), { NO_COLOR: "" }).bold("oui")).toContain("\u001b[1m");
});
