import { createSignal, Show } from "solid-js";
import type { SchoolMonitoring, TableFigures } from "../../../../data/monitoring.ts";
import { useFormat, useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { type Column, Table } from "../../../../ui/table/table.tsx";
import { Time } from "../../../../ui/time.tsx";

/** Tables that show at first: the largest. */
const FEW = 12;

/** A school's tables, the largest first. */
export function TableList(props: { database: SchoolMonitoring }) {
  const t = useText("school-database");
  const format = useFormat();
  const [isWhole, setWhole] = createSignal(false);
  const more = () => props.database.tables.length - FEW;
  const largest = () => props.database.tables[0]?.totalBytes ?? 1;
  const number = (id: string, header: string, of: (table: TableFigures) => number): Column<TableFigures> => ({
    id,
    header,
    align: "end",
    width: "5.5rem",
    from: "lg",
    cell: (table) => <span class="tabular-nums">{format.number(of(table))}</span>,
  });
  const moment = (id: string, header: string, of: (table: TableFigures) => string | null): Column<TableFigures> => ({
    id,
    header,
    width: "7rem",
    from: "xl",
    cell: (table) => (
      <Show when={of(table)} fallback={<span class="text-subtle">{t("never")}</span>}>
        {(at) => <Time at={at()} />}
      </Show>
    ),
  });
  const columns = (): Column<TableFigures>[] => [
    { id: "table", header: t("column.table"), cell: ({ table }) => <code class="text-xs">{table}</code> },
    {
      id: "size",
      header: t("column.size"),
      width: "9rem",
      align: "end",
      cell: ({ totalBytes }) => (
        <span class="flex items-center justify-end gap-2.5">
          <span class="h-1 w-10 shrink-0 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
            <span
              class="block h-full rounded-full bg-accent"
              style={{ width: `${(totalBytes / Math.max(1, largest())) * 100}%` }}
            />
          </span>
          <span class="w-16 tabular-nums">{format.bytes(totalBytes)}</span>
        </span>
      ),
    },
    { ...number("rows", t("column.rows"), ({ rows }) => rows), from: "sm", width: "5.5rem" },
    number("dead", t("column.dead"), ({ deadRows }) => deadRows),
    number("whole", t("column.whole"), ({ wholeScans }) => wholeScans),
    number("index", t("column.index"), ({ indexScans }) => indexScans),
    moment("vacuum", t("column.vacuum"), ({ lastVacuumAt }) => lastVacuumAt),
    moment("analyze", t("column.analyze"), ({ lastAnalyzeAt }) => lastAnalyzeAt),
  ];
  return (
    <div class="flex flex-col gap-3">
      <Table
        caption={t("list")}
        columns={columns()}
        rows={isWhole() ? props.database.tables : props.database.tables.slice(0, FEW)}
        rowKey={({ table }) => table}
      />
      <div class="flex flex-wrap items-center justify-between gap-3">
        <Show when={props.database.countedSince} fallback={<span />}>
          {(at) => <p class="text-xs text-subtle">{t("since", { day: format.date(at()) })}</p>}
        </Show>
        <Show when={more() > 0}>
          <Button variant="ghost" aria-expanded={isWhole()} onClick={() => setWhole(!isWhole())}>
            {isWhole() ? t("fewer") : t("more", { count: more() })}
          </Button>
        </Show>
      </div>
    </div>
  );
}
