import { useLocation } from "@solidjs/router";
import { filterOf, viewOf } from "../../features/audit/audit-address.ts";
import { ChainPanel } from "../../features/audit/chain-panel.tsx";
import { AuditExplorer } from "../../features/audit/explorer.tsx";
import { ExportMenu } from "../../features/audit/export-menu.tsx";
import { useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { AuditTabs } from "./audit-tabs.tsx";

const PLACE = { path: "/audit" };

/** The platform's trail, or a school's. */
export default function Audit() {
  const t = useText("audit");
  const location = useLocation();
  const view = () => viewOf(location.search);
  useTitle(() => t("title"));
  return (
    <>
      <PageHeader title={t("title")} description={t("about")} actions={<ExportMenu question={filterOf(view())} />} />
      <AuditTabs />
      <AuditExplorer place={PLACE}>
        <ChainPanel school={view().school} />
      </AuditExplorer>
    </>
  );
}
