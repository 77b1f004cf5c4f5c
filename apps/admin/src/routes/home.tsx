import { revalidate } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import School from "lucide-solid/icons/school";
import { Match, onCleanup, onMount, Show, Suspense, Switch } from "solid-js";
import { createKept } from "../data/kept.ts";
import { fleetOverview } from "../data/overview.ts";
import { useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Link } from "../ui/link.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Time } from "../ui/time.tsx";
import { Databases } from "./home/databases.tsx";
import { HomeSkeleton } from "./home/home-skeleton.tsx";
import { LatestOpenings } from "./home/latest-openings.tsx";
import { Migrations } from "./home/migrations.tsx";
import { NeedsAttention } from "./home/needs-attention.tsx";
import { StateCounts } from "./home/state-counts.tsx";

/** The fleet at a glance: how many schools are in which state, who needs somebody, what happened last. */
export default function Home() {
  const t = useText("home");
  const kept = createKept(
    () => null,
    () => fleetOverview(),
  );
  const refresh = () => revalidate(fleetOverview.key);
  useTitle(() => t("title"));

  // Who comes back to the tab sees what is, in place of what was.
  onMount(() => {
    const onVisible = () => document.visibilityState === "visible" && void refresh();
    document.addEventListener("visibilitychange", onVisible);
    onCleanup(() => document.removeEventListener("visibilitychange", onVisible));
  });

  const open = () => (
    <ButtonLink href="/schools/new" variant="primary" icon={Plus}>
      {t("open")}
    </ButtonLink>
  );

  return (
    <>
      <PageHeader title={t("title")} description={<Summary />} actions={open()} />
      <Suspense fallback={<HomeSkeleton />}>
        <Show when={kept().error && kept().answer}>
          <Alert
            tone="warning"
            title={t("outdated.title")}
            class="mb-4 items-center"
            action={
              <Button size="sm" onClick={refresh}>
                {t("outdated.retry")}
              </Button>
            }
          />
        </Show>
        <Switch>
          <Match when={kept().answer?.total === 0 && kept().answer?.byState.pendingDeletion === 0}>
            <Card>
              <EmptyState icon={School} title={t("first.title")} action={open()}>
                {t("first.text")}
              </EmptyState>
            </Card>
          </Match>
          <Match when={kept().answer}>
            {(overview) => (
              <div class="flex flex-col gap-6">
                <StateCounts counts={overview().byState} />
                <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
                  <NeedsAttention
                    schools={overview().unhealthy}
                    count={overview().unhealthyCount}
                    latest={overview().migrations.latest}
                  />
                  <div class="flex min-w-0 flex-col gap-6">
                    <LatestOpenings schools={overview().latestOpenings} />
                    <Migrations migrations={overview().migrations} />
                    <Databases />
                  </div>
                </div>
              </div>
            )}
          </Match>
          <Match when={kept().error}>
            {(error) => (
              <Card>
                <ErrorState title={t("failed")} error={error()} onRetry={refresh} />
              </Card>
            )}
          </Match>
        </Switch>
      </Suspense>
    </>
  );

  function Summary() {
    return (
      <span class="block">
        <Suspense fallback={<span class="block h-5.5" />}>
          <Show when={kept().answer}>
            {(overview) => (
              <>
                {t("total", { count: overview().total })}
                <Show when={overview().lastActivity}>
                  {(last) => (
                    <>
                      {" · "}
                      {t("activity.last")} <Time at={last().at} /> (
                      <Link href={`/schools/${last().id}`} quiet class="underline decoration-line-control">
                        {last().name}
                      </Link>
                      )
                    </>
                  )}
                </Show>
              </>
            )}
          </Show>
        </Suspense>
      </span>
    );
  }
}
