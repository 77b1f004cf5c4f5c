import { driftScript } from "@pepro/contracts";
import { For, Match, Show, Switch } from "solid-js";
import type { DriftDifference, DriftSchool } from "../../../data/drift.ts";
import { useI18n, useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Section } from "../../../ui/card.tsx";
import { Link } from "../../../ui/link.tsx";
import { SqlView } from "../../../ui/sql-view.tsx";

/** What of one school is not as in a new one, and the statements that would make it so. */
export function DriftSchoolCard(props: { school: DriftSchool }) {
  const t = useText("migrations");
  const { language } = useI18n();
  return (
    <Section
      title={props.school.name}
      description={
        <span class="flex flex-wrap items-baseline gap-x-3">
          <Link href={`/schools/${props.school.tenantId}`} quiet class="underline">
            <code class="text-xs">{props.school.schema}</code>
          </Link>
          <span>{t("drift.version", { version: props.school.version })}</span>
          <Show when={props.school.differences.length}>
            {(count) => <span>{t("drift.differences", { count: count() })}</span>}
          </Show>
        </span>
      }
    >
      <Switch>
        <Match when={props.school.state === "missing"}>
          <Alert tone="danger" title={t("drift.missing", { schema: props.school.schema })}>
            {t("drift.missingAbout")}
          </Alert>
        </Match>
        <Match when={props.school.state === "ahead"}>
          <Alert tone="warning">{t("drift.ahead")}</Alert>
        </Match>
        <Match when={props.school.state === "different"}>
          <div class="flex flex-col gap-5">
            <Differences differences={props.school.differences} />
            <Show when={props.school.repair.length > 0}>
              <div class="flex flex-col gap-2">
                <h3 class="text-sm font-semibold text-ink">{t("drift.repair")}</h3>
                <SqlView text={driftScript(props.school, language())} what={t("copy.sql")} />
              </div>
            </Show>
          </div>
        </Match>
      </Switch>
    </Section>
  );
}

function Differences(props: { differences: readonly DriftDifference[] }) {
  const t = useText("migrations");
  return (
    <div class="overflow-x-auto" tabindex="0">
      <table class="w-full min-w-120 text-left text-sm">
        <thead class="text-xs text-muted">
          <tr>
            <th scope="col" class="w-2/5 py-1.5 pr-4 font-medium">
              {t("drift.what")}
            </th>
            <th scope="col" class="py-1.5 pr-4 font-medium">
              {t("drift.expected")}
            </th>
            <th scope="col" class="py-1.5 font-medium">
              {t("drift.actual")}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.differences}>
            {(difference) => (
              <tr class="border-t border-line align-top">
                <td class="py-2 pr-4">
                  <code class="text-xs break-words text-ink">{nameOf(difference)}</code>
                  <span class="block text-xs text-muted">
                    {t(`object.${difference.object}`)} · {t(`aspect.${difference.aspect}`)}
                  </span>
                </td>
                <td class="py-2 pr-4">
                  <Told text={difference.expected} />
                </td>
                <td class="py-2">
                  <Told text={difference.found} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function Told(props: { text: string | null }) {
  const t = useText("migrations");
  return (
    <Show when={props.text} fallback={<span class="text-subtle">{t("drift.nothing")}</span>}>
      {(text) => <code class="text-xs break-words">{text()}</code>}
    </Show>
  );
}

function nameOf({ table, name, object }: DriftDifference): string {
  return table && object !== "table" ? `${table}.${name}` : name || table;
}
