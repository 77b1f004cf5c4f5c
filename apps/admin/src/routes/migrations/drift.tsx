import { revalidate } from "@solidjs/router";
import GitCompare from "lucide-solid/icons/git-compare";
import School from "lucide-solid/icons/school";
import { createSignal, For, Match, Switch } from "solid-js";
import { findDrift } from "../../data/drift.ts";
import { createKept } from "../../data/kept.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Part } from "../../ui/part.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DriftSchoolCard } from "./drift/school-card.tsx";
import { MigrationsFrame } from "./frame.tsx";

/** Where schools' tables are not what their version says, and the SQL that would mend it. */
export default function Drift() {
  const t = useText("migrations");
  const format = useFormat();
  const [isComparing, setComparing] = createSignal(false);
  const found = createKept(
    () => null,
    () => findDrift(),
  );
  useTitle(() => [t("drift.title"), t("title")].join(" · "));
  const again = async () => {
    setComparing(true);
    await revalidate(findDrift.key);
    setComparing(false);
  };
  const schools = () => found().answer?.schools ?? [];
  const different = () => schools().filter(({ state }) => state !== "same");
  return (
    <MigrationsFrame
      actions={
        <Button icon={GitCompare} loading={isComparing()} onClick={() => void again()}>
          {t("drift.again")}
        </Button>
      }
    >
      <p class="max-w-prose pb-5 text-sm text-pretty text-muted">{t("drift.about")}</p>
      <Part of={found} failed={t("drift.failed")} onRetry={again} waiting={<Waiting />}>
        {(answer) => (
          <div class="flex flex-col gap-5" classList={{ "opacity-55": isComparing() }}>
            <Switch>
              <Match when={schools().length === 0}>
                <Card>
                  <EmptyState icon={School} title={t("drift.noSchools.title")}>
                    {t("drift.noSchools.text")}
                  </EmptyState>
                </Card>
              </Match>
              <Match when={different().length === 0}>
                <Alert tone="success" title={t("drift.none.title")}>
                  {t("drift.none.text", { count: schools().length })}{" "}
                  <time dateTime={answer().at}>{t("drift.at", { time: format.dateTime(answer().at) })}</time>
                </Alert>
              </Match>
              <Match when={true}>
                <Alert tone="warning" title={t("drift.found", { count: different().length, total: schools().length })}>
                  {t("drift.foundAbout")}
                </Alert>
                <For each={different()}>{(school) => <DriftSchoolCard school={school} />}</For>
              </Match>
            </Switch>
          </div>
        )}
      </Part>
    </MigrationsFrame>
  );
}

function Waiting() {
  const t = useText("migrations");
  return (
    <>
      <p class="sr-only" role="status">
        {t("drift.comparing")}
      </p>
      <Skeleton class="h-16" />
    </>
  );
}
