import type { ActivityEntry } from "@pepro/contracts";
import Activity from "lucide-solid/icons/activity";
import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import X from "lucide-solid/icons/x";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useTrailText } from "../../../../features/audit/trail-text.ts";
import { useText } from "../../../../i18n/i18n.tsx";
import { Badge } from "../../../../ui/badge.tsx";
import { cx } from "../../../../ui/cx.ts";
import { EmptyState } from "../../../../ui/empty-state.tsx";
import type { Icon } from "../../../../ui/icon.ts";
import { Skeleton } from "../../../../ui/skeleton.tsx";
import { Time } from "../../../../ui/time.tsx";

const LOOKS: Record<ActivityEntry["outcome"], { icon: Icon; dot: string }> = {
  done: { icon: Check, dot: "border-line-strong bg-sunken text-muted" },
  refused: { icon: Ban, dot: "border-warning-line bg-warning-soft text-warning-ink" },
  failed: { icon: X, dot: "border-danger-line bg-danger-soft text-danger-ink" },
};

/** What was done last, newest first: what, by whom, how it went, when. */
export function ActivityTrail(props: { entries: readonly ActivityEntry[] }) {
  const t = useText("school-overview");
  const text = useTrailText();
  return (
    <Show
      when={props.entries.length > 0}
      fallback={
        <EmptyState icon={Activity} title={t("activity.none")}>
          {t("activity.noneAbout")}
        </EmptyState>
      }
    >
      <ol class="divide-y divide-line">
        <For each={props.entries}>
          {(entry) => (
            <li class="flex items-start gap-3 px-5 py-2.5 text-sm">
              <span
                class={cx(
                  "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border",
                  LOOKS[entry.outcome].dot,
                )}
              >
                <Dynamic component={LOOKS[entry.outcome].icon} class="size-3" aria-hidden="true" />
              </span>
              <div class="flex min-w-0 flex-1 flex-col">
                <span class="flex flex-wrap items-center gap-x-2 text-ink">
                  {text.action(entry)}
                  <Show when={entry.outcome !== "done"}>
                    <Badge tone={entry.outcome === "failed" ? "danger" : "warning"}>
                      {t(`outcome.${entry.outcome as "refused" | "failed"}`)}
                    </Badge>
                  </Show>
                </span>
                <span class="text-xs break-words text-muted">
                  {text.actor(entry)}
                  <Show when={text.fields(entry)}>{(fields) => <> · {fields()}</>}</Show>
                </span>
              </div>
              <span class="shrink-0 text-xs whitespace-nowrap text-subtle">
                <Time at={entry.at} />
              </span>
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}

export function ActivitySkeleton() {
  return (
    <div class="divide-y divide-line">
      <For each={[60, 45, 70, 50]}>
        {(width) => (
          <div class="flex items-start gap-3 px-5 py-2.5">
            <Skeleton class="mt-0.5 size-5 shrink-0 rounded-full!" />
            <div class="flex-1">
              <Skeleton class="my-0.5 h-4" width={`${width}%`} />
              <Skeleton class="my-0.5 h-3" width={`${width / 2}%`} />
            </div>
          </div>
        )}
      </For>
    </div>
  );
}
