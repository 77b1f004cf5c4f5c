import type { TenantView } from "@pepro/contracts";
import { useText } from "../../../../i18n/i18n.tsx";
import { CopyButton } from "../../../../ui/copy-button.tsx";
import { Link } from "../../../../ui/link.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { StateBadge, stateOf } from "../../../../ui/state-badge.tsx";
import { hostUrl } from "./addresses.ts";

/** Which school this is, and what one copies of it most. */
export function SchoolHeader(props: { school: TenantView }) {
  const t = useText("school");
  return (
    <PageHeader
      title={props.school.school.name}
      crumbs={[{ href: "/schools", label: t("crumb") }]}
      badge={<StateBadge state={stateOf(props.school)} />}
      description={
        <div class="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <Link href={hostUrl(props.school.domainUrl)} external>
            {props.school.domainUrl}
          </Link>
          <Fact label={t("schema")} what={t("copy.schema")} text={props.school.schemaName} />
        </div>
      }
      actions={<Fact label={t("id")} what={t("copy.id")} text={props.school.id} />}
    />
  );
}

function Fact(props: { label: string; what: string; text: string }) {
  return (
    <span class="inline-flex max-w-full min-w-0 items-center gap-1 text-sm text-subtle">
      {props.label}
      <CopyButton text={props.text} what={props.what} shown class="min-w-0" />
    </span>
  );
}
