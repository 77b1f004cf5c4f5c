import { useLocation, useNavigate } from "@solidjs/router";
import SearchX from "lucide-solid/icons/search-x";
import { Show } from "solid-js";
import {
  type OpeningJob,
  type OpeningRow,
  type OpeningRowState,
  refreshImport,
  schoolImport,
} from "../../../data/imports.ts";
import { createKept } from "../../../data/kept.ts";
import { useFaultText } from "../../../i18n/error-text.ts";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Link } from "../../../ui/link.tsx";
import { Pagination } from "../../../ui/pagination.tsx";
import { Part } from "../../../ui/part.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { Select } from "../../../ui/select.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import { RowBadge } from "./badges.tsx";

const STATES = [
  "failed",
  "different",
  "running",
  "pending",
  "done",
  "present",
  "skipped",
] as const satisfies OpeningRowState[];
const ALL = "all";
const PAGE_SIZE = 50;

type View = { state: OpeningRowState | undefined; search: string; page: number };

function viewOf(address: string): View {
  const said = new URLSearchParams(address);
  const page = Number(said.get("page"));
  return {
    state: STATES.find((state) => state === said.get("state")),
    search: (said.get("search") ?? "").replaceAll("\u0000", "").trim().slice(0, 200),
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
  };
}

/** The lines of the file with what became of each. */
export function JobRows(props: { job: OpeningJob }) {
  const t = useText("imports");
  const location = useLocation();
  const navigate = useNavigate();
  const columns = useRowColumns();
  const view = () => viewOf(location.search);
  const found = createKept(
    () => ({ id: props.job.id, view: view() }),
    ({ id, view: { state, search, page } }) =>
      schoolImport({ id, page, pageSize: PAGE_SIZE, ...(state && { state: [state] }), ...(search && { search }) }),
  );
  const href = (changes: Partial<View>) => {
    const { state, search, page } = { ...view(), ...changes };
    const said = Object.entries({ state, search, page: page === 1 ? "" : String(page) });
    const query = new URLSearchParams(said.filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
    return `/schools/import/${props.job.id}${query && `?${query}`}`;
  };
  const change = (changes: Partial<View>) => {
    if (href(changes) !== href({})) navigate(href({ page: 1, ...changes }), { scroll: false });
  };
  return (
    <section class="flex flex-col gap-4" aria-label={t("rows.caption")}>
      <div class="flex flex-wrap items-center gap-2">
        <SearchField
          class="min-w-56 flex-1 max-sm:w-full"
          label={t("search")}
          value={view().search}
          onSearch={(search) => change({ search })}
        />
        <Select
          compact
          label={t("filter")}
          value={view().state ?? ALL}
          options={[
            { value: ALL, label: t("filter.all") },
            ...STATES.map((value) => ({ value, label: t(`row.${value}`) })),
          ]}
          onChange={(value) => change({ state: value === ALL ? undefined : value })}
        />
      </div>
      <Part of={found} failed={t("list.failed")} onRetry={refreshImport} waiting={<Listed rows={undefined} />}>
        {(detail) => (
          <>
            <p class="sr-only" role="status">
              {found().isStale ? "" : t("list.count", { count: detail().rows.count })}
            </p>
            <Listed rows={detail().rows.items} />
            <Show when={detail().rows.count > PAGE_SIZE}>
              <Pagination
                page={view().page}
                pageSize={PAGE_SIZE}
                total={detail().rows.count}
                hrefFor={(page) => href({ page })}
              />
            </Show>
          </>
        )}
      </Part>
    </section>
  );

  function Listed(list: { rows: readonly OpeningRow[] | undefined }) {
    return (
      <Table
        look="stack"
        caption={t("rows.caption")}
        columns={columns()}
        rows={list.rows}
        rowKey={({ line }) => String(line)}
        stale={found().isStale}
        empty={<EmptyState icon={SearchX} title={t("list.none")} />}
      />
    );
  }
}

function useRowColumns(): () => Column<OpeningRow>[] {
  const t = useText("imports");
  const format = useFormat();
  const faultText = useFaultText();
  const Outcome = (props: { row: OpeningRow }) => (
    <Show
      when={props.row.fault}
      fallback={
        <Show when={props.row.differences.length > 0}>
          {t("differences", { columns: props.row.differences.join(", ") })}
        </Show>
      }
    >
      {(fault) => <span class="text-danger-ink">{faultText(fault()).message}</span>}
    </Show>
  );
  return () => [
    {
      id: "school",
      header: t("rows.school"),
      cell: (row) => (
        <>
          <span class="flex items-center gap-2">
            <Show when={row.tenantId} fallback={<span class="truncate">{row.schoolName}</span>}>
              {(id) => (
                <Link href={`/schools/${id()}`} quiet class="truncate">
                  {row.schoolName}
                </Link>
              )}
            </Show>
            <span class="lg:hidden">
              <RowBadge state={row.state} />
            </span>
          </span>
          <code class="block truncate text-xs font-normal text-subtle">{row.host ?? row.subdomain}</code>
          <span class="mt-1 block truncate text-xs font-normal text-muted lg:hidden">
            <Outcome row={row} />
          </span>
        </>
      ),
    },
    {
      id: "line",
      header: t("rows.line"),
      width: "5rem",
      from: "lg",
      cell: ({ line }) => <span class="tabular-nums">{line}</span>,
    },
    {
      id: "state",
      header: t("rows.state"),
      width: "13rem",
      from: "lg",
      cell: ({ state }) => <RowBadge state={state} />,
    },
    {
      id: "duration",
      header: t("rows.duration"),
      width: "6rem",
      align: "end",
      from: "lg",
      cell: ({ milliseconds }) => (
        <span class="tabular-nums">{milliseconds === null ? "" : format.duration(milliseconds)}</span>
      ),
    },
    { id: "outcome", header: "", width: "32%", from: "lg", cell: (row) => <Outcome row={row} /> },
  ];
}
