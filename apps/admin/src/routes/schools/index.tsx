import { revalidate, useLocation, useNavigate } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import School from "lucide-solid/icons/school";
import SearchX from "lucide-solid/icons/search-x";
import { Match, Show, Suspense, Switch } from "solid-js";
import { createKept } from "../../data/kept.ts";
import { listSchools } from "../../data/schools.ts";
import { useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { Select } from "../../ui/select.tsx";
import { moveAmongRows } from "../../ui/table/row-keys.ts";
import { Table } from "../../ui/table/table.tsx";
import { hrefOf, isFiltered, type ListView, PAGE_SIZES, questionOf, viewOf, withoutFilters } from "./list-address.ts";
import { useColumns } from "./list-columns.tsx";
import { ListFilters } from "./list-filters.tsx";

/** All schools. What is searched, left out, sorted and on which page stands in the address alone. */
export default function Schools() {
  const t = useText("schools");
  const location = useLocation();
  const navigate = useNavigate();
  const columns = useColumns();
  const view = () => viewOf(location.search);
  const schools = createKept(() => questionOf(view()), listSchools);
  useTitle(() => t("title"));

  const change = (changes: Partial<ListView>) => {
    const next = { ...view(), page: 1, ...changes };
    // Going back undoes a search, not each of its letters.
    const isTyping = changes.search !== undefined && view().search !== "" && next.search !== "";
    navigate(hrefOf(next), { replace: isTyping, scroll: false });
  };
  const clear = () => {
    navigate(hrefOf(withoutFilters(view())), { scroll: false });
    document.querySelector<HTMLElement>("main input[type='search']")?.focus();
  };

  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <ButtonLink href="/schools/import">{t("import")}</ButtonLink>
            <ButtonLink href="/schools/new" variant="primary" icon={Plus}>
              {t("open")}
            </ButtonLink>
          </>
        }
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys only help along; every row is a link */}
      <div class="flex flex-col gap-4" onKeyDown={moveAmongRows}>
        <ListFilters view={view()} onChange={change} onClear={clear} />
        <Suspense
          fallback={
            <Table
              look="stack"
              caption={t("title")}
              columns={columns()}
              rows={undefined}
              rowKey={({ id }) => id}
              skeletonRows={view().pageSize}
            />
          }
        >
          <List />
        </Suspense>
      </div>
    </>
  );

  function List() {
    const answer = () => schools().answer;
    const count = () => answer()?.count ?? 0;
    const lastPage = () => Math.max(1, Math.ceil(count() / view().pageSize));
    const announcement = () => {
      if (schools().isStale || schools().error) return "";
      return count() === 0 ? t("count.none") : t("count.page", { count: count(), page: view().page, last: lastPage() });
    };
    return (
      <Show
        when={!schools().error || schools().isStale}
        fallback={
          <div class="rounded-lg border border-line bg-surface">
            <ErrorState
              title={t("failed")}
              error={schools().error}
              onRetry={() => void revalidate(listSchools.keyFor(questionOf(view())))}
            />
          </div>
        }
      >
        <p class="sr-only" role="status">
          {announcement()}
        </p>
        <Table
          look="stack"
          caption={t("title")}
          columns={columns()}
          rows={answer()?.items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/schools/${id}`}
          sort={view().sort}
          onSort={(sort) => change({ sort })}
          stale={schools().isStale}
          skeletonRows={view().pageSize}
          empty={<Nothing />}
        />
        <Show when={(answer()?.items.length ?? 0) > 0}>
          <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
            <Select
              compact
              label={t("pageSize")}
              value={String(view().pageSize)}
              options={PAGE_SIZES.map((size) => ({ value: String(size), label: t("pageSize.option", { size }) }))}
              onChange={(size) => change({ pageSize: Number(size) })}
            />
            <Pagination
              page={view().page}
              pageSize={view().pageSize}
              total={count()}
              hrefFor={(page) => hrefOf({ ...view(), page })}
            />
          </div>
        </Show>
      </Show>
    );
  }

  /** Why there are no rows, and the way on. */
  function Nothing() {
    return (
      <Switch
        fallback={
          <EmptyState
            icon={School}
            title={t("none.title")}
            action={
              <ButtonLink href="/schools/new" variant="primary" icon={Plus}>
                {t("open")}
              </ButtonLink>
            }
          >
            {t("none.text")}
          </EmptyState>
        }
      >
        <Match when={(schools().answer?.count ?? 0) > 0}>
          <EmptyState
            icon={SearchX}
            title={t("beyond.title")}
            action={<ButtonLink href={hrefOf({ ...view(), page: 1 })}>{t("beyond.action")}</ButtonLink>}
          />
        </Match>
        <Match when={isFiltered(view())}>
          <EmptyState icon={SearchX} title={t("noMatch.title")} action={<Button onClick={clear}>{t("clear")}</Button>}>
            {t("noMatch.text")}
          </EmptyState>
        </Match>
      </Switch>
    );
  }
}
