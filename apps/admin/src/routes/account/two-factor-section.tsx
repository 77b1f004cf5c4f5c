import { revalidate } from "@solidjs/router";
import ShieldCheck from "lucide-solid/icons/shield-check";
import ShieldOff from "lucide-solid/icons/shield-off";
import { createSignal, Show } from "solid-js";
import { twoFactorState } from "../../data/account.ts";
import { createKept } from "../../data/kept.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/card.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Part } from "../../ui/part.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { DisableDialog } from "./two-factor/disable-dialog.tsx";
import { EnableDialog } from "./two-factor/enable-dialog.tsx";
import { RenewDialog } from "./two-factor/renew-dialog.tsx";

/** From here on new recovery codes are advised. */
const FEW_CODES = 3;

/** One's authenticator: set up, looked after, taken away. */
export function TwoFactorSection(props: { email: string }) {
  const t = useText("account");
  const state = createKept(
    () => null,
    () => twoFactorState(),
  );
  const [open, setOpen] = createSignal<"enable" | "renew" | "disable">();
  const close = () => setOpen(undefined);
  return (
    <>
      <Part
        of={state}
        failed={t("twoFactor.failed")}
        onRetry={() => revalidate(twoFactorState.key)}
        waiting={
          <Section title={t("twoFactor.title")} description={t("twoFactor.about")}>
            <Skeleton class="h-12" />
          </Section>
        }
      >
        {(known) => (
          <Section
            title={t("twoFactor.title")}
            description={t("twoFactor.about")}
            actions={
              <Show when={known().isEnabled} fallback={<Badge icon={ShieldOff}>{t("twoFactor.off")}</Badge>}>
                <Badge tone="success" icon={ShieldCheck}>
                  {t("twoFactor.on")}
                </Badge>
              </Show>
            }
            footer={
              <Show
                when={known().isEnabled}
                fallback={
                  <Button variant="primary" onClick={() => setOpen("enable")}>
                    {t("twoFactor.enable")}
                  </Button>
                }
              >
                <Button variant="danger-quiet" onClick={() => setOpen("disable")}>
                  {t("twoFactor.disable")}
                </Button>
                <Button onClick={() => setOpen("renew")}>{t("twoFactor.renew")}</Button>
              </Show>
            }
          >
            <Show when={known().isEnabled} fallback={<Alert tone="warning">{t("twoFactor.offWhy")}</Alert>}>
              <DefinitionList
                items={[
                  { term: t("twoFactor.since"), value: <Time at={known().enabledAt} as="dateTime" /> },
                  { term: t("twoFactor.codesLeft"), value: known().recoveryCodesLeft },
                ]}
              />
              <Show when={known().recoveryCodesLeft <= FEW_CODES}>
                <Alert tone="warning" class="mt-3">
                  {t("twoFactor.fewCodes")}
                </Alert>
              </Show>
            </Show>
          </Section>
        )}
      </Part>
      <EnableDialog open={open() === "enable"} email={props.email} onClose={close} />
      <RenewDialog open={open() === "renew"} email={props.email} onClose={close} />
      <DisableDialog open={open() === "disable"} onClose={close} />
    </>
  );
}
