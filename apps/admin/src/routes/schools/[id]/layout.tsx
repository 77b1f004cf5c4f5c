import { createAsync, type RouteSectionProps, useParams } from "@solidjs/router";
import { ErrorBoundary, type JSX, Show, Suspense } from "solid-js";
import { school } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { PageError } from "../../../ui/page-error.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { schoolHref } from "./frame/addresses.ts";
import { SchoolHeader } from "./frame/header.tsx";
import { SchoolNotice } from "./frame/notice.tsx";
import { SchoolProvider, useSchool } from "./frame/school-context.tsx";
import { SchoolError } from "./frame/school-error.tsx";
import { SchoolSkeleton } from "./frame/skeleton.tsx";

const TABS = ["", "modules", "theme", "domains", "settings", "people", "database", "audit", "danger"] as const;

/** Around every tab of a school. Another school begins anew: nothing half typed goes with it. */
export default function SchoolLayout(props: RouteSectionProps) {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <School id={id}>{props.children}</School>}
    </Show>
  );
}

function School(props: { id: string; children: JSX.Element }) {
  const current = createAsync(() => school(props.id));
  return (
    <ErrorBoundary fallback={(error, reset) => <SchoolError error={error} onRetry={reset} />}>
      <Suspense fallback={<SchoolSkeleton />}>
        <Show when={current()}>
          {(found) => (
            <SchoolProvider school={found()}>
              <Frame>{props.children}</Frame>
            </SchoolProvider>
          )}
        </Show>
      </Suspense>
    </ErrorBoundary>
  );
}

function Frame(props: { children: JSX.Element }) {
  const t = useText("school");
  const school = useSchool();
  useTitle(() => school().school.name);
  const tabs = () =>
    TABS.map((tab) => ({
      href: schoolHref(school().id, tab),
      label: t(`tab.${tab || "overview"}`),
      ...(tab === "domains" ? { count: domainCount(school) } : {}),
    }));
  return (
    <>
      <SchoolHeader school={school()} />
      <SchoolNotice school={school()} />
      <Tabs label={t("tabs")} tabs={tabs()} />
      <div class="pt-6">
        <ErrorBoundary fallback={(error, reset) => <TabError error={error} onRetry={reset} />}>
          <Suspense>{props.children}</Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}

/** A tab that could not be shown takes neither the school's name and state nor its other tabs away. */
function TabError(props: { error: unknown; onRetry: () => void }) {
  const t = useText("school");
  return (
    <div class="rounded-lg border border-line bg-surface">
      <PageError title={t("tabFailed")} error={props.error} onRetry={props.onRetry} />
    </div>
  );
}

/** The main one too. */
function domainCount(school: ReturnType<typeof useSchool>): number {
  return school().domains.length + 1;
}
