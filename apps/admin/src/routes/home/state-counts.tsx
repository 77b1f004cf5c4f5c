import type { FleetOverview } from "@pepro/contracts";
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/cx.ts";
import type { SchoolState } from "../../ui/state-badge.tsx";
import { hrefOf } from "../schools/list-address.ts";

type Counts = FleetOverview["byState"];

/** A spot beside each name; where nobody is, it stays grey. */
const STATES: readonly { count: keyof Counts; state?: SchoolState; spot: string }[] = [
  { count: "active", state: "ready", spot: "bg-success-fill" },
  { count: "provisioning", state: "provisioning", spot: "bg-accent" },
  { count: "failed", state: "failed", spot: "bg-danger" },
  { count: "notProvisioned", state: "created", spot: "bg-line-control" },
  { count: "inactive", state: "inactive", spot: "bg-warning-fill" },
  { count: "pendingDeletion", spot: "bg-line-control" },
];

const TILE = "flex h-full flex-col gap-1 bg-surface px-4 py-3";

/** How many schools are in each state; each number leads to those schools. Deleted ones are in no list. */
export function StateCounts(props: { counts: Counts }) {
  const t = useText("home");
  const format = useFormat();
  return (
    <section aria-label={t("states")}>
      <ul class="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
        <For each={STATES}>
          {({ count, state, spot }) => {
            const content = () => (
              <>
                <span class="flex items-center gap-2 text-sm text-muted">
                  <i
                    class={cx("size-2 shrink-0 rounded-full", props.counts[count] > 0 ? spot : "bg-line-strong")}
                    aria-hidden="true"
                  />
                  {t(`count.${count}`)}
                </span>
                <span
                  class={cx(
                    "text-2xl font-semibold tracking-tight tabular-nums",
                    props.counts[count] > 0 ? "text-ink" : "text-subtle",
                  )}
                >
                  {format.number(props.counts[count])}
                </span>
              </>
            );
            return (
              <li class="relative focus-within:z-10">
                <Show
                  when={state}
                  fallback={
                    <div class={TILE} title={t("count.pendingDeletionHint")}>
                      {content()}
                    </div>
                  }
                >
                  {(known) => (
                    <A
                      href={hrefOf({ state: known() })}
                      class={cx(TILE, "-outline-offset-2 transition-colors hover:bg-sunken")}
                    >
                      {content()}
                    </A>
                  )}
                </Show>
              </li>
            );
          }}
        </For>
      </ul>
    </section>
  );
}
