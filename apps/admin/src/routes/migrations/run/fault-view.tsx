import { Show } from "solid-js";
import type { FleetFault } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { SqlView } from "../../../ui/sql-view.tsx";

/** What PostgreSQL refuses with that we know more of than it says. */
const HINTED = ["55P03", "40P01", "42P07", "42701", "42P01", "53100", "23505"] as const;

/** Where a school's migration stopped: the sentence, the file and the line, the statement opened at that line, what to do. */
export function FaultView(props: { fault: FleetFault }) {
  const t = useText("migrations");
  const hint = () => HINTED.find((state) => state === props.fault.sqlstate);
  const code = () => props.fault.sqlstate;
  return (
    <section class="flex flex-col gap-3">
      <Alert tone="danger">
        <p lang="en" class="font-medium break-words">
          {props.fault.reason}
        </p>
        <p class="mt-1 flex flex-wrap gap-x-3 text-xs">
          <Show when={props.fault.file}>
            {(file) => <code>{t("fault.where", { file: file(), line: props.fault.line ?? 1 })}</code>}
          </Show>
          <Show when={code()}>{(sqlstate) => <code>{t("fault.sqlstate", { code: sqlstate() })}</code>}</Show>
        </p>
      </Alert>
      <Show
        when={hint()}
        fallback={
          <Show when={props.fault.hint}>
            {(said) => (
              <p lang="en" class="text-sm text-muted">
                {said()}
              </p>
            )}
          </Show>
        }
      >
        {(state) => <p class="text-sm text-pretty text-muted">{t(`hint.${state()}`)}</p>}
      </Show>
      <Show when={props.fault.statement}>
        {(statement) => (
          <div class="flex flex-col gap-1.5">
            <h3 class="text-sm font-semibold text-ink">{t("fault.statement")}</h3>
            <SqlView
              text={statement()}
              what={t("copy.statement")}
              firstLine={props.fault.statementLine ?? props.fault.line ?? 1}
              marked={props.fault.line === null ? undefined : { line: props.fault.line, label: t("fault.failing") }}
            />
          </div>
        )}
      </Show>
    </section>
  );
}
