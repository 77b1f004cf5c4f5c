import { enableTwoFactorInput, secondFactorCode } from "@pepro/contracts";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import * as z from "zod";
import { beginTwoFactor, confirmTwoFactor, type TwoFactorSetup } from "../../../data/account.ts";
import { OnceDialog } from "../../../features/shown-once/index.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { createForm } from "../../../ui/form/index.ts";
import { PasswordField } from "../../../ui/password-field.tsx";
import { toast } from "../../../ui/toast.tsx";
import { CodeField } from "./code-field.tsx";
import { useCodesOnce } from "./codes-once.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SetupKey } from "./setup-key.tsx";
import { inSteps } from "./steps.ts";

const NO_PASSWORD = { password: "" };
const NO_CODE = { code: "" };

/** Sets an authenticator up: the password, the authenticator's key, a first code of it, then the recovery codes. */
export function EnableDialog(props: { open: boolean; email: string; onClose: () => void }) {
  const t = useText("account");
  const once = useCodesOnce();
  const [setup, setSetup] = createSignal<TwoFactorSetup>();
  const [codes, setCodes] = createSignal<readonly string[]>();
  const asking = createForm({
    schema: enableTwoFactorInput,
    initial: NO_PASSWORD,
    fieldOf: { password_incorrect: "password" },
    submit: async (input) => setSetup(await beginTwoFactor(input)),
  });
  const confirming = createForm({
    schema: z.object({ code: secondFactorCode }),
    initial: NO_CODE,
    fieldOf: { two_factor_invalid: "code" },
    submit: async ({ code }) => setCodes(await confirmTwoFactor(code)),
  });
  return (
    <OnceDialog
      open={props.open}
      onOpen={() => {
        // A new key each time the window opens; the one before is worth nothing then.
        setSetup(undefined);
        setCodes(undefined);
        asking.reset(NO_PASSWORD);
        confirming.reset(NO_CODE);
      }}
      onClose={() => {
        props.onClose();
        if (codes()) toast.success(t("enable.done"));
      }}
      title={t("enable.title")}
      form={inSteps(asking, confirming, () => setup() !== undefined)}
      action={t(setup() ? "twoFactor.enable" : "enable.next")}
      once={once()}
      isShown={codes() !== undefined}
      shown={() => <RecoveryCodes codes={codes() ?? []} email={props.email} />}
    >
      <Show
        when={setup()}
        fallback={
          <>
            <p class="text-sm text-muted">{t("enable.ask")}</p>
            <PasswordField
              {...asking.field("password")}
              label={t("password.current")}
              show={t("password.show")}
              hide={t("password.hide")}
              autocomplete="current-password"
            />
          </>
        }
      >
        {(known) => (
          <Second>
            <p class="text-sm text-muted">{t("enable.scan")}</p>
            <SetupKey uri={known().uri} secret={known().secret} />
            <p class="text-sm text-muted">{t("enable.confirm")}</p>
            <CodeField {...confirming.field("code")} label={t("code.label")} />
          </Second>
        )}
      </Show>
    </OnceDialog>
  );
}

/** Takes the focus from the field that it replaces. */
function Second(props: { children: JSX.Element }) {
  let element!: HTMLDivElement;
  onMount(() => element.focus());
  return (
    <div ref={element} tabindex="-1" class="flex flex-col gap-5 outline-none">
      {props.children}
    </div>
  );
}
