// @vitest-environment node
import { expect, test } from "vitest";
import { together } from "./together.ts";

const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "/app/src/main.tsx": ["/app/src/app.tsx"],
  "/app/src/app.tsx": ["solid", "/app/src/main.tsx"],
  "/app/src/shell/shell.tsx": ["solid", "menu", "button"],
  "/app/src/routes/sign-in.tsx": ["solid", "button", "form"],
  "/app/src/routes/page.tsx": ["menu", "table"],
};
const graph = { getModuleInfo: (id: string) => ({ importedIds: IMPORTS[id] ?? [] }) };

test.each([
  ["/app/src/app.tsx", "start"],
  ["solid", "start"],
  ["/app/src/shell/shell.tsx", "shell"],
  ["menu", "shell"],
  ["button", null],
  ["form", null],
  ["table", null],
  ["/app/src/routes/page.tsx", null],
])("%s travels with %s", (id, chunk) => {
  expect(together("/app")(id, graph)).toBe(chunk);
});
