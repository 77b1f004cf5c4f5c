import ChevronDown from "lucide-solid/icons/chevron-down";
import ChevronUp from "lucide-solid/icons/chevron-up";
import { Show } from "solid-js";
import type { FleetRun, FleetRunSchool } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Link } from "../../../ui/link.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { RunSchoolBadge } from "./run-badge.tsx";
import { SchoolLog } from "./school-log.tsx";

export type LogSheetProps = {
  run: FleetRun;
  schools: readonly FleetRunSchool[];
  /** Whose log is open. */
  open: string | undefined;
  onLook: (school: string | undefined) => void;
  /** The address of a row, for the focus to go back to. */
  hrefOf: (school: string) => string;
};

/** What a run did to one school, beside the list: opened at the line that failed. */
export function LogSheet(props: LogSheetProps) {
  const t = useText("migrations");
  const at = () => props.schools.findIndex(({ tenantId }) => tenantId === props.open);
  // What is going stays in sight while it does.
  let last: FleetRunSchool | undefined;
  const shown = () => {
    last = props.schools[at()] ?? last;
    return last;
  };
  const beside = (step: number) => (at() === -1 ? undefined : props.schools[at() + step]);
  const rowOf = (school: string) =>
    [...document.querySelectorAll<HTMLElement>("a[data-row]")].find(
      (row) => row.getAttribute("href") === props.hrefOf(school),
    );
  return (
    <Sheet
      open={at() !== -1}
      onClose={() => props.onLook(undefined)}
      origin={() => last && rowOf(last.tenantId)}
      title={shown()?.name ?? ""}
      lead={
        <Show when={shown()}>
          {(school) => (
            <span class="flex flex-wrap items-center gap-2">
              <RunSchoolBadge state={school().state} />
              <code class="text-xs">{school().schema}</code>
              <Link href={`/schools/${school().tenantId}`}>{t("log.open")}</Link>
            </span>
          )}
        </Show>
      }
      actions={
        <>
          <Step icon={ChevronUp} label={t("log.previous")} to={beside(-1)} />
          <Step icon={ChevronDown} label={t("log.next")} to={beside(1)} />
        </>
      }
    >
      <Show when={shown()}>{(school) => <SchoolLog run={props.run.id} school={school()} />}</Show>
    </Sheet>
  );

  function Step(step: { icon: typeof ChevronUp; label: string; to: FleetRunSchool | undefined }) {
    return (
      <IconButton
        size="sm"
        variant="ghost"
        icon={step.icon}
        label={step.label}
        aria-disabled={step.to === undefined}
        onClick={() => step.to && props.onLook(step.to.tenantId)}
      />
    );
  }
}
