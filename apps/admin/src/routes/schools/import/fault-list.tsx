import { createEffect, Show } from "solid-js";
import type { OpeningCheck } from "../../../data/imports.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useIssueText } from "../../../i18n/issue-text.ts";
import { Alert } from "../../../ui/alert.tsx";
import { Table } from "../../../ui/table/table.tsx";

/** Faults that show; who has mended so many sends the file again. */
const MOST = 100;

/** Rules that only files can break; the others are those of the form by which one school is opened. */
const OF_FILES = [
  "module_unknown",
  "subdomain_repeated",
  "subdomain_deleted",
  "csv_empty",
  "csv_not_utf8",
  "csv_quote_open",
  "csv_quote_misplaced",
  "csv_too_many_rows",
  "csv_row_too_long",
  "csv_column_unknown",
  "csv_column_repeated",
  "csv_column_missing",
] as const;

/** Every fault of a file, by line and column. */
export function FaultList(props: { faults: OpeningCheck["faults"] }) {
  const t = useText("imports");
  const issueText = useIssueText();
  const faultText = ({ rule, params }: OpeningCheck["faults"][number]) => {
    const own = OF_FILES.find((known) => known === rule);
    return own
      ? (t as (key: string, params: object) => string)(`rule.${own}`, params)
      : issueText({ path: [], rule, params });
  };
  let box!: HTMLDivElement;
  createEffect(() => props.faults.length > 0 && box.focus());
  return (
    <div ref={box} tabindex="-1" class="flex flex-col gap-4 outline-none">
      <Alert tone="danger" title={t("faults.title", { count: props.faults.length })} />
      <Table
        caption={t("faults.caption")}
        columns={[
          {
            id: "line",
            header: t("faults.line"),
            width: "5rem",
            cell: ({ line }) => <span class="tabular-nums">{line}</span>,
          },
          {
            id: "column",
            header: t("faults.column"),
            width: "11rem",
            cell: ({ column }) => <code class="text-xs">{column ?? "—"}</code>,
          },
          {
            id: "fault",
            header: t("faults.fault"),
            cell: (fault) => <span title={faultText(fault)}>{faultText(fault)}</span>,
          },
        ]}
        rows={props.faults.slice(0, MOST)}
        rowKey={({ line, column, rule }) => `${line} ${column} ${rule}`}
      />
      <Show when={props.faults.length > MOST}>
        <p class="text-sm text-muted">{t("faults.more", { count: props.faults.length - MOST })}</p>
      </Show>
    </div>
  );
}
