import { Stays } from "../../features/impersonation/stays.tsx";
import { useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { AuditTabs } from "./audit-tabs.tsx";

/** Who is, or was, in a school in somebody's place. */
export default function AuditStays() {
  const t = useText("audit");
  useTitle(() => t("tab.stays"));
  return (
    <>
      <PageHeader title={t("title")} description={t("about")} />
      <AuditTabs />
      <Stays school={undefined} />
    </>
  );
}
