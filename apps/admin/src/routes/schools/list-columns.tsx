import Globe from "lucide-solid/icons/globe";
import Hash from "lucide-solid/icons/hash";
import { Show } from "solid-js";
import type { SchoolRow } from "../../data/schools.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { StateBadge, stateOf } from "../../ui/state-badge.tsx";
import type { Column } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";

/** What is told of each school in the list, from the most to the least telling; narrow screens leave out the latter. */
export function useColumns(): () => readonly Column<SchoolRow>[] {
  const t = useText("schools");
  const terms = useText("terms");
  const format = useFormat();
  const studentsOf = ({ studentCount, maxStudents }: SchoolRow) =>
    t("students.of", { count: studentCount, limit: maxStudents });
  return () => [
    {
      id: "name",
      header: t("column.name"),
      sortBy: "school_name",
      cell: (row) => (
        <>
          <span class="line-clamp-2 whitespace-normal lg:block lg:truncate" title={row.school.name}>
            {row.school.name}
          </span>
          <span class="block truncate text-xs font-normal text-subtle" title={row.domainUrl}>
            {row.domainUrl}
          </span>
          <span class="mt-1 block text-xs font-normal whitespace-normal text-muted lg:hidden">
            {[row.school.city, row.provisionedAt && studentsOf(row)].filter(Boolean).join(" · ")}
          </span>
          <span class="block truncate text-xs font-normal text-muted lg:hidden">
            <Show when={row.lastAccessedAt} fallback={t("access.never")}>
              {(at) => t("access.last", { when: format.relative(at()) })}
            </Show>
          </span>
        </>
      ),
    },
    {
      id: "city",
      header: t("column.city"),
      sortBy: "city",
      width: "20%",
      from: "lg",
      cell: ({ school }) => <span title={school.city}>{school.city}</span>,
    },
    {
      id: "type",
      header: t("column.type"),
      sortBy: "school_type",
      width: "6.5rem",
      from: "xl",
      cell: ({ school }) => (
        <span title={terms(`type.${school.schoolType}`)}>{t(`typeShort.${school.schoolType}`)}</span>
      ),
    },
    {
      id: "state",
      header: t("column.state"),
      sortBy: "state",
      width: "8rem",
      cell: (row) => (
        <div class="flex flex-col items-start max-lg:items-end max-lg:gap-7">
          <StateBadge state={stateOf(row)} />
          <CopyButton text={row.id} what={t("copy.id")} caption={t("copy.idShort")} class="-mr-1 lg:hidden" />
        </div>
      ),
    },
    {
      id: "students",
      header: t("column.students"),
      align: "end",
      width: "4.75rem",
      from: "xl",
      cell: ({ studentCount, provisionedAt }) => (
        <Show when={provisionedAt} fallback={<span class="text-subtle">—</span>}>
          {format.number(studentCount)}
        </Show>
      ),
    },
    {
      id: "lastAccess",
      header: t("column.lastAccess"),
      sortBy: "last_accessed_at",
      width: "8.5rem",
      from: "lg",
      cell: ({ lastAccessedAt }) => <Time at={lastAccessedAt} />,
    },
    {
      id: "copy",
      header: t("column.copy"),
      width: "5.25rem",
      from: "lg",
      cell: ({ id, domainUrl }) => (
        <span class="-ml-1 flex gap-1 pointer-coarse:gap-2">
          <CopyButton text={domainUrl} what={t("copy.host")} icon={Globe} />
          <CopyButton text={id} what={t("copy.id")} icon={Hash} />
        </span>
      ),
    },
  ];
}
