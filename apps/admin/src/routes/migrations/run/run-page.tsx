import { createEffect, createMemo, on, Show } from "solid-js";
import { type FleetRun, forgetFleet } from "../../../data/fleet.ts";
import { LiveNotice } from "../../../features/live/live-notice.tsx";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Card } from "../../../ui/card.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { createLiveRun } from "./live-run.ts";
import { PauseNotice } from "./pause-notice.tsx";
import { RunActions } from "./run-actions.tsx";
import { runHref, runViewOf } from "./run-address.ts";
import { RunBadge } from "./run-badge.tsx";
import { RunProgress } from "./run-progress.tsx";
import { RunSchools } from "./run-schools.tsx";
import { Waves } from "./waves.tsx";

/** A run with its waves and schools, followed live. */
export function RunPage(props: { found: FleetRun }) {
  const t = useText("migrations");
  const format = useFormat();
  const live = createLiveRun(() => props.found);
  const run = live.work;
  const title = () => t("run.title", { version: run().targetVersion });
  useTitle(title);
  const isOver = createMemo(() => run().endedAt !== null);
  // Other pages tell of versions, too.
  createEffect(on(isOver, () => forgetFleet(), { defer: true }));
  const facts = () => {
    const { createdBy, createdAt, endedAt, current } = run();
    return [
      t("run.started", { by: createdBy, when: format.dateTime(createdAt) }),
      endedAt && t("run.duration", { duration: format.duration(Date.parse(endedAt) - Date.parse(createdAt)) }),
      current > 0 && t("run.current", { count: current }),
    ].filter(Boolean);
  };
  return (
    <>
      <PageHeader
        crumbs={[
          { href: "/migrations", label: t("title") },
          { href: "/migrations/runs", label: t("tab.runs") },
        ]}
        title={title()}
        badge={<RunBadge state={run().state} />}
        description={facts().join(" · ")}
        actions={<RunActions run={run()} onTurned={live.take} />}
      />
      <div class="flex flex-col gap-6">
        <PauseNotice run={run()} />
        <Show when={run().state === "running" && !run().isWorking && run().counts.running === 0}>
          <Alert>{t("run.idle")}</Alert>
        </Show>
        <LiveNotice live={live} cut={t("run.cut")} failed={t("run.followFailed")} />
        <Show when={run().schools > 0}>
          <Card class="px-5 py-4">
            <RunProgress run={run()} hrefOf={(state) => runHref(run().id, { ...runViewOf(""), state })} />
            <Show when={run().waves.length > 1}>
              <Waves run={run()} />
            </Show>
          </Card>
        </Show>
        <RunSchools run={run()} />
      </div>
    </>
  );
}
