import { createResource, For, Match, Show, Switch } from "solid-js";
import { type FleetPlan, planFleet } from "../../../data/fleet.ts";
import { useErrorText } from "../../../i18n/error-text.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { MoreOfError } from "../../../ui/error-details.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { SqlView } from "../../../ui/sql-view.tsx";

/** What a run would do to schools, by their ledgers: file by file, statement by statement. */
export function PlanView() {
  const t = useText("migrations");
  const errorText = useErrorText();
  const [plan] = createResource(planFleet);
  return (
    <section class="flex min-h-28 flex-col gap-3">
      <h3 class="text-sm font-semibold text-ink">{t("start.plan")}</h3>
      <Switch>
        <Match when={plan.state === "errored"}>
          <Alert tone="danger" title={t("start.planFailed")}>
            {errorText(plan.error).message}
            <MoreOfError text={errorText(plan.error)} />
          </Alert>
        </Match>
        <Match when={plan.state === "ready" && plan()}>{(found) => <Plan plan={found()} />}</Match>
        <Match when={plan.loading}>
          <p class="sr-only" role="status">
            {t("start.planning")}
          </p>
          <Skeleton class="h-14" />
        </Match>
      </Switch>
    </section>
  );
}

function Plan(props: { plan: FleetPlan }) {
  const t = useText("migrations");
  const faults = () => props.plan.schools.filter(({ fault }) => fault !== null);
  const needing = (file: string) => props.plan.schools.filter(({ files }) => files.includes(file)).length;
  const sqlOf = ({ statements }: FleetPlan["files"][number]) => statements.map(({ text }) => `${text};`).join("\n\n");
  return (
    <>
      <Show when={faults().length > 0}>
        <Alert tone="danger" title={t("start.planFaults", { count: faults().length })}>
          <ul class="flex flex-col gap-0.5">
            <For each={faults().slice(0, 5)}>
              {({ schema, fault }) => (
                <li class="break-words">
                  <code class="text-xs">{schema}</code> · <span lang="en">{fault?.reason}</span>
                </li>
              )}
            </For>
          </ul>
        </Alert>
      </Show>
      <ul class="flex flex-col divide-y divide-line rounded-md border border-line">
        <For each={props.plan.files} fallback={<li class="px-3 py-2.5 text-sm text-muted">{t("start.empty")}</li>}>
          {(file) => (
            <li>
              <details class="group/file">
                <summary class="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 gap-y-1 rounded-md px-3 py-2.5 text-sm">
                  <code class="min-w-0 text-xs break-all text-ink">{file.file}</code>
                  <span class="text-xs text-muted">
                    {t("start.planSchools", { count: needing(file.file), version: file.version })} ·{" "}
                    {t("start.statements", { count: file.statements.length })}
                  </span>
                </summary>
                <SqlView text={sqlOf(file)} what={t("copy.sql")} class="mx-3 mb-3" />
              </details>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
