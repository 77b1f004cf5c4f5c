import { useLocation, useNavigate } from "@solidjs/router";
import SearchX from "lucide-solid/icons/search-x";
import { Show } from "solid-js";
import { type FleetRun, type FleetRunSchool, fleetRun, refreshRun } from "../../../data/fleet.ts";
import { createKept } from "../../../data/kept.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Pagination } from "../../../ui/pagination.tsx";
import { Part } from "../../../ui/part.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { Select } from "../../../ui/select.tsx";
import { moveAmongRows } from "../../../ui/table/row-keys.ts";
import { Table } from "../../../ui/table/table.tsx";
import { LogSheet } from "./log-sheet.tsx";
import { PAGE_SIZE, questionOf, type RunView, runHref, runViewOf, SCHOOL_STATES } from "./run-address.ts";
import { useRunColumns } from "./school-columns.tsx";
import { useWaveName } from "./waves.tsx";

const ALL = "all";

/** The schools of a run, in the order in which they are done; each opens its log beside the list. */
export function RunSchools(props: { run: FleetRun }) {
  const t = useText("migrations");
  const location = useLocation();
  const navigate = useNavigate();
  const columns = useRunColumns();
  const waveName = useWaveName();
  const view = () => runViewOf(location.search);
  const page = createKept(() => questionOf(props.run.id, view()), fleetRun);
  const href = (changes: Partial<RunView>) => runHref(props.run.id, { ...view(), school: undefined, ...changes });
  // Fields also report what they already have, when their choices are drawn anew: that closes no log.
  const change = (changes: Partial<RunView>) => {
    if (href({ ...changes }) !== href({})) navigate(href({ page: 1, ...changes }), { scroll: false });
  };
  const look = (school: string | undefined) => navigate(href({ school }), { scroll: false, replace: true });
  const isFiltered = () => view().state !== undefined || view().wave !== undefined || view().search !== "";

  return (
    <Show
      when={props.run.schools > 0}
      fallback={<Card class="px-5 py-4 text-sm text-muted">{t("schools.empty")}</Card>}
    >
      <section aria-label={t("schools.title")} class="flex flex-col gap-4" onKeyDown={moveAmongRows}>
        <div class="flex flex-wrap items-center gap-2">
          <SearchField
            class="min-w-56 flex-1 max-sm:w-full"
            label={t("schools.search")}
            value={view().search}
            onSearch={(search) => change({ search })}
          />
          <Select
            compact
            label={t("schools.filter")}
            value={view().state ?? ALL}
            options={[
              { value: ALL, label: t("schools.all") },
              ...SCHOOL_STATES.map((value) => ({ value, label: t(`school.${value}`) })),
            ]}
            onChange={(value) => change({ state: value === ALL ? undefined : value })}
          />
          <Show when={props.run.waves.length > 1}>
            <Select
              compact
              label={t("schools.wave")}
              value={view().wave?.toString() ?? ALL}
              options={[
                { value: ALL, label: t("schools.allWaves") },
                ...props.run.waves.map(({ wave }) => ({ value: String(wave), label: waveName(wave) })),
              ]}
              onChange={(value) => change({ wave: value === ALL ? undefined : Number(value) })}
            />
          </Show>
        </div>
        <Part of={page} failed={t("schools.failed")} onRetry={refreshRun} waiting={<Listed schools={undefined} />}>
          {(detail) => (
            <>
              <p class="sr-only" role="status">
                {page().isStale ? "" : t("schools.count", { count: detail().schools.count })}
              </p>
              <Listed schools={detail().schools.items} />
              <Show when={detail().schools.count > PAGE_SIZE}>
                <Pagination
                  page={view().page}
                  pageSize={PAGE_SIZE}
                  total={detail().schools.count}
                  hrefFor={(next) => href({ page: next })}
                />
              </Show>
              <LogSheet
                run={props.run}
                schools={detail().schools.items}
                open={view().school}
                onLook={look}
                hrefOf={(school) => href({ school })}
              />
            </>
          )}
        </Part>
      </section>
    </Show>
  );

  function Listed(list: { schools: readonly FleetRunSchool[] | undefined }) {
    return (
      <Table
        look="stack"
        caption={t("schools.caption")}
        columns={columns()}
        rows={list.schools}
        rowKey={({ tenantId }) => tenantId}
        rowHref={({ tenantId }) => href({ school: tenantId })}
        rowStays
        stale={page().isStale}
        skeletonRows={8}
        empty={
          <EmptyState
            icon={SearchX}
            title={t("schools.none")}
            action={
              <Show when={isFiltered()}>
                <Button onClick={() => change({ state: undefined, wave: undefined, search: "" })}>
                  {t("schools.clear")}
                </Button>
              </Show>
            }
          />
        }
      />
    );
  }
}
