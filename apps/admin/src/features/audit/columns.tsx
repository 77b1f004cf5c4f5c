import { Show } from "solid-js";
import type { AuditEntryView } from "../../data/audit.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/cx.ts";
import type { Column } from "../../ui/table/table.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { SchoolName } from "./school-name.tsx";
import { useTargetKind } from "./target-kind.ts";
import { useTrailText } from "./trail-text.ts";

/** What is told of each entry; narrow screens tell all of it in one column. */
export function useAuditColumns(withSchool: () => boolean): () => readonly Column<AuditEntryView>[] {
  const t = useText("audit");
  const format = useFormat();
  const trail = useTrailText();
  const targetKind = useTargetKind();
  const real = ({ realActor }: AuditEntryView) => realActor && t("realActor", { label: realActor.label });
  const school = (): Column<AuditEntryView> => ({
    id: "school",
    header: t("column.school"),
    width: "17%",
    from: "lg",
    cell: ({ tenantId }) => (
      <Show when={tenantId} fallback={<span class="text-subtle">—</span>}>
        {(id) => <SchoolName id={id()} />}
      </Show>
    ),
  });
  return () => [
    {
      id: "action",
      header: t("column.action"),
      cell: (entry) => (
        <>
          <span class="flex items-center gap-2">
            <span class="truncate" title={trail.action(entry)}>
              {trail.action(entry)}
            </span>
            <OutcomeBadge outcome={entry.outcome} quiet />
          </span>
          <span class="mt-0.5 block truncate text-xs font-normal text-muted lg:hidden">{trail.actor(entry)}</span>
          <Show when={real(entry)}>
            {(who) => <span class="block truncate text-xs font-normal text-warning-ink lg:hidden">{who()}</span>}
          </Show>
          <span class="block truncate text-xs font-normal text-subtle lg:hidden">{format.dateTime(entry.at)}</span>
          <span class="block truncate text-xs font-normal text-subtle lg:hidden">
            <Show when={withSchool() && entry.tenantId} fallback={entry.target && targetKind(entry.target.kind)}>
              {(id) => <SchoolName id={id()} />}
            </Show>
          </span>
        </>
      ),
    },
    {
      id: "actor",
      header: t("column.actor"),
      width: "22%",
      from: "lg",
      cell: (entry) => (
        <>
          <span
            class={cx("text-ink", trail.actorParts(entry).kind ? "block truncate" : "line-clamp-2 whitespace-normal")}
            title={trail.actor(entry)}
          >
            {trail.actorParts(entry).name}
          </span>
          <Show
            when={real(entry)}
            fallback={<span class="block truncate text-xs text-subtle">{trail.actorParts(entry).kind}</span>}
          >
            {(who) => (
              <span class="block truncate text-xs text-warning-ink" title={who()}>
                {who()}
              </span>
            )}
          </Show>
        </>
      ),
    },
    {
      id: "target",
      header: t("column.target"),
      width: "17%",
      from: "xl",
      cell: (entry) => (
        <Show when={entry.target} fallback={<span class="text-subtle">—</span>}>
          {(target) => (
            <>
              <span class="block truncate text-ink">{targetKind(target().kind)}</span>
              <code class="block truncate text-xs text-subtle" title={target().id}>
                {target().id}
              </code>
            </>
          )}
        </Show>
      ),
    },
    ...(withSchool() ? [school()] : []),
    {
      id: "at",
      header: t("column.at"),
      width: "9.75rem",
      from: "lg",
      cell: ({ at }) => <time dateTime={at}>{format.dateTime(at)}</time>,
    },
  ];
}
