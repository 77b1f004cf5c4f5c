import { Show } from "solid-js";
import type { FleetStatus } from "../../../data/fleet.ts";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Table } from "../../../ui/table/table.tsx";
import { hrefOf } from "../../schools/list-address.ts";

/** Versions by schools, the newest first; each leads to the schools that have it. */
export function VersionTable(props: { status: FleetStatus }) {
  const t = useText("migrations");
  const format = useFormat();
  const share = (schools: number) => schools / Math.max(1, props.status.schools);
  return (
    <Table
      caption={t("versions.caption")}
      columns={[
        {
          id: "version",
          header: t("versions.version"),
          width: "9rem",
          cell: ({ version }) => (
            <span class="flex items-center gap-2 tabular-nums">
              {version}
              <Show when={version === props.status.latest}>
                <Badge tone="success">{t("versions.latest")}</Badge>
              </Show>
            </span>
          ),
        },
        {
          id: "file",
          header: t("versions.file"),
          from: "md",
          cell: ({ file }) => (
            <Show when={file} fallback={<span class="text-subtle">{t("versions.unknownFile")}</span>}>
              <code class="text-xs">{file}</code>
            </Show>
          ),
        },
        {
          id: "schools",
          header: t("versions.schools"),
          align: "end",
          width: "8.5rem",
          cell: ({ schools }) => <span class="tabular-nums">{format.number(schools)}</span>,
        },
        {
          id: "share",
          header: t("versions.share"),
          width: "30%",
          from: "sm",
          cell: ({ version, schools }) => (
            <span class="flex items-center gap-3">
              <span class="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
                <span
                  class={`block h-full min-w-0.75 rounded-full ${version === props.status.latest ? "bg-accent" : "bg-warning-fill"}`}
                  style={{ width: `${share(schools) * 100}%` }}
                />
              </span>
              <span class="w-12 text-right tabular-nums">{format.percent(share(schools))}</span>
            </span>
          ),
        },
      ]}
      rows={props.status.versions}
      rowKey={({ version }) => String(version)}
      rowHref={({ version }) => hrefOf({ version })}
    />
  );
}
