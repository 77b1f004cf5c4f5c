import { expect, test } from "vitest";
import { createSeal } from "./seal.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

test("opens what it closed, null included, about the same thing alone", () => {
  const value = { host: "lycee.fr", nested: { é: [1, null] } };
  expect(seal.open("epoch\nlycee.fr", seal.close("epoch\nlycee.fr", value))).toEqual(value);
  expect(seal.open("a", seal.close("a", null))).toBeNull();
  expect(seal.open("epoch\nother.fr", seal.close("epoch\nlycee.fr", value))).toBeUndefined();
});

test("opens nothing that was changed, cut or made with another key", () => {
  const text = seal.close("a", { schema: "lycee_hugo" });
  for (const forged of [text.replace("hugo", "zola"), text.slice(1), "", ".", '.{"schema":"lycee_hugo"}', "x"])
    expect(seal.open("a", forged)).toBeUndefined();
  expect(createSeal(new Uint8Array(32)).open("a", text)).toBeUndefined();
});
