import Ellipsis from "lucide-solid/icons/ellipsis";
import LogIn from "lucide-solid/icons/log-in";
import { Show } from "solid-js";
import type { MemberView } from "../../data/impersonation.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { DropdownMenu, type MenuItem } from "../../ui/dropdown-menu.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { Column } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";
import { type MemberDeed, nameOf } from "./member-question.tsx";

export type MemberColumnsOptions = {
  /** Whether the school's hosts answer. */
  isSchoolActive: () => boolean;
  onEnter: (member: MemberView) => void;
  onAsk: (deed: MemberDeed, member: MemberView) => void;
};

/** What is told of a school's user, and what can be done for them; on a phone all under their name. */
export function useMemberColumns({ isSchoolActive, onEnter, onAsk }: MemberColumnsOptions): () => Column<MemberView>[] {
  const t = useText("impersonation");
  const format = useFormat();
  const whyNot = ({ isActive }: MemberView) => {
    if (!isSchoolActive()) return t("enter.schoolInactive");
    return isActive ? undefined : t("enter.inactive");
  };
  const loginOf = ({ lastLoginAt }: MemberView) =>
    lastLoginAt ? t("login.at", { when: format.relative(lastLoginAt) }) : t("login.never");
  const itemsFor = (member: MemberView): MenuItem[] => {
    const item = (deed: MemberDeed, danger: boolean): MenuItem => ({
      label: t(`action.${deed}`),
      danger,
      onSelect: () => onAsk(deed, member),
    });
    return [item("endSessions", false), ...(member.hasTwoFactor ? [item("resetTwoFactor", true)] : [])];
  };
  return () => [
    {
      id: "name",
      header: t("column.name"),
      cell: (member) => (
        <>
          <span class="flex items-center gap-2">
            <span class="truncate">{nameOf(member)}</span>
            <Show when={!member.isActive}>
              <Badge>{t("inactive")}</Badge>
            </Show>
          </span>
          <span class="block truncate text-xs font-normal text-subtle" title={member.email}>
            {member.email}
          </span>
          <span class="block truncate text-xs font-normal text-muted lg:hidden">
            {t(`role.${member.role}`)}
            <Show when={member.hasTwoFactor}> · {t("twoFactor.short")}</Show>
          </span>
          <span class="block truncate text-xs font-normal text-muted lg:hidden">{loginOf(member)}</span>
        </>
      ),
    },
    { id: "role", header: t("column.role"), width: "8.5rem", from: "lg", cell: ({ role }) => t(`role.${role}`) },
    {
      id: "twoFactor",
      header: t("column.twoFactor"),
      width: "7.5rem",
      from: "xl",
      cell: ({ hasTwoFactor }) => (
        <Show when={hasTwoFactor} fallback={<span class="text-subtle">—</span>}>
          <Badge tone="success">{t("twoFactor.on")}</Badge>
        </Show>
      ),
    },
    {
      id: "lastLogin",
      header: t("column.lastLogin"),
      width: "11rem",
      from: "lg",
      cell: ({ lastLoginAt }) => <Time at={lastLoginAt} />,
    },
    {
      id: "actions",
      header: t("column.actions"),
      width: "9.5rem",
      align: "end",
      cell: (member) => (
        <span class="flex items-center justify-end gap-1">
          <Button
            size="sm"
            icon={LogIn}
            aria-label={t("enter.as", { name: nameOf(member) })}
            disabledReason={whyNot(member)}
            onClick={() => onEnter(member)}
          >
            {t("enter")}
          </Button>
          <DropdownMenu
            items={itemsFor(member)}
            trigger={IconButton}
            triggerProps={{ icon: Ellipsis, size: "sm", label: t("actionsOf", { name: nameOf(member) }) }}
          />
        </span>
      ),
    },
  ];
}
