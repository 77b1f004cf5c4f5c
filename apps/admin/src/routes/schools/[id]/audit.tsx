import { useLocation } from "@solidjs/router";
import { filterOf, viewOf } from "../../../features/audit/audit-address.ts";
import { ChainPanel } from "../../../features/audit/chain-panel.tsx";
import { AuditExplorer } from "../../../features/audit/explorer.tsx";
import { ExportMenu } from "../../../features/audit/export-menu.tsx";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { schoolHref } from "./frame/addresses.ts";
import { useSchool } from "./frame/school-context.tsx";

/** What the platform knows of a school, and the school's own trail. */
export default function SchoolAudit() {
  const t = useText("audit");
  const school = useSchool();
  const location = useLocation();
  const place = () => ({ path: schoolHref(school().id, "audit"), school: school().id });
  useTitle(() => t("title"));
  return (
    <div class="flex flex-col gap-5">
      <div class="flex flex-wrap items-center justify-between gap-3">
        <p class="max-w-prose text-sm text-muted">{t("about")}</p>
        <ExportMenu question={filterOf(viewOf(location.search, place()))} />
      </div>
      <AuditExplorer place={place()}>
        <ChainPanel school={school().id} />
      </AuditExplorer>
    </div>
  );
}
