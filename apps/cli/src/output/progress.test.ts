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
    progress.note("Vague 2");
    progress.step(2, 2, "lycee_zola : échec", true);
    progress.end();
  });
  expect(text).toBe("[1/2] lycee_hugo : à jour\nVague 2\n[2/2] lycee_zola : échec\n");
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

test("createProgress puts a note above the bar, and of a long line only its first into it", () => {
  const text = written(true, (progress) => {
    progress.note("Vague 1");
    progress.step(1, 1, "lycee : échec\n  conseil");
    progress.note("Vague 2");
  });
  const bar = `${"█".repeat(24)} 1/1  lycee : …`;
  expect(text).toBe(`Vague 1\n\r\u001b[K${bar}\r\u001b[KVague 2\n${bar}`);
});
