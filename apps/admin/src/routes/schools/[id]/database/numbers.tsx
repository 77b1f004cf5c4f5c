import { For, type JSX, Show } from "solid-js";
import type { SchoolMonitoring } from "../../../../data/monitoring.ts";
import { useFormat, useText } from "../../../../i18n/i18n.tsx";
import { Card } from "../../../../ui/card.tsx";

type Fact = { name: string; value: string; about: JSX.Element };

/** The school's tables together, as PostgreSQL's statistics tell of them now. */
export function DatabaseNumbers(props: { database: SchoolMonitoring }) {
  const t = useText("school-database");
  const format = useFormat();
  const facts = (): Fact[] => {
    const { figures, grown } = props.database;
    const grewBy = grown && format.bytes(Math.abs(grown.bytes));
    return [
      {
        name: t("size"),
        value: format.bytes(figures.totalBytes),
        about: (
          <>
            {t("sizeParts", {
              tables: format.bytes(figures.tableBytes),
              indexes: format.bytes(figures.indexBytes),
              toast: format.bytes(figures.toastBytes),
            })}
            <Show when={grown && grewBy}>
              <span class="block">
                {t((grown?.bytes ?? 0) < 0 ? "shrunk" : "grown", {
                  size: grewBy ?? "",
                  day: format.date(grown?.since ?? ""),
                })}
              </span>
            </Show>
          </>
        ),
      },
      {
        name: t("rows"),
        value: format.number(figures.rows),
        about: t("deadRows", { count: figures.deadRows }),
      },
      {
        name: t("tables"),
        value: format.number(figures.tables),
        about: t("indexesUnused", { count: figures.unusedIndexes }),
      },
      {
        name: t("cache"),
        value: figures.cacheHitShare === null ? "—" : format.percent(figures.cacheHitShare),
        about: t("cacheAbout"),
      },
    ];
  };
  return (
    <Card>
      <h2 class="sr-only">{t("numbers")}</h2>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-5 px-5 py-4 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <For each={facts()}>
          {(fact, index) => (
            <div class={index() === 0 ? "flex flex-col gap-0.5 max-lg:col-span-2" : "flex flex-col gap-0.5"}>
              <dt class="text-sm text-muted">{fact.name}</dt>
              <dd class="text-xl font-semibold tracking-tight text-ink tabular-nums">{fact.value}</dd>
              <dd class="text-xs text-subtle tabular-nums">{fact.about}</dd>
            </div>
          )}
        </For>
      </dl>
    </Card>
  );
}
