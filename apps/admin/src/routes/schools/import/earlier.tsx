import { revalidate } from "@solidjs/router";
import { For, Show } from "solid-js";
import { schoolImports } from "../../../data/imports.ts";
import { createKept } from "../../../data/kept.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import { Link } from "../../../ui/link.tsx";
import { Part } from "../../../ui/part.tsx";
import { Time } from "../../../ui/time.tsx";
import { JobBadge } from "./badges.tsx";

/** Files that were sent before, with what became of them. */
export function EarlierImports() {
  const t = useText("imports");
  const jobs = createKept(
    () => null,
    () => schoolImports(),
  );
  return (
    <Part of={jobs} failed={t("jobs.failed")} onRetry={() => revalidate(schoolImports.key)} waiting={<></>}>
      {(found) => (
        <Show when={found().items.length > 0}>
          <Section title={t("jobs")} flush>
            <ul class="divide-y divide-line text-sm">
              <For each={found().items}>
                {(job) => (
                  <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-2.5">
                    <span class="flex min-w-0 items-center gap-2">
                      <Link href={`/schools/import/${job.id}`} class="truncate font-medium">
                        {job.fileName || t("jobs.unnamed")}
                      </Link>
                      <JobBadge state={job.state} />
                    </span>
                    <span class="text-muted tabular-nums">
                      {t("jobs.counts", { done: job.counts.done, total: job.rows })} · <Time at={job.createdAt} />
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Section>
        </Show>
      )}
    </Part>
  );
}
