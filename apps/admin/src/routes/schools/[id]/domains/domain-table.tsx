import type { TenantDomain, TenantView } from "@pepro/contracts";
import ExternalLink from "lucide-solid/icons/external-link";
import Trash from "lucide-solid/icons/trash";
import { Show } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { Badge } from "../../../../ui/badge.tsx";
import { buttonClass } from "../../../../ui/button.tsx";
import { CopyButton } from "../../../../ui/copy-button.tsx";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { type Column, Table } from "../../../../ui/table/table.tsx";
import { Time } from "../../../../ui/time.tsx";
import { Tooltip } from "../../../../ui/tooltip.tsx";
import { hostUrl } from "../frame/addresses.ts";

type Row = { host: string; kind: "main" | "primary" | "alternative"; since: string; domain?: TenantDomain };

function rowsOf(school: TenantView): Row[] {
  const others = school.domains.map(
    (domain): Row => ({
      host: domain.domain,
      kind: domain.isPrimary ? "primary" : "alternative",
      since: domain.createdAt,
      domain,
    }),
  );
  return [{ host: school.domainUrl, kind: "main", since: school.createdAt }, ...others];
}

/** Every host of a school, the main one first; that one stays. */
export function DomainTable(props: { school: TenantView; onRemove: (domain: TenantDomain) => void }) {
  const t = useText("school-domains");
  const columns = (): Column<Row>[] => [
    {
      id: "host",
      header: t("domain"),
      cell: ({ host }) => (
        <span class="flex items-center gap-1 max-lg:py-2">
          <span class="truncate font-mono text-sm font-normal max-lg:break-all max-lg:whitespace-normal" title={host}>
            {host}
          </span>
          <CopyButton text={host} what={host} class="shrink-0" />
        </span>
      ),
    },
    {
      id: "kind",
      header: t("kind"),
      width: "9rem",
      from: "sm",
      cell: ({ kind }) => <Badge tone={kind === "main" ? "accent" : "neutral"}>{t(`kind.${kind}`)}</Badge>,
    },
    { id: "since", header: t("since"), width: "10rem", from: "lg", cell: ({ since }) => <Time at={since} /> },
    {
      id: "actions",
      header: t("actions"),
      width: "6.5rem",
      align: "end",
      cell: ({ host, domain }) => (
        <span class="inline-flex justify-end gap-0.5">
          <Show when={domain} fallback={<span class="w-control-sm" />}>
            {(own) => (
              <IconButton
                icon={Trash}
                size="sm"
                label={t("remove", { domain: host })}
                onClick={() => props.onRemove(own())}
              />
            )}
          </Show>
          <Tooltip
            as="a"
            text={t("open", { domain: host })}
            href={hostUrl(host)}
            target="_blank"
            rel="noreferrer"
            aria-label={t("open", { domain: host })}
            class={buttonClass({ variant: "ghost", size: "sm", class: "w-control-sm px-0!" })}
          >
            <ExternalLink class="size-4" aria-hidden="true" />
          </Tooltip>
        </span>
      ),
    },
  ];
  return <Table caption={t("title")} columns={columns()} rows={rowsOf(props.school)} rowKey={({ host }) => host} />;
}
