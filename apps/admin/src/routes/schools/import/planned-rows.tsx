import { createSignal, type JSX, Show } from "solid-js";
import type { OpeningCheck } from "../../../data/imports.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Alert, type Tone } from "../../../ui/alert.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Table } from "../../../ui/table/table.tsx";

type Row = OpeningCheck["rows"][number];

const TONES: Record<Row["outcome"], Tone> = { open: "accent", present: "neutral", different: "warning" };
const PAGE = 50;

/** What a file would do, school by school, and the button that does it. */
export function PlannedRows(props: { rows: OpeningCheck["rows"]; children: JSX.Element }) {
  const t = useText("imports");
  const [shown, setShown] = createSignal(PAGE);
  const open = () => props.rows.filter(({ outcome }) => outcome === "open").length;
  const there = () => props.rows.length - open();
  return (
    <div class="flex flex-col gap-4">
      <Alert
        tone={open() > 0 ? "accent" : "success"}
        title={open() > 0 ? t("ready.title", { count: open() }) : t("ready.none")}
        action={props.children}
        class="items-center"
      >
        <Show when={open() > 0 && there() > 0}>{t("ready.present", { count: there() })}</Show>
      </Alert>
      <Table
        caption={t("rows.caption")}
        columns={[
          {
            id: "line",
            header: t("rows.line"),
            width: "5rem",
            from: "sm",
            cell: ({ line }) => <span class="tabular-nums">{line}</span>,
          },
          {
            id: "school",
            header: t("rows.school"),
            cell: ({ schoolName, subdomain }) => (
              <>
                <span class="block truncate">{schoolName}</span>
                <code class="block truncate text-xs font-normal text-subtle">{subdomain}</code>
              </>
            ),
          },
          {
            id: "outcome",
            header: t("rows.outcome"),
            width: "45%",
            cell: ({ outcome, differences }) => (
              <span class="flex flex-wrap items-center gap-x-2.5">
                <Badge tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</Badge>
                <Show when={differences.length > 0}>
                  <span class="truncate text-xs">{t("differences", { columns: differences.join(", ") })}</span>
                </Show>
              </span>
            ),
          },
        ]}
        rows={props.rows.slice(0, shown())}
        rowKey={({ line }) => String(line)}
      />
      <Show when={props.rows.length > shown()}>
        <Button variant="ghost" onClick={() => setShown(shown() + PAGE * 4)}>
          {t("faults.more", { count: props.rows.length - shown() })}
        </Button>
      </Show>
    </div>
  );
}
