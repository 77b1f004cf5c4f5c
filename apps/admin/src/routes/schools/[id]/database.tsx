import { attentionName, attentionText } from "@pepro/contracts";
import { revalidate } from "@solidjs/router";
import { For, Show } from "solid-js";
import { createKept } from "../../../data/kept.ts";
import { schoolDatabase } from "../../../data/monitoring.ts";
import { useI18n, useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Card, Section } from "../../../ui/card.tsx";
import { Part } from "../../../ui/part.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { DatabaseNumbers } from "./database/numbers.tsx";
import { TableList } from "./database/table-list.tsx";
import { Trend } from "./database/trend.tsx";
import { useSchool } from "./frame/school-context.tsx";

/** What a school's tables take, how they are used, and what of them needs somebody. */
export default function Database() {
  const t = useText("school-database");
  const { language } = useI18n();
  const school = useSchool();
  return (
    <Show when={school().provisionedAt} fallback={<Card class="px-5 py-4 text-sm text-muted">{t("none")}</Card>}>
      <Found />
    </Show>
  );

  function Found() {
    const found = createKept(() => school().id, schoolDatabase);
    return (
      <Part
        of={found}
        failed={t("failed")}
        onRetry={() => revalidate(schoolDatabase.keyFor(school().id))}
        waiting={<Waiting />}
      >
        {(database) => (
          <div class="flex flex-col gap-5">
            <Show when={!database().isExact}>
              <Alert>{t("inexact")}</Alert>
            </Show>
            <DatabaseNumbers database={database()} />
            <div class="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
              <Section title={t("attention")}>
                <ul class="flex flex-col gap-3 text-sm">
                  <For each={database().attention} fallback={<li class="text-muted">{t("attention.none")}</li>}>
                    {(reason) => (
                      <li class="flex flex-col gap-0.5">
                        <span class="font-medium text-warning-ink">{attentionName(reason.code, language())}</span>
                        <span class="break-words text-pretty text-muted">{attentionText(reason, language())}</span>
                      </li>
                    )}
                  </For>
                </ul>
              </Section>
              <Trend points={database().trend} />
            </div>
            <TableList database={database()} />
          </div>
        )}
      </Part>
    );
  }
}

function Waiting() {
  return (
    <div class="flex flex-col gap-5">
      <Skeleton class="h-24" />
      <div class="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <Skeleton class="h-40" />
        <Skeleton class="h-40" />
      </div>
      <Skeleton class="h-96" />
    </div>
  );
}
