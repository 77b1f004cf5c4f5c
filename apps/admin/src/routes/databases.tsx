import { attentionName } from "@pepro/contracts";
import { revalidate, useLocation, useNavigate } from "@solidjs/router";
import Database from "lucide-solid/icons/database";
import SearchX from "lucide-solid/icons/search-x";
import { createSignal, Show } from "solid-js";
import { createKept } from "../data/kept.ts";
import { databases, type FleetMonitoring, sampleDatabases } from "../data/monitoring.ts";
import { useErrorText } from "../i18n/error-text.ts";
import { useFormat, useI18n, useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Part } from "../ui/part.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { moveAmongRows } from "../ui/table/row-keys.ts";
import { Table } from "../ui/table/table.tsx";
import { toast } from "../ui/toast.tsx";
import {
  DATABASES,
  type DatabasesView,
  databasesHref,
  databasesViewOf,
  PAGE_SIZE,
  questionOf,
} from "./databases/address.ts";
import { useDatabaseColumns } from "./databases/columns.tsx";
import { Totals } from "./databases/totals.tsx";

const ANY = "any";

/** What schools' tables take, the largest first, and which of them need somebody. */
export default function Databases() {
  const t = useText("databases");
  const { language } = useI18n();
  const format = useFormat();
  const errorText = useErrorText();
  const location = useLocation();
  const navigate = useNavigate();
  const columns = useDatabaseColumns();
  const view = () => databasesViewOf(location.search);
  const found = createKept(() => questionOf(view()), databases);
  const [isSampling, setSampling] = createSignal(false);
  useTitle(() => t("title"));

  const href = (changes: Partial<DatabasesView>) => databasesHref({ ...view(), ...changes });
  const change = (changes: Partial<DatabasesView>) => {
    if (href(changes) !== href({})) navigate(href({ page: 1, ...changes }), { scroll: false });
  };
  const sample = async () => {
    setSampling(true);
    try {
      await sampleDatabases();
      toast.success(t("sample.done"));
    } catch (error) {
      toast.error(errorText(error).message);
    } finally {
      setSampling(false);
    }
  };
  const reasons = (answer: FleetMonitoring) => [
    { value: ANY, label: t("reason.any") },
    { value: "attention", label: t("reason.attention") },
    ...answer.reasons.map(({ code, schools }) => ({
      value: code,
      label: t("reason.count", { name: attentionName(code, language()), count: schools }),
    })),
  ];

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          <Button loading={isSampling()} onClick={() => void sample()}>
            {t("sample")}
          </Button>
        }
      />
      <Part
        of={found}
        failed={t("failed")}
        onRetry={() => revalidate(databases.key)}
        waiting={<Listed answer={undefined} />}
      >
        {(answer) => (
          <Show
            when={answer().totals.schools > 0}
            fallback={
              <Card>
                <EmptyState icon={Database} title={t("none.title")}>
                  {t("none.text")}
                </EmptyState>
              </Card>
            }
          >
            <section class="flex flex-col gap-4" aria-label={t("caption")} onKeyDown={moveAmongRows}>
              <Totals answer={answer()} attentionHref={href({ reason: "attention", page: 1 })} />
              <div class="flex flex-wrap items-center gap-2">
                <SearchField
                  class="min-w-56 flex-1 max-sm:w-full"
                  label={t("search")}
                  value={view().search}
                  onSearch={(search) => change({ search })}
                />
                <Select
                  compact
                  label={t("reason")}
                  value={view().reason ?? ANY}
                  options={reasons(answer())}
                  onChange={(value) =>
                    change({ reason: value === ANY ? undefined : (value as NonNullable<DatabasesView["reason"]>) })
                  }
                />
              </div>
              <p class="sr-only" role="status">
                {found().isStale ? "" : t("count", { count: answer().count })}
              </p>
              <Listed answer={answer()} />
              <Show when={answer().count > PAGE_SIZE}>
                <Pagination
                  page={view().page}
                  pageSize={PAGE_SIZE}
                  total={answer().count}
                  hrefFor={(page) => href({ page })}
                />
              </Show>
              <p class="text-xs text-subtle">
                <Show when={answer().sampledAt} fallback={t("notSampled")}>
                  {(at) => t("sampled", { when: format.relative(at()) })}
                </Show>
              </p>
            </section>
          </Show>
        )}
      </Part>
    </>
  );

  function Listed(list: { answer: FleetMonitoring | undefined }) {
    return (
      <Table
        look="stack"
        caption={t("caption")}
        columns={columns()}
        rows={list.answer?.items}
        rowKey={({ tenantId }) => tenantId}
        rowHref={({ tenantId }) => `/schools/${tenantId}/database`}
        sort={view().sort}
        onSort={(sort) => change({ sort })}
        stale={found().isStale}
        skeletonRows={10}
        empty={
          <EmptyState
            icon={SearchX}
            title={t("none")}
            action={<Button onClick={() => navigate(DATABASES)}>{t("clear")}</Button>}
          />
        }
      />
    );
  }
}
