import type { ProvisioningState, TenantView } from "@pepro/contracts";
import { useLocation } from "@solidjs/router";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { createEffect, createMemo, Match, on, onCleanup, onMount, Show, Switch } from "solid-js";
import { useErrorText } from "../../../i18n/error-text.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/card.tsx";
import { MoreOfError } from "../../../ui/error-details.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { StateBadge } from "../../../ui/state-badge.tsx";
import { Steps } from "../../../ui/steps.tsx";
import { createOpening, type Phase } from "./create-opening.ts";
import { Opened } from "./opened.tsx";
import type { OpeningState } from "./state.ts";
import { isHeldByAStep, useStepViews } from "./step-views.tsx";

const BADGE = { waiting: "created", running: "provisioning", done: "ready", failed: "failed" } as const;

export function OpeningPage(props: { tenant: TenantView; found: ProvisioningState }) {
  const t = useText("opening");
  const errorText = useErrorText();
  const location = useLocation<OpeningState>();
  const { id, school } = props.tenant;
  const admin = location.state?.admin;
  const opening = createOpening(id, props.found);
  let stepsHeading!: HTMLHeadingElement;
  let resultHeading: HTMLHeadingElement | undefined;
  let failure: HTMLDivElement | undefined;
  const name = () => school.name;
  const badge = () => (opening.phase() === "done" && !props.tenant.isActive ? "inactive" : BADGE[opening.phase()]);
  useTitle(name);
  useTitle(() => t("title"));

  const go = () => opening.start(admin);
  const onPress = () => {
    go();
    // The button that was pressed is gone.
    stepsHeading.focus();
  };
  const views = useStepViews(onPress);
  const steps = createMemo(() => views(opening.run(), opening.phase()));
  // For who presses and waits; whoever is elsewhere on the page stays there.
  createEffect(
    on(
      () => [opening.phase(), opening.error()] as const,
      ([phase]) => {
        const section = stepsHeading.closest("section");
        if (phase === "running" || !section?.contains(document.activeElement)) return;
        const failedStep = section.querySelector<HTMLElement>("li[tabindex]");
        (phase === "done" ? resultHeading : (failure ?? failedStep))?.focus();
      },
      { defer: true },
    ),
  );
  onMount(() => {
    if (location.state?.begins && opening.phase() === "waiting") go();
  });
  const isStartable = (phase: Phase) =>
    (phase === "waiting" || phase === "failed" || opening.isSilent()) && !isHeldByAStep(opening.run());
  const description = () => {
    const phase = opening.phase();
    if (phase !== "running" || opening.isAwaitingCredentials()) return t(`phase.${phase}`);
    return t(opening.isAnswerLost() ? "phase.running.lost" : "phase.running.unawaited");
  };

  return (
    <>
      <PageHeader
        title={name()}
        crumbs={[{ href: "/schools", label: t("crumb") }]}
        badge={<StateBadge state={badge()} />}
        description={description()}
      />
      <div class="flex max-w-2xl flex-col gap-6">
        <Show when={opening.phase() === "done"}>
          <Opened
            tenant={props.tenant}
            credentials={opening.credentials()}
            isAwaited={opening.isAwaitingCredentials()}
            isAnswerLost={opening.isAnswerLost()}
            headingRef={(heading) => {
              resultHeading = heading;
            }}
          />
        </Show>
        <Section
          title={t("steps")}
          headingRef={(heading) => {
            stepsHeading = heading;
          }}
        >
          <div class="flex flex-col gap-5">
            <Steps label={t("steps")} steps={steps()} />
            <Switch>
              <Match when={opening.error()}>
                {(error) => (
                  <div
                    ref={(element) => {
                      failure = element;
                      onCleanup(() => {
                        failure = undefined;
                      });
                    }}
                    tabindex="-1"
                  >
                    <Alert tone="danger" title={t("notStarted")}>
                      {errorText(error()).message}
                      <MoreOfError text={errorText(error())} />
                    </Alert>
                  </div>
                )}
              </Match>
              <Match when={opening.isCut() && opening.phase() === "running"}>
                <Alert tone="warning">{t("cut")}</Alert>
              </Match>
              <Match when={opening.isSilent()}>
                <Alert tone="warning">{t("silent")}</Alert>
              </Match>
              <Match when={opening.phase() === "waiting"}>
                <p class="text-sm text-muted">{t("waiting.text", { email: admin?.email ?? school.email })}</p>
              </Match>
            </Switch>
            <Show when={isStartable(opening.phase())}>
              <div>
                <Button variant="primary" icon={opening.phase() === "waiting" ? undefined : RotateCw} onClick={onPress}>
                  {opening.phase() === "waiting" && !opening.error() ? t("start") : t("retry")}
                </Button>
              </div>
            </Show>
          </div>
        </Section>
      </div>
    </>
  );
}
