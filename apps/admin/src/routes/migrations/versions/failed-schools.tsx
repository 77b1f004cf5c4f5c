import { For, Show } from "solid-js";
import type { FleetStatus } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import { Link } from "../../../ui/link.tsx";
import { runHref } from "../run/run-address.ts";

/** Schools that are behind because their last migration failed, each with its log. */
export function FailedSchools(props: { schools: FleetStatus["failed"]; count: number }) {
  const t = useText("migrations");
  return (
    <Section title={t("failed.title")} flush>
      <ul class="divide-y divide-line text-sm">
        <For each={props.schools}>
          {({ tenantId, name, runId, fault }) => (
            <li class="flex flex-col gap-0.5 px-5 py-2.5">
              <span class="flex items-center justify-between gap-4">
                <Link href={`/schools/${tenantId}`} quiet class="min-w-0 truncate font-medium">
                  {name}
                </Link>
                <Link
                  href={runHref(runId, { state: "failed", search: "", wave: undefined, page: 1, school: tenantId })}
                  class="shrink-0"
                >
                  {t("failed.look")}
                </Link>
              </span>
              <span lang="en" class="break-words text-danger-ink">
                {fault.reason}
              </span>
              <Show when={fault.file}>
                {(file) => (
                  <code class="text-xs text-subtle">{t("fault.where", { file: file(), line: fault.line ?? 1 })}</code>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.count > props.schools.length}>
        <p class="border-t border-line px-5 py-2.5 text-sm text-muted">
          {t("failed.more", { count: props.count - props.schools.length })}
        </p>
      </Show>
    </Section>
  );
}
