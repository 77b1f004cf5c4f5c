import { createAsync } from "@solidjs/router";
import { ErrorBoundary, type JSX, Show, Suspense } from "solid-js";
import { schoolActivity, schoolStats } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import { useSchool } from "./frame/school-context.tsx";
import { ActivitySkeleton, ActivityTrail } from "./overview/activity-trail.tsx";
import { Contact } from "./overview/contact.tsx";
import { Facts, FactsSkeleton } from "./overview/facts.tsx";
import { Numbers, NumbersSkeleton } from "./overview/numbers.tsx";
import { PartError } from "./overview/part-error.tsx";
import { Quotas } from "./overview/quotas.tsx";

export default function Overview() {
  const t = useText("school-overview");
  const school = useSchool();
  const stats = createAsync(() => schoolStats(school().id));
  const activity = createAsync(() => schoolActivity(school().id));
  return (
    <div class="flex flex-col gap-5">
      <Show when={school().provisionedAt}>
        <Part failed={t("numbers.failed")} fallback={<NumbersSkeleton />}>
          <Show when={stats()}>{(found) => <Numbers stats={found()} />}</Show>
        </Part>
      </Show>
      <div class="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div class="flex min-w-0 flex-col gap-5">
          <Quotas school={school()} />
          <Section title={t("facts")}>
            <Part failed={t("facts.failed")} fallback={<FactsSkeleton />}>
              <Show when={stats()}>{(found) => <Facts school={school()} stats={found()} />}</Show>
            </Part>
          </Section>
          <Contact school={school()} />
        </div>
        <Section title={t("activity")} description={t("activity.about")} flush>
          <Part failed={t("activity.failed")} fallback={<ActivitySkeleton />} flush>
            <Show when={activity()}>{(found) => <ActivityTrail entries={found().entries} />}</Show>
          </Part>
        </Section>
      </div>
    </div>
  );
}

/** What is asked for by itself, and may fail by itself: the rest of the page stays. */
function Part(props: { failed: string; fallback: JSX.Element; children: JSX.Element; flush?: boolean }) {
  return (
    <ErrorBoundary
      fallback={(error, reset) => (
        <div class={props.flush ? "p-5" : undefined}>
          <PartError title={props.failed} error={error} onRetry={reset} />
        </div>
      )}
    >
      <Suspense fallback={props.fallback}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}
