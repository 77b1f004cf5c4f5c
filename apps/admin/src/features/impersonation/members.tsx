import { revalidate, useLocation, useNavigate } from "@solidjs/router";
import SearchX from "lucide-solid/icons/search-x";
import Users from "lucide-solid/icons/users";
import { createSignal, Show, Suspense } from "solid-js";
import { listMembers, type MemberView } from "../../data/impersonation.ts";
import { createKept } from "../../data/kept.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { Table } from "../../ui/table/table.tsx";
import { EnterDialog } from "./enter-dialog.tsx";
import { useMemberColumns } from "./member-columns.tsx";
import { type MemberDeed, MemberQuestion } from "./member-question.tsx";
import { type MembersView, membersHref, membersQuestion, membersViewOf, PAGE_SIZE, ROLES } from "./members-address.ts";

const ALL = "all";
const WAITING = 6;

export type MembersProps = {
  school: string;
  path: string;
  /** Whether the school's hosts answer. */
  isActive: boolean;
};

/** A school's users, each with the way in and what helps who cannot come in. */
export function Members(props: MembersProps) {
  const t = useText("impersonation");
  const location = useLocation();
  const navigate = useNavigate();
  const view = () => membersViewOf(location.search);
  const question = () => membersQuestion(props.school, view());
  const found = createKept(question, listMembers);
  const [chosen, setChosen] = createSignal<MemberView>();
  const [isOpen, setOpen] = createSignal(false);
  const [asked, setAsked] = createSignal<{ deed: MemberDeed; member: MemberView }>();
  const [isAsking, setAsking] = createSignal(false);
  const change = (changes: Partial<MembersView>) =>
    navigate(membersHref(props.path, { ...view(), page: 1, ...changes }), {
      replace: changes.search !== undefined && view().search !== "" && changes.search !== "",
      scroll: false,
    });
  const columns = useMemberColumns({
    isSchoolActive: () => props.isActive,
    onEnter: (member) => {
      setChosen(member);
      setOpen(true);
    },
    onAsk: (deed, member) => {
      setAsked({ deed, member });
      setAsking(true);
    },
  });
  return (
    <div class="flex flex-col gap-4">
      <div class="flex flex-wrap items-center gap-2">
        <SearchField
          class="w-full sm:w-80"
          label={t("members.search")}
          value={view().search}
          onSearch={(search) => change({ search })}
        />
        <Select
          compact
          label={t("members.role")}
          value={view().role ?? ALL}
          options={[
            { value: ALL, label: t("members.anyRole") },
            ...ROLES.map((role) => ({ value: role, label: t(`role.${role}`) })),
          ]}
          onChange={(role) => change({ role: role === ALL ? undefined : role })}
        />
      </div>
      <Suspense
        fallback={
          <Table
            look="stack"
            caption={t("members.caption")}
            columns={columns()}
            rows={undefined}
            rowKey={({ id }) => id}
            skeletonRows={WAITING}
          />
        }
      >
        <List />
      </Suspense>
      <EnterDialog open={isOpen()} school={props.school} member={chosen()} onClose={() => setOpen(false)} />
      <MemberQuestion open={isAsking()} school={props.school} asked={asked()} onClose={() => setAsking(false)} />
    </div>
  );

  function List() {
    const count = () => found().answer?.count ?? 0;
    const isFiltered = () => view().search !== "" || view().role !== undefined;
    return (
      <Show
        when={!found().error || found().isStale}
        fallback={
          <div class="rounded-lg border border-line bg-surface">
            <ErrorState
              title={t("members.failed")}
              error={found().error}
              onRetry={() => void revalidate(listMembers.keyFor(question()))}
            />
          </div>
        }
      >
        <p class="sr-only" role="status">
          {found().isStale ? "" : t("members.count", { count: count() })}
        </p>
        <Table
          look="stack"
          caption={t("members.caption")}
          columns={columns()}
          rows={found().answer?.items}
          rowKey={({ id }) => id}
          stale={found().isStale}
          skeletonRows={WAITING}
          empty={
            <Show when={isFiltered()} fallback={<EmptyState icon={Users} title={t("members.none")} />}>
              <EmptyState
                icon={SearchX}
                title={t("members.noMatch")}
                action={<Button onClick={() => change({ search: "", role: undefined })}>{t("members.clear")}</Button>}
              >
                {t("members.noMatchText")}
              </EmptyState>
            </Show>
          }
        />
        <Show when={count() > PAGE_SIZE}>
          <Pagination
            page={view().page}
            pageSize={PAGE_SIZE}
            total={count()}
            hrefFor={(page) => membersHref(props.path, { ...view(), page })}
          />
        </Show>
      </Show>
    );
  }
}
