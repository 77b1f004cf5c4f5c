import { For, Match, Show, Switch } from "solid-js";
import { type FleetEvent, type FleetRunSchool, fleetLog, refreshRun } from "../../../data/fleet.ts";
import { createKept } from "../../../data/kept.ts";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import { Part } from "../../../ui/part.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { FaultView } from "./fault-view.tsx";

/** Why a school is where it is, first; then what happened to it, attempt by attempt. */
export function SchoolLog(props: { run: string; school: FleetRunSchool }) {
  const t = useText("migrations");
  const format = useFormat();
  const log = createKept(
    () => ({ run: props.run, school: props.school.tenantId }),
    ({ run, school }) => fleetLog(run, school),
  );
  const exactly = (at: string) =>
    new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(at));
  return (
    <div class="flex flex-col gap-7">
      <Show when={props.school.state !== "done" && props.school.fault}>{(fault) => <FaultView fault={fault()} />}</Show>
      <Show when={props.school.files.length > 0}>
        <ul class="flex flex-col gap-1 text-xs text-muted">
          <For each={props.school.files}>
            {(file) => (
              <li>
                <code>{file}</code>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <section class="flex flex-col gap-3">
        <h3 class="text-sm font-semibold text-ink">{t("log.title")}</h3>
        <Part of={log} failed={t("log.failed")} onRetry={refreshRun} waiting={<Skeleton class="h-24" />}>
          {(events) => (
            <ol class="flex flex-col text-sm">
              <For each={events()} fallback={<li class="text-muted">{t("log.none")}</li>}>
                {(event) => (
                  <li class="flex gap-3 border-b border-line py-2 last:border-b-0">
                    <time dateTime={event.at} class="shrink-0 text-xs/5 text-subtle tabular-nums">
                      {exactly(event.at)}
                    </time>
                    <Line event={event} />
                  </li>
                )}
              </For>
            </ol>
          )}
        </Part>
      </section>
    </div>
  );

  function Line(line: { event: FleetEvent }) {
    return (
      <Switch>
        <Match when={line.event.kind === "school.started" && line.event}>
          {(event) => <span>{t("log.started", { attempt: event().attempt })}</span>}
        </Match>
        <Match when={line.event.kind === "school.retrying" && line.event}>
          {(event) => (
            <span class="min-w-0">
              {t("log.retrying", { attempt: event().attempt, delay: format.duration(event().delayMs) })}
              <Reason text={event().fault.reason} />
            </span>
          )}
        </Match>
        <Match when={line.event.kind === "school.done" && line.event}>
          {(event) => (
            <span>
              {t("log.done", { count: event().files.length, duration: format.duration(event().milliseconds) })}
            </span>
          )}
        </Match>
        <Match when={line.event.kind === "school.skipped" && line.event}>
          {(event) => <span>{t(event().reason === "gone" ? "log.skippedGone" : "log.skippedCurrent")}</span>}
        </Match>
        <Match when={line.event.kind === "school.failed" && line.event}>
          {(event) => (
            <span class="min-w-0">
              {t("log.failedAt", { attempt: event().attempt, duration: format.duration(event().milliseconds) })}
              <Reason text={event().fault.reason} />
            </span>
          )}
        </Match>
      </Switch>
    );
  }
}

function Reason(props: { text: string }) {
  return (
    <span lang="en" class="block text-xs break-words text-danger-ink">
      {props.text}
    </span>
  );
}
