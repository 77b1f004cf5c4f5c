import { openingJobAfter } from "@pepro/contracts";
import { createEffect, createMemo, on, Show } from "solid-js";
import { followImport, forgetImports, type OpeningJob, refreshImport } from "../../../data/imports.ts";
import { createLive } from "../../../features/live/create-live.ts";
import { LiveNotice } from "../../../features/live/live-notice.tsx";
import { OutcomeBar } from "../../../features/live/outcome-bar.tsx";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Card } from "../../../ui/card.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { JobBadge } from "./badges.tsx";
import { JobActions } from "./job-actions.tsx";
import { JobRows } from "./job-rows.tsx";
import { Passwords } from "./passwords.tsx";

/** A file's schools, followed live, and the first passwords of those that were opened. */
export function JobPage(props: { found: OpeningJob }) {
  const t = useText("imports");
  const format = useFormat();
  const live = createLive({
    found: () => props.found,
    follow: followImport,
    after: openingJobAfter,
    refresh: refreshImport,
  });
  const job = live.work;
  const title = () => (job().fileName ? t("job.title", { file: job().fileName }) : t("job.titleBare"));
  useTitle(title);
  const isOver = createMemo(() => job().endedAt !== null);
  createEffect(on(isOver, () => forgetImports(), { defer: true }));
  const over = () => job().rows - job().counts.pending - job().counts.running;
  const told = () => t("job.progress", { done: over(), total: job().rows });
  const facts = () => {
    const { createdBy, createdAt, endedAt } = job();
    return [
      t("job.started", { by: createdBy, when: format.dateTime(createdAt) }),
      endedAt && t("job.duration", { duration: format.duration(Date.parse(endedAt) - Date.parse(createdAt)) }),
    ].filter(Boolean);
  };
  return (
    <>
      <PageHeader
        crumbs={[
          { href: "/schools", label: t("crumb") },
          { href: "/schools/import", label: t("title") },
        ]}
        title={title()}
        badge={<JobBadge state={job().state} />}
        description={facts().join(" · ")}
        actions={<JobActions job={job()} onTurned={live.take} />}
      />
      <div class="flex flex-col gap-6">
        <Show when={job().state === "paused"}>
          <Alert tone="warning" title={t("job.paused")}>
            {t("job.pausedAbout")}
          </Alert>
        </Show>
        <Show when={job().state === "running" && !job().isWorking && job().counts.running === 0}>
          <Alert>{t("job.idle")}</Alert>
        </Show>
        <LiveNotice live={live} cut={t("job.cut")} failed={t("job.followFailed")} />
        <Card class="flex flex-col gap-2.5 px-5 py-4">
          <OutcomeBar
            label={title()}
            text={told()}
            over={over()}
            total={job().rows}
            parts={[
              { count: job().counts.done, class: "bg-accent" },
              { count: job().counts.present + job().counts.skipped, class: "bg-line-control" },
              { count: job().counts.different, class: "bg-warning-fill" },
              { count: job().counts.failed, class: "bg-danger" },
              { count: job().counts.running, class: "animate-pulse bg-accent-line" },
            ]}
          />
          <p class="text-sm font-medium text-ink tabular-nums">{told()}</p>
        </Card>
        <Show when={job().passwords > 0 && job().counts.running === 0}>
          <Passwords job={job()} />
        </Show>
        <JobRows job={job()} />
      </div>
    </>
  );
}
