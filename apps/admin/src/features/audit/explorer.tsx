import { revalidate, useLocation, useNavigate } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import ScrollText from "lucide-solid/icons/scroll-text";
import SearchX from "lucide-solid/icons/search-x";
import { type JSX, Show, Suspense } from "solid-js";
import { type AuditEntryView, listAudit } from "../../data/audit.ts";
import { createKept } from "../../data/kept.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { moveAmongRows } from "../../ui/table/row-keys.ts";
import { Table } from "../../ui/table/table.tsx";
import { type AuditPlace, type AuditView, filtersOf, hrefOf, PAGE_SIZE, questionOf, viewOf } from "./audit-address.ts";
import { useAuditColumns } from "./columns.tsx";
import { EntrySheet } from "./entry-sheet.tsx";
import { AuditFilters } from "./filters.tsx";

/** Rows that wait: as many as a screen shows. */
const WAITING = 12;

/**
 * A trail, newest first. What is left out, which page and which entry stand in the address alone. Below it, its children.
 */
export function AuditExplorer(props: { place: AuditPlace; children?: JSX.Element }) {
  const t = useText("audit");
  const location = useLocation();
  const navigate = useNavigate();
  const view = () => viewOf(location.search, props.place);
  const columns = useAuditColumns(() => view().school === undefined);
  const page = createKept(() => questionOf(view()), listAudit);

  const href = (changes: Partial<AuditView>) => hrefOf(props.place, { ...view(), entry: undefined, ...changes });
  const only = (changes: Partial<AuditView>) => {
    const { school, trail } = view();
    return hrefOf(props.place, { school, trail, ...changes });
  };
  // Fields also report what they already have, when their choices are drawn anew: that closes no entry.
  const change = (changes: Partial<AuditView>) => {
    const next = href({ ...changes, after: view().after });
    if (next !== href({})) navigate(href({ after: "", ...changes }), { scroll: false });
  };
  const clear = () => navigate(hrefOf(props.place, { trail: view().trail }), { scroll: false });
  // Steps from entry to entry are no places to go back to.
  const look = (entry: number | undefined) => navigate(href({ entry }), { scroll: false, replace: true });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys only help along; every row is a link
    <div class="flex flex-col gap-4" onKeyDown={moveAmongRows}>
      <AuditFilters place={props.place} view={view()} onChange={change} onClear={clear} />
      <Suspense
        fallback={
          <Table
            look="stack"
            caption={t("title")}
            columns={columns()}
            rows={undefined}
            rowKey={({ id }) => String(id)}
            skeletonRows={WAITING}
          />
        }
      >
        <Page />
        {/* Not before the list is as long as it will be: what is below would move. */}
        {props.children}
      </Suspense>
    </div>
  );

  function Page() {
    const entries = () => page().answer?.entries ?? [];
    const at = () => entries().findIndex(({ id }) => id === view().entry);
    const beside = (step: number): (() => void) | undefined => {
      const entry: AuditEntryView | undefined = at() === -1 ? undefined : entries()[at() + step];
      return entry && (() => look(entry.id));
    };
    const rowOf = ({ id }: AuditEntryView) =>
      [...document.querySelectorAll<HTMLElement>("a[data-row]")].find(
        (row) => row.getAttribute("href") === href({ entry: id }),
      );
    const announcement = () => {
      if (page().isStale || page().error) return "";
      const count = entries().length;
      return count === 0 ? t("count.none") : t("count.page", { count });
    };
    return (
      <Show
        when={!page().error || page().isStale}
        fallback={
          <div class="rounded-lg border border-line bg-surface">
            <ErrorState
              title={t("failed")}
              error={page().error}
              onRetry={() => void revalidate(listAudit.keyFor(questionOf(view())))}
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
          rows={page().answer?.entries}
          rowKey={({ id }) => String(id)}
          rowHref={({ id }) => href({ entry: id })}
          rowStays
          stale={page().isStale}
          skeletonRows={WAITING}
          empty={<Nothing />}
        />
        <div class="flex flex-wrap items-center justify-between gap-3" data-keeps-focus="">
          <Show when={view().after} fallback={<span />}>
            <ButtonLink href={href({ after: "" })}>{t("newest")}</ButtonLink>
          </Show>
          <Show
            when={page().answer?.next}
            fallback={
              <Show when={entries().length === PAGE_SIZE || view().after}>
                <p class="text-sm text-subtle">{t("end")}</p>
              </Show>
            }
          >
            {(next) => (
              <ButtonLink href={href({ after: next() })} icon={ChevronRight}>
                {t("older")}
              </ButtonLink>
            )}
          </Show>
        </div>
        <EntrySheet
          entry={entries()[at()]}
          newer={beside(-1)}
          older={beside(1)}
          onClose={() => look(undefined)}
          rowOf={rowOf}
          hrefOf={only}
        />
      </Show>
    );
  }

  function Nothing() {
    return (
      <Show
        when={filtersOf(view(), props.place) > 0}
        fallback={
          <EmptyState icon={ScrollText} title={t("none.title")}>
            {t("none.text")}
          </EmptyState>
        }
      >
        <EmptyState icon={SearchX} title={t("noMatch.title")} action={<Button onClick={clear}>{t("clear")}</Button>}>
          {t("noMatch.text")}
        </EmptyState>
      </Show>
    );
  }
}
