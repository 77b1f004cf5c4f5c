import type { TenantStats } from "@pepro/contracts";
import { For } from "solid-js";
import { useFormat, useText } from "../../../../i18n/i18n.tsx";
import { Card } from "../../../../ui/card.tsx";
import { Skeleton } from "../../../../ui/skeleton.tsx";

const USERS = ["totalUsers", "studentCount", "teacherCount", "parentCount", "adminCount"] as const;

const GRID = "grid grid-cols-2 gap-px bg-line sm:grid-cols-3 lg:grid-cols-6";
const TILE = "flex min-w-0 flex-col gap-0.5 bg-surface px-5 py-4";

/** Who is in the school, by role, and how many modules are on. */
export function Numbers(props: { stats: TenantStats }) {
  const t = useText("school-overview");
  const format = useFormat();
  const modules = () => props.stats.activeModules.length + props.stats.inactiveModules.length;
  return (
    <Card class="overflow-hidden">
      <dl class={GRID}>
        <For each={USERS}>
          {(name) => (
            <div class={TILE}>
              <dt class="truncate text-sm text-muted">{t(`number.${name}`)}</dt>
              <dd class="text-xl font-semibold tracking-tight text-ink tabular-nums">
                {format.number(props.stats[name])}
              </dd>
            </div>
          )}
        </For>
        <div class={TILE}>
          <dt class="truncate text-sm text-muted">{t("number.modules")}</dt>
          <dd class="text-xl font-semibold tracking-tight text-ink tabular-nums">
            {format.number(props.stats.activeModules.length)}
            <span class="ml-1.5 text-sm font-normal tracking-normal text-muted">
              {t("number.modulesOf", { total: modules() })}
            </span>
          </dd>
        </div>
      </dl>
    </Card>
  );
}

export function NumbersSkeleton() {
  return (
    <Card class="overflow-hidden">
      <div class={GRID}>
        <For each={[...USERS, "modules"]}>
          {() => (
            <div class={TILE}>
              <Skeleton class="my-0.5 h-4 w-20" />
              <Skeleton class="my-1 h-5 w-12" />
            </div>
          )}
        </For>
      </div>
    </Card>
  );
}
