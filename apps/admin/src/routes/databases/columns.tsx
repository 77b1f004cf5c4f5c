import { attentionName } from "@pepro/contracts";
import { For, type JSX, Show } from "solid-js";
import type { MonitoredSchool } from "../../data/monitoring.ts";
import { useFormat, useI18n, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import type { Column } from "../../ui/table/table.tsx";
import { signed } from "./totals.tsx";

type Sample = NonNullable<MonitoredSchool["sample"]>;

/** What the list says of each school; on a phone all of it under its name. */
export function useDatabaseColumns(): () => Column<MonitoredSchool>[] {
  const t = useText("databases");
  const { language } = useI18n();
  const format = useFormat();
  const number = (
    id: string,
    header: string,
    width: string,
    of: (sample: Sample) => JSX.Element,
  ): Column<MonitoredSchool> => ({
    id,
    header,
    sortBy: id,
    align: "end",
    width,
    from: "lg",
    cell: ({ sample }) => (
      <Show when={sample} fallback={<span class="text-subtle">—</span>}>
        {(known) => <span class="tabular-nums">{of(known())}</span>}
      </Show>
    ),
  });
  const growth = ({ grown }: Sample) => (grown ? signed(grown.bytes, format.bytes) : "—");
  const reasons = ({ sample }: MonitoredSchool) => [...new Set(sample?.attention.map(({ code }) => code))];
  const Reasons = (props: { of: MonitoredSchool }) => (
    <span class="flex flex-wrap gap-1">
      <For each={reasons(props.of)}>{(code) => <Badge tone="warning">{attentionName(code, language())}</Badge>}</For>
    </span>
  );
  return () => [
    {
      id: "name",
      header: t("column.name"),
      sortBy: "name",
      cell: (school) => (
        <>
          <span class="block truncate">{school.name}</span>
          <code class="block truncate text-xs font-normal text-subtle">{school.schema}</code>
          <span class="mt-1 flex items-center gap-2 truncate text-xs font-normal text-muted lg:hidden">
            <Show when={school.sample} fallback={t("pending")}>
              {(sample) => <span class="tabular-nums">{format.bytes(sample().totalBytes)}</span>}
            </Show>
            <Reasons of={school} />
          </span>
        </>
      ),
    },
    number("size", t("column.size"), "7.5rem", ({ totalBytes }) => format.bytes(totalBytes)),
    number("growth", t("column.growth"), "8rem", growth),
    number("rows", t("column.rows"), "7.5rem", ({ rows }) => format.number(rows)),
    number("deadRows", t("column.dead"), "7.5rem", ({ deadRows }) => format.number(deadRows)),
    {
      id: "attention",
      header: t("column.attention"),
      width: "30%",
      from: "lg",
      cell: (school) => <Reasons of={school} />,
    },
  ];
}
