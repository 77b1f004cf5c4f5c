import { OPENING_COLUMNS } from "@pepro/contracts";
import { For, Show } from "solid-js";
import { useI18n, useText } from "../../../i18n/i18n.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Section } from "../../../ui/card.tsx";

/** What a file is made of. */
export function ColumnList() {
  const t = useText("imports");
  const { language } = useI18n();
  return (
    <Section title={t("columns")} description={t("columns.about")} flush>
      <ul class="divide-y divide-line text-sm">
        <For each={OPENING_COLUMNS}>
          {(column) => (
            <li class="grid grid-cols-1 gap-x-6 gap-y-0.5 px-5 py-2 sm:grid-cols-[12rem_1fr_14rem]">
              <span class="flex items-center gap-2">
                <code class="text-xs text-ink">{column.name}</code>
                <Show when={column.isRequired}>
                  <Badge>{t("columns.needed")}</Badge>
                </Show>
              </span>
              <span class="text-muted">{column[language()]}</span>
              <code class="truncate text-xs text-subtle">{column.example}</code>
            </li>
          )}
        </For>
      </ul>
    </Section>
  );
}
