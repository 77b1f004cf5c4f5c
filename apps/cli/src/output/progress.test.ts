import { expect, test } from "vitest";
import { createProgress } from "./progress.ts";

function written(isTerminal: boolean, use: (progress: ReturnType<typeof createProgress>) => void): string {
  let text = "";
  const write = (part: string) => {
    text += part;
  };
  use(createProgress({ isTerminal, columns: 40, write }));
  return text;
}

test("createProgress writes a line a step where there is no terminal", () => {
  const text = written(false, (progress) => {
    progress.step(1, 2, "lycee_hugo : à jour");
    progress.step(2, 2, "lycee_zola : échec", true);
    progress.end();
  });
  expect(text).toBe("[1/2] lycee_hugo : à jour\n[2/2] lycee_zola : échec\n");
});

test("createProgress redraws one bar on a terminal, never wider than it, and keeps notable lines", () => {
  const text = written(true, (progress) => {
    progress.step(1, 2, "lycee_hugo : à jour et bien plus encore");
    progress.step(2, 2, "\u001b[31mlycee_zola : échec\u001b[39m", true);
    progress.end();
  });
  const erase = "\r\u001b[K";
  expect(text).toBe(
    `${erase}${"█".repeat(12)}${"░".repeat(12)} 1/2  lycee_hu…` +
      `${erase}\u001b[31mlycee_zola : échec\u001b[39m\n${"█".repeat(24)} 2/2  lycee_zo…${erase}`,
  );
});
