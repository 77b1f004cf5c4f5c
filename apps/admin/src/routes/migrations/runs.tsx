import { useLocation } from "@solidjs/router";
import Layers from "lucide-solid/icons/layers";
import { Show } from "solid-js";
import { type FleetRun, fleetRuns, forgetFleet } from "../../data/fleet.ts";
import { createKept } from "../../data/kept.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { Part } from "../../ui/part.tsx";
import { type Column, Table } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";
import { MigrationsFrame } from "./frame.tsx";
import { pageOf } from "./page-address.ts";
import { runPath } from "./run/run-address.ts";
import { RunBadge } from "./run/run-badge.tsx";

const PAGE_SIZE = 20;

/** Runs that are kept, the latest first. */
export default function Runs() {
  const t = useText("migrations");
  const location = useLocation();
  const page = () => pageOf(location.search);
  const runs = createKept(page, fleetRuns);
  useTitle(() => [t("tab.runs"), t("title")].join(" · "));
  return (
    <MigrationsFrame>
      <Part of={runs} failed={t("runs.failed")} onRetry={forgetFleet} waiting={<List runs={undefined} />}>
        {(found) => (
          <div class="flex flex-col gap-4">
            <List runs={found().items} stale={runs().isStale} />
            <Show when={found().count > PAGE_SIZE}>
              <Pagination
                page={page()}
                pageSize={PAGE_SIZE}
                total={found().count}
                hrefFor={(next) => (next === 1 ? "/migrations/runs" : `/migrations/runs?page=${next}`)}
              />
            </Show>
          </div>
        )}
      </Part>
    </MigrationsFrame>
  );
}

function List(props: { runs: readonly FleetRun[] | undefined; stale?: boolean }) {
  const t = useText("migrations");
  const format = useFormat();
  const duration = ({ createdAt, endedAt }: FleetRun) =>
    endedAt ? format.duration(Date.parse(endedAt) - Date.parse(createdAt)) : "";
  const counts = ({ counts, schools }: FleetRun) => t("runs.counts", { done: counts.done, total: schools });
  const failures = ({ counts }: FleetRun) => (
    <Show when={counts.failed > 0}>
      <span class="text-danger-ink"> · {t("runs.failures", { count: counts.failed })}</span>
    </Show>
  );
  const columns = (): Column<FleetRun>[] => [
    {
      id: "when",
      header: t("runs.when"),
      cell: (run) => (
        <>
          <span class="flex items-center gap-2">
            <Time at={run.createdAt} as="dateTime" />
            <span class="lg:hidden">
              <RunBadge state={run.state} />
            </span>
          </span>
          <span class="block truncate text-xs font-normal text-subtle">{t("runs.by", { by: run.createdBy })}</span>
          <span class="mt-1 block truncate text-xs font-normal text-muted lg:hidden">
            {counts(run)}
            {failures(run)}
          </span>
        </>
      ),
    },
    {
      id: "state",
      header: t("runs.state"),
      width: "13rem",
      from: "lg",
      cell: ({ state }) => <RunBadge state={state} />,
    },
    {
      id: "target",
      header: t("runs.target"),
      width: "8rem",
      from: "lg",
      cell: ({ targetVersion }) => <span class="tabular-nums">{targetVersion}</span>,
    },
    {
      id: "progress",
      header: t("runs.progress"),
      width: "16rem",
      from: "lg",
      cell: (run) => (
        <span class="tabular-nums">
          {counts(run)}
          {failures(run)}
        </span>
      ),
    },
    {
      id: "duration",
      header: t("runs.duration"),
      width: "8rem",
      align: "end",
      from: "lg",
      cell: (run) => <span class="tabular-nums">{duration(run)}</span>,
    },
  ];
  return (
    <Table
      look="stack"
      caption={t("runs.caption")}
      columns={columns()}
      rows={props.runs}
      rowKey={({ id }) => id}
      rowHref={({ id }) => runPath(id)}
      stale={props.stale ?? false}
      skeletonRows={4}
      empty={
        <EmptyState icon={Layers} title={t("runs.none.title")}>
          {t("runs.none.text")}
        </EmptyState>
      }
    />
  );
}
