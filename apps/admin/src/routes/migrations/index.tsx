import { useNavigate } from "@solidjs/router";
import Layers from "lucide-solid/icons/layers";
import { createSignal, Show } from "solid-js";
import { type FleetStatus, fleetStatus, forgetFleet } from "../../data/fleet.ts";
import { createKept } from "../../data/kept.ts";
import { useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Part } from "../../ui/part.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MigrationsFrame } from "./frame.tsx";
import { ActiveRun } from "./versions/active-run.tsx";
import { FailedSchools } from "./versions/failed-schools.tsx";
import { Oldest } from "./versions/oldest.tsx";
import { StartDialog } from "./versions/start-dialog.tsx";
import { VersionTable } from "./versions/version-table.tsx";

/** Which version the tables of schools have, and what brings those behind to the latest. */
export default function Versions() {
  const t = useText("migrations");
  const navigate = useNavigate();
  const status = createKept(
    () => null,
    () => fleetStatus(),
  );
  const [isStarting, setStarting] = createSignal(false);
  useTitle(() => t("title"));
  const canStart = () => {
    const { behind = 0, active = null } = status().answer ?? {};
    return behind > 0 && active === null;
  };
  return (
    <MigrationsFrame
      actions={
        <Show when={canStart()}>
          <Button variant="primary" onClick={() => setStarting(true)}>
            {t("start")}
          </Button>
        </Show>
      }
    >
      <Part of={status} failed={t("versions.failed")} onRetry={forgetFleet} waiting={<Waiting />}>
        {(found) => (
          <Show
            when={found().schools > 0}
            fallback={
              <Card>
                <EmptyState icon={Layers} title={t("versions.none.title")}>
                  {t("versions.none.text", { latest: found().latest })}
                </EmptyState>
              </Card>
            }
          >
            <div class="flex flex-col gap-6">
              <Show when={found().active}>{(run) => <ActiveRun found={run()} />}</Show>
              <Standing status={found()} />
              <VersionTable status={found()} />
              <div class="grid grid-cols-1 items-start gap-6 empty:hidden lg:grid-cols-2">
                <Show when={found().failed.length > 0}>
                  <FailedSchools schools={found().failed} count={found().failedCount} />
                </Show>
                <Show when={found().oldest.length > 0}>
                  <Oldest schools={found().oldest} />
                </Show>
              </div>
            </div>
          </Show>
        )}
      </Part>
      <StartDialog
        open={isStarting()}
        status={status().answer}
        onClose={() => setStarting(false)}
        onStarted={(run) => {
          setStarting(false);
          navigate(`/migrations/runs/${run.id}`);
        }}
      />
    </MigrationsFrame>
  );
}

/** In one sentence, whether there is anything to do. */
function Standing(props: { status: FleetStatus }) {
  const t = useText("migrations");
  const latest = () => props.status.latest;
  return (
    <>
      <Show when={props.status.ahead > 0}>
        <Alert tone="danger" title={t("versions.ahead", { count: props.status.ahead })}>
          {t("versions.aheadAbout")}
        </Alert>
      </Show>
      <Show
        when={props.status.behind > 0}
        fallback={
          <Show when={props.status.ahead === 0}>
            <Alert tone="success">{t("versions.current", { count: props.status.schools, latest: latest() })}</Alert>
          </Show>
        }
      >
        <Alert tone="warning" title={t("versions.behind", { count: props.status.behind, latest: latest() })} />
      </Show>
    </>
  );
}

function Waiting() {
  return (
    <div class="flex flex-col gap-6">
      <Skeleton class="h-10.5" />
      <Skeleton class="h-52" />
    </div>
  );
}
