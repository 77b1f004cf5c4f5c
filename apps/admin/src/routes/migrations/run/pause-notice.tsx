import { CANARY_WAVE } from "@pepro/contracts";
import { Match, Show, Switch } from "solid-js";
import type { FleetRun } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";

/** Why a run stands still, and what goes on meanwhile. */
export function PauseNotice(props: { run: FleetRun }) {
  const t = useText("migrations");
  const reason = () => (props.run.state === "paused" ? props.run.pauseReason : null);
  const asked = () => as(reason(), "asked");
  const budget = () => as(reason(), "budget");
  const overBudget = (wave: number, failed: number, allowed: number) =>
    t(wave === CANARY_WAVE ? "paused.budgetCanary" : "paused.budgetAll", { count: failed, allowed });
  return (
    <Switch>
      <Match when={asked()}>
        {(pause) => (
          <Alert tone="warning" title={t("paused.asked", { by: pause().by })}>
            {t("paused.askedAbout")} <Ending run={props.run} />
          </Alert>
        )}
      </Match>
      <Match when={budget()}>
        {(pause) => (
          <Alert tone="danger" title={t("paused.budget")}>
            {overBudget(pause().wave, pause().failed, pause().allowed)} <Ending run={props.run} />
          </Alert>
        )}
      </Match>
      <Match when={as(reason(), "interrupted")}>
        <Alert tone="warning" title={t("paused.interrupted")}>
          {t("paused.interruptedAbout")}
        </Alert>
      </Match>
    </Switch>
  );
}

function Ending(props: { run: FleetRun }) {
  const t = useText("migrations");
  return <Show when={props.run.counts.running > 0}>{t("run.ending")}</Show>;
}

type Reason = NonNullable<FleetRun["pauseReason"]>;

function as<Kind extends Reason["kind"]>(reason: Reason | null, kind: Kind): Extract<Reason, { kind: Kind }> | false {
  return reason?.kind === kind && (reason as Extract<Reason, { kind: Kind }>);
}
