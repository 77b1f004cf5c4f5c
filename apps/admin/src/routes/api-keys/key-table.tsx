import type { ApiKeyView, KeyScope } from "@pepro/contracts";
import KeyRound from "lucide-solid/icons/key-round";
import Trash from "lucide-solid/icons/trash";
import { For, Show } from "solid-js";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { type Column, Table } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";

/** From so many days before its end a key asks for another. */
const SOON_MS = 14 * 86_400_000;

export type KeyTableProps = {
  caption: string;
  /** undefined while they are asked for. */
  keys: readonly ApiKeyView[] | undefined;
  /** Keys that open nothing any more. */
  past?: boolean;
  empty?: { title: string; text: string };
  onRevoke?: (key: ApiKeyView) => void;
};

/** Keys with what they may do, when they were used last and when they end; on a phone each under its name. */
export function KeyTable(props: KeyTableProps) {
  const t = useText("api-keys");
  const format = useFormat();
  const scopesOf = (key: ApiKeyView) => key.scopes.map((scope) => t(`scopeShort.${scope as KeyScope}`)).join(", ");
  const usedOf = (key: ApiKeyView) =>
    key.lastUsedAt ? t("used.at", { when: format.relative(key.lastUsedAt) }) : t("used.never");
  const endOf = (key: ApiKeyView) =>
    key.expiresAt ? t("expires.at", { when: format.relative(key.expiresAt) }) : t("expires.notEver");
  const madeBy = (key: ApiKeyView) => t("made.by", { date: format.date(key.createdAt), email: key.createdBy });

  const columns = (): Column<ApiKeyView>[] => [
    {
      id: "name",
      header: t("column.name"),
      cell: (key) => (
        <span class="block" title={madeBy(key)}>
          <span class="block truncate max-lg:break-words max-lg:whitespace-normal" title={key.name}>
            {key.name}
          </span>
          <code class="block truncate text-xs font-normal text-subtle">{key.prefix}…</code>
          <span class="mt-1 block truncate text-xs font-normal text-muted lg:hidden">{scopesOf(key)}</span>
          <span class="block text-xs font-normal break-words whitespace-normal text-muted lg:hidden">
            {props.past ? usedOf(key) : `${usedOf(key)} · ${endOf(key)}`}
          </span>
        </span>
      ),
    },
    {
      id: "scopes",
      header: t("column.scopes"),
      width: "26%",
      from: "lg",
      cell: (key) => (
        <span class="flex gap-1">
          <For each={key.scopes}>{(scope) => <Badge>{t(`scopeShort.${scope as KeyScope}`)}</Badge>}</For>
        </span>
      ),
    },
    {
      id: "lastUsed",
      header: t("column.lastUsed"),
      width: "9.5rem",
      from: "lg",
      cell: ({ lastUsedAt }) => (
        <Show when={lastUsedAt} fallback={t("used.never")}>
          {(at) => <Time at={at()} />}
        </Show>
      ),
    },
    props.past
      ? {
          id: "state",
          header: t("column.ended"),
          width: "8rem",
          cell: ({ state }) => (
            <Badge tone={state === "revoked" ? "danger" : "neutral"}>
              {t(state === "revoked" ? "state.revoked" : "state.expired")}
            </Badge>
          ),
        }
      : {
          id: "expires",
          header: t("column.expires"),
          width: "9.5rem",
          from: "lg",
          cell: ({ expiresAt }) => (
            <Show when={expiresAt} fallback={t("expires.never")}>
              {(at) => (
                <span class={isSoon(at()) ? "font-medium text-warning-ink" : undefined}>
                  <Time at={at()} />
                </span>
              )}
            </Show>
          ),
        },
    ...(props.past
      ? []
      : [
          {
            id: "actions",
            header: t("column.actions"),
            width: "5.5rem",
            align: "end",
            cell: (key) => (
              <IconButton
                icon={Trash}
                size="sm"
                label={t("revoke.of", { name: key.name })}
                onClick={() => props.onRevoke?.(key)}
              />
            ),
          } satisfies Column<ApiKeyView>,
        ]),
  ];
  return (
    <Table
      look="stack"
      caption={props.caption}
      columns={columns()}
      rows={props.keys}
      rowKey={({ id }) => id}
      skeletonRows={3}
      empty={
        <Show when={props.empty}>
          {(empty) => (
            <EmptyState icon={KeyRound} title={empty().title}>
              {empty().text}
            </EmptyState>
          )}
        </Show>
      }
    />
  );
}

function isSoon(end: string): boolean {
  return new Date(end).getTime() - Date.now() < SOON_MS;
}
