import { Show } from "solid-js";
import type { FleetRunSchool } from "../../../data/fleet.ts";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import type { Column } from "../../../ui/table/table.tsx";
import { RunSchoolBadge } from "./run-badge.tsx";
import { useWaveName } from "./waves.tsx";

/** What the list of a run says of each school; on a phone all of it under its name. */
export function useRunColumns(): () => Column<FleetRunSchool>[] {
  const t = useText("migrations");
  const format = useFormat();
  const waveName = useWaveName();
  const versions = ({ fromVersion, toVersion }: FleetRunSchool) =>
    toVersion === null ? String(fromVersion) : t("schools.versions", { from: fromVersion, to: toVersion });
  const duration = ({ milliseconds }: FleetRunSchool) => (milliseconds === null ? "" : format.duration(milliseconds));
  const outcome = ({ fault, files, state }: FleetRunSchool) => (
    <Show
      when={state !== "done" && fault}
      fallback={files.length > 0 ? t("schools.files", { count: files.length }) : ""}
    >
      {(known) => (
        <span lang="en" class="text-danger-ink" title={known().reason}>
          {known().reason}
        </span>
      )}
    </Show>
  );
  return () => [
    {
      id: "name",
      header: t("schools.name"),
      cell: (school) => (
        <>
          <span class="flex items-center gap-2">
            <span class="truncate">{school.name}</span>
            <span class="lg:hidden">
              <RunSchoolBadge state={school.state} />
            </span>
          </span>
          <code class="block truncate text-xs font-normal text-subtle">{school.schema}</code>
          <span class="mt-1 block truncate text-xs font-normal text-muted lg:hidden">{outcome(school)}</span>
        </>
      ),
    },
    {
      id: "state",
      header: t("schools.state"),
      width: "8rem",
      from: "lg",
      cell: ({ state }) => <RunSchoolBadge state={state} />,
    },
    {
      id: "wave",
      header: t("schools.wave"),
      width: "7.5rem",
      from: "xl",
      cell: ({ wave }) => waveName(wave),
    },
    {
      id: "version",
      header: t("schools.version"),
      width: "6rem",
      from: "lg",
      cell: (school) => <span class="tabular-nums">{versions(school)}</span>,
    },
    {
      id: "duration",
      header: t("schools.duration"),
      width: "6rem",
      align: "end",
      from: "lg",
      cell: (school) => <span class="tabular-nums">{duration(school)}</span>,
    },
    { id: "why", header: t("schools.why"), width: "38%", from: "lg", cell: outcome },
  ];
}
