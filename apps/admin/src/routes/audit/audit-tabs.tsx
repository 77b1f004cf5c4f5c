import { useText } from "../../i18n/i18n.tsx";
import { Tabs } from "../../ui/tabs.tsx";

export function AuditTabs() {
  const t = useText("audit");
  return (
    <div class="pb-5">
      <Tabs
        label={t("tabs")}
        tabs={[
          { href: "/audit", label: t("tab.entries") },
          { href: "/audit/stays", label: t("tab.stays") },
        ]}
      />
    </div>
  );
}
