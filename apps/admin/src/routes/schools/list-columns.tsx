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
  return () => [
    {
      id: "name",
      header: t("column.name"),
      sortBy: "school_name",
      cell: ({ school, domainUrl }) => (
        <>
          <span class="block truncate" title={school.name}>
            {school.name}
          </span>
          <span class="block truncate text-xs font-normal text-subtle max-md:hidden" title={domainUrl}>
            {domainUrl}
          </span>
          <span class="block truncate text-xs font-normal text-subtle md:hidden">{school.city}</span>
        </>
      ),
    },
    {
      id: "city",
      header: t("column.city"),
      sortBy: "city",
      width: "15%",
      from: "md",
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
      cell: (row) => <StateBadge state={stateOf(row)} />,
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
      from: "md",
      cell: ({ lastAccessedAt }) => <Time at={lastAccessedAt} />,
    },
    {
      id: "copy",
      header: t("column.copy"),
      width: "5.25rem",
      from: "lg",
      cell: ({ id, domainUrl }) => (
        <span class="-ml-1 flex gap-1">
          <CopyButton text={domainUrl} what={t("copy.host")} icon={Globe} />
          <CopyButton text={id} what={t("copy.id")} icon={Hash} />
        </span>
      ),
    },
  ];
}
