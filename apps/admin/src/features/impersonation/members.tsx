import { revalidate, useLocation, useNavigate } from "@solidjs/router";
import LogIn from "lucide-solid/icons/log-in";
import Users from "lucide-solid/icons/users";
import { createSignal, Show, Suspense } from "solid-js";
import { listMembers, type MemberView } from "../../data/impersonation.ts";
import { createKept } from "../../data/kept.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { type Column, Table } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";
import { EnterDialog } from "./enter-dialog.tsx";
import { type MembersView, membersHref, membersQuestion, membersViewOf, PAGE_SIZE, ROLES } from "./members-address.ts";

const ALL = "all";
const WAITING = 6;

export type MembersProps = {
  school: string;
  path: string /** Whether the school's hosts answer. */;
  isActive: boolean;
};

/** A school's users, each with the way in. */
export function Members(props: MembersProps) {
  const t = useText("impersonation");
  const location = useLocation();
  const navigate = useNavigate();
  const view = () => membersViewOf(location.search);
  const question = () => membersQuestion(props.school, view());
  const found = createKept(question, listMembers);
  const [chosen, setChosen] = createSignal<MemberView>();
  const [isOpen, setOpen] = createSignal(false);
  const change = (changes: Partial<MembersView>) =>
    navigate(membersHref(props.path, { ...view(), page: 1, ...changes }), {
      replace: changes.search !== undefined && view().search !== "" && changes.search !== "",
      scroll: false,
    });
  const whyNot = ({ isActive }: MemberView) => {
    if (!props.isActive) return t("enter.schoolInactive");
    return isActive ? undefined : t("enter.inactive");
  };
  const columns = (): Column<MemberView>[] => [
    {
      id: "name",
      header: t("column.name"),
      cell: (member) => (
        <>
          <span class="flex items-center gap-2">
            <span class="truncate">{member.fullName || member.email}</span>
            <Show when={!member.isActive}>
              <Badge>{t("inactive")}</Badge>
            </Show>
          </span>
          <span class="block truncate text-xs font-normal text-subtle" title={member.email}>
            {member.email}
          </span>
          <span class="block truncate text-xs font-normal text-muted lg:hidden">{t(`role.${member.role}`)}</span>
        </>
      ),
    },
    { id: "role", header: t("column.role"), width: "9rem", from: "lg", cell: ({ role }) => t(`role.${role}`) },
    {
      id: "lastLogin",
      header: t("column.lastLogin"),
      width: "11rem",
      from: "lg",
      cell: ({ lastLoginAt }) => <Time at={lastLoginAt} />,
    },
    {
      id: "enter",
      header: t("column.enter"),
      width: "7rem",
      align: "end",
      cell: (member) => (
        <Button
          size="sm"
          icon={LogIn}
          aria-label={t("enter.as", { name: member.fullName || member.email })}
          disabledReason={whyNot(member)}
          onClick={() => {
            setChosen(member);
            setOpen(true);
          }}
        >
          {t("enter")}
        </Button>
      ),
    },
  ];
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
          empty={<EmptyState icon={Users} title={t(isFiltered() ? "members.noMatch" : "members.none")} />}
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
