import { expect, test } from "vitest";
import { ATTENTION_CODES, type Attention, attentionName, attentionText } from "./monitoring-text.ts";

const reason = (code: Attention["code"], value: number, limit: number): Attention => ({
  ...{ code, value, limit },
  table: "grades",
  index: "grades_note_idx",
});

test.each(ATTENTION_CODES)(
  "%s says what was found, what is still all right, and what to do, in both languages",
  (code) => {
    for (const language of ["fr", "en"] as const) {
      const text = attentionText(reason(code, 0.42, 0.3), language);
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
      expect(text).toMatch(/\.$/);
      expect(attentionName(code, language).length).toBeGreaterThan(3);
    }
    expect(attentionText(reason(code, 1, 1), "fr")).not.toBe(attentionText(reason(code, 1, 1), "en"));
  },
);

test("figures are written as people of the language write them, and the table with its schema", () => {
  expect(attentionText(reason("dead_rows", 0.425, 0.3), "fr", "lycee_hugo")).toContain(
    "lycee_hugo.grades : 42,5 % de lignes mortes (limite : 30 %)",
  );
  expect(attentionText(reason("index_unused", 48 * 1024 ** 2, 32 * 1024 ** 2), "en")).toContain(
    "grades_note_idx (grades): 48 MB that no query has read (limit: 32 MB)",
  );
  expect(attentionText(reason("freeze_overdue", 412_000_000, 400_000_000), "en")).toContain("412,000,000 transactions");
});
