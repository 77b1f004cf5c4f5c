import type { TenantStats, TenantView } from "@pepro/contracts";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Check from "lucide-solid/icons/check";
import { For, Show } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import type { Tone } from "../../../../ui/alert.tsx";
import { Badge } from "../../../../ui/badge.tsx";
import { CopyButton } from "../../../../ui/copy-button.tsx";
import { DefinitionList } from "../../../../ui/definition-list.tsx";
import { Skeleton } from "../../../../ui/skeleton.tsx";
import { Time } from "../../../../ui/time.tsx";

/** Where the school stands: its tables, its dates, who looks after it. */
export function Facts(props: { school: TenantView; stats: TenantStats }) {
  const t = useText("school-overview");
  return (
    <DefinitionList
      items={[
        {
          term: t("fact.version"),
          value: (
            <Show when={props.school.provisionedAt} fallback={<span class="text-muted">{t("version.none")}</span>}>
              <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span class="tabular-nums">{props.stats.schemaVersion}</span>
                <VersionBadge version={props.stats.schemaVersion} latest={props.stats.latestVersion} />
              </span>
            </Show>
          ),
        },
        { term: t("fact.created"), value: <Time at={props.school.createdAt} as="dateTime" /> },
        {
          term: t("fact.opened"),
          value: (
            <Show when={props.school.provisionedAt} fallback={<span class="text-muted">{t("opened.never")}</span>}>
              {(at) => <Time at={at()} as="dateTime" />}
            </Show>
          ),
        },
        {
          term: t("fact.lastAccess"),
          value: (
            <Show when={props.stats.lastAccessedAt} fallback={<span class="text-muted">{t("access.never")}</span>}>
              {(at) => <Time at={at()} />}
            </Show>
          ),
        },
        {
          term: t("fact.firstAdmin"),
          value: (
            <Show when={props.stats.firstAdmin} fallback={<span class="text-muted">{t("admin.none")}</span>}>
              {(admin) => (
                <span class="flex flex-col">
                  <span class="flex items-center gap-1">
                    <span class="min-w-0 break-all">{admin().email}</span>
                    <CopyButton text={admin().email} what={admin().email} class="-my-1 shrink-0" />
                  </span>
                  <span class="text-xs text-muted">
                    <Show when={admin().lastLoginAt} fallback={t("admin.neverSignedIn")}>
                      {(at) => (
                        <>
                          {t("admin.signedIn")} <Time at={at()} />
                        </>
                      )}
                    </Show>
                  </span>
                </span>
              )}
            </Show>
          ),
        },
      ]}
    />
  );
}

function VersionBadge(props: { version: number; latest: number }) {
  const t = useText("school-overview");
  const look = (): { tone: Tone; icon: typeof Check; text: string } => {
    const behind = props.latest - props.version;
    if (behind === 0) return { tone: "success", icon: Check, text: t("version.latest") };
    if (behind < 0) return { tone: "danger", icon: ArrowUp, text: t("version.ahead", { latest: props.latest }) };
    return { tone: "warning", icon: ArrowUp, text: t("version.behind", { count: behind }) };
  };
  return (
    <Badge tone={look().tone} icon={look().icon}>
      {look().text}
    </Badge>
  );
}

export function FactsSkeleton() {
  return (
    <div>
      <For each={[0, 1, 2, 3, 4]}>
        {() => (
          <div class="border-b border-line py-2 first:pt-0 last:border-b-0 last:pb-0">
            <Skeleton class="my-0.5 h-4" />
          </div>
        )}
      </For>
    </div>
  );
}
