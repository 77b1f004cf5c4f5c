import type { JSX } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Tabs } from "../../ui/tabs.tsx";

/** What stands above each section: the title, what can be done, the way to the others. */
export function MigrationsFrame(props: { actions?: JSX.Element; children: JSX.Element }) {
  const t = useText("migrations");
  return (
    <>
      <PageHeader title={t("title")} description={t("about")} actions={props.actions} />
      <div class="pb-5">
        <Tabs
          label={t("tabs")}
          tabs={[
            { href: "/migrations", label: t("tab.versions") },
            { href: "/migrations/runs", label: t("tab.runs"), end: false },
            { href: "/migrations/drift", label: t("tab.drift") },
          ]}
        />
      </div>
      {props.children}
    </>
  );
}
