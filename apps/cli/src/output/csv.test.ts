import { expect, test } from "vitest";
import { csv } from "./csv.ts";

test("csv quotes commas, quotes and line ends, and leaves absent values empty", () => {
  const rows = [{ name: 'Lycée "Hugo", Paris' }, { name: "a\r\nb" }, { name: null }];
  const text = csv(rows, { name: ({ name }) => name, active: () => true });
  expect(text).toBe('name,active\r\n"Lycée ""Hugo"", Paris",true\r\n"a\r\nb",true\r\n,true');
});

test("csv of nothing is its header", () => {
  expect(csv([], { a: () => 1, b: () => 2 })).toBe("a,b");
});
