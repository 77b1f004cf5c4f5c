import { createEffect, Show } from "solid-js";
import { type FleetRun, forgetFleet } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { Section } from "../../../ui/card.tsx";
import { createLiveRun } from "../run/live-run.ts";
import { runPath } from "../run/run-address.ts";
import { RunBadge } from "../run/run-badge.tsx";
import { RunProgress } from "../run/run-progress.tsx";

/** The run that is running or paused, as it happens. */
export function ActiveRun(props: { found: FleetRun }) {
  const t = useText("migrations");
  const live = createLiveRun(() => props.found);
  createEffect(() => {
    if (live.work().endedAt) forgetFleet();
  });
  return (
    <Section
      title={t("run.title", { version: live.work().targetVersion })}
      description={
        <span class="inline-flex items-center gap-2 pt-1">
          <RunBadge state={live.work().state} />
          <Show when={live.work().state === "paused" && live.work().isWorking}>{t("run.ending")}</Show>
        </span>
      }
      actions={<ButtonLink href={runPath(live.work().id)}>{t("failed.look")}</ButtonLink>}
    >
      <RunProgress run={live.work()} />
    </Section>
  );
}
