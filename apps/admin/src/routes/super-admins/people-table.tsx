import type { SuperAdminView } from "@pepro/contracts";
import CircleCheck from "lucide-solid/icons/circle-check";
import CirclePause from "lucide-solid/icons/circle-pause";
import Ellipsis from "lucide-solid/icons/ellipsis";
import { Show } from "solid-js";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { DropdownMenu, type MenuItem } from "../../ui/dropdown-menu.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { type Column, Table } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";
import type { Deed } from "../super-admins.tsx";

export type PeopleTableProps = {
  /** undefined while they are asked for. */
  people: readonly SuperAdminView[] | undefined;
  /** Who looks at the page: they do nothing to themselves here. */
  ownId: string | undefined;
  onAsk?: (deed: Deed, person: SuperAdminView) => void;
};

/** Super-admins with what is known of their sign-ins; on a phone each under their name. */
export function PeopleTable(props: PeopleTableProps) {
  const t = useText("super-admins");
  const format = useFormat();
  const loginOf = ({ lastLoginAt }: SuperAdminView) =>
    lastLoginAt ? t("login.at", { when: format.relative(lastLoginAt) }) : t("login.never");
  const itemsFor = (person: SuperAdminView): MenuItem[] => {
    const item = (deed: Deed, danger: boolean): MenuItem => ({
      label: t(`action.${deed}`),
      danger,
      onSelect: () => props.onAsk?.(deed, person),
    });
    return [
      ...(person.hasTwoFactor ? [item("reset", false)] : []),
      person.isActive ? item("deactivate", true) : item("activate", false),
    ];
  };
  const columns = (): Column<SuperAdminView>[] => [
    {
      id: "who",
      header: t("column.who"),
      cell: (person) => (
        <>
          <span class="flex items-center gap-2">
            <span class="truncate max-lg:break-words max-lg:whitespace-normal">{nameOf(person)}</span>
            <Show when={person.id === props.ownId}>
              <Badge tone="accent">{t("you")}</Badge>
            </Show>
            <Show when={!person.isActive}>
              <span class="lg:hidden">
                <Badge tone="warning" icon={CirclePause}>
                  {t("inactive")}
                </Badge>
              </span>
            </Show>
          </span>
          <span class="block truncate text-xs font-normal text-subtle" title={person.email}>
            {person.email}
          </span>
          <span class="mt-1 block truncate text-xs font-normal text-muted lg:hidden">{loginOf(person)}</span>
          <span class="block truncate text-xs font-normal text-muted lg:hidden">
            {t(person.hasTwoFactor ? "twoFactor.onShort" : "twoFactor.offShort")}
          </span>
        </>
      ),
    },
    {
      id: "state",
      header: t("column.state"),
      width: "8.5rem",
      from: "lg",
      cell: ({ isActive }) => (
        <Badge tone={isActive ? "success" : "warning"} icon={isActive ? CircleCheck : CirclePause}>
          {t(isActive ? "active" : "inactive")}
        </Badge>
      ),
    },
    {
      id: "twoFactor",
      header: t("column.twoFactor"),
      width: "7.5rem",
      from: "lg",
      cell: ({ hasTwoFactor }) => (
        <Badge tone={hasTwoFactor ? "success" : "neutral"}>{t(hasTwoFactor ? "twoFactor.on" : "twoFactor.off")}</Badge>
      ),
    },
    {
      id: "lastLogin",
      header: t("column.lastLogin"),
      width: "10rem",
      from: "lg",
      cell: ({ lastLoginAt }) => (
        <Show when={lastLoginAt} fallback={t("login.never")}>
          {(at) => <Time at={at()} />}
        </Show>
      ),
    },
    {
      id: "created",
      header: t("column.created"),
      width: "10rem",
      from: "xl",
      cell: ({ createdAt }) => <Time at={createdAt} as="date" />,
    },
    {
      id: "actions",
      header: t("column.actions"),
      width: "5rem",
      align: "end",
      cell: (person) => (
        <Show when={props.ownId !== undefined && person.id !== props.ownId}>
          <DropdownMenu
            items={itemsFor(person)}
            trigger={IconButton}
            triggerProps={{ icon: Ellipsis, size: "sm", label: t("actionsOf", { email: person.email }) }}
          />
        </Show>
      ),
    },
  ];
  return (
    <Table
      look="stack"
      caption={t("title")}
      columns={columns()}
      rows={props.people}
      rowKey={({ id }) => id}
      skeletonRows={3}
    />
  );
}

function nameOf({ firstName, lastName, email }: SuperAdminView): string {
  return `${firstName} ${lastName}`.trim() || email;
}
