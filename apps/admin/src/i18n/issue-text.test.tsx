import type { MessageKey } from "@pepro/contracts";
import { ERROR_TABLE, messageFor } from "@pepro/contracts";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { useIssueText } from "./issue-text.ts";
import fr from "./rules/fr.ts";

async function words() {
  let text: ReturnType<typeof useIssueText> | undefined;
  const page = renderPage(() => {
    text = useIssueText();
    return <p>there</p>;
  });
  await page.findByText("there");
  return (rule: string, params: Record<string, unknown> = {}) => text?.({ path: [], rule, params }).replace(/\s/g, " ");
}

test.each([
  ["a rule of ours", "blank", {}, "Ce champ ne peut être vide."],
  ["with what it is about", "subdomain_reserved", { subdomain: "admin" }, "Le sous-domaine admin est réservé"],
  ["a text too short", "too_small", { origin: "string", minimum: 8 }, "Il faut au moins 8 caractères."],
  ["a number too big", "too_big", { origin: "int", maximum: 128 }, "128 au plus."],
  ["a wrong form", "invalid_format", { format: "email" }, "Adresse e-mail invalide."],
  ["a value of no list", "invalid_value", { values: ["a", "b"] }, "Valeurs possibles : a, b."],
  ["a code that belongs to a field", "subdomain_taken", { subdomain: "hugo" }, "Le sous-domaine hugo est déjà utilisé"],
  ["a form that nobody worded", "invalid_format", { format: "guid" }, "Valeur invalide."],
  ["a rule that nobody worded", "of_tomorrow", {}, "Valeur invalide."],
])("%s has its sentence", async (_, rule, params, sentence) => {
  expect((await words())(rule, params)).toBe(sentence);
});

/** Said by the REST paths alone, or of what no form of the dashboard sends. */
const ELSEWHERE: readonly MessageKey[] = [
  "csv_column_missing",
  "csv_column_repeated",
  "csv_column_unknown",
  "csv_empty",
  "csv_not_utf8",
  "csv_quote_misplaced",
  "csv_quote_open",
  "csv_row_too_long",
  "csv_too_many_rows",
  "cursor_invalid",
  "event_id_invalid",
  "module_not_boolean",
  "module_unknown",
  "modules_not_map",
  "ordering_unknown",
  "school_missing",
  "school_taken",
  "subdomain_deleted",
  "subdomain_repeated",
  "token_refused",
];

test("every rule of the contracts has a sentence, but for those that no form can break", async () => {
  const contracts = await import("../../../../packages/contracts/src/messages/fr.ts");
  const rules = Object.keys(contracts.fr).filter(
    (key) => !(key in ERROR_TABLE) && !/^(?:step|audit|fault_hint)_/.test(key),
  );
  expect(rules.length).toBeGreaterThan(20);
  for (const rule of rules) expect(messageFor(rule, "fr"), rule).toBeTruthy();
  expect(rules.filter((rule) => !(`rule.${rule}` in fr)).sort()).toEqual(ELSEWHERE);
});
