import { secondFactorCode } from "@pepro/contracts";
import { createResource, createSignal, Show } from "solid-js";
import * as z from "zod";
import { beginTwoFactor, confirmTwoFactor } from "../../../data/account.ts";
import { OnceDialog } from "../../../features/shown-once/index.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { createForm } from "../../../ui/form/index.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { toast } from "../../../ui/toast.tsx";
import { CodeField } from "./code-field.tsx";
import { useCodesOnce } from "./codes-once.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SetupKey } from "./setup-key.tsx";

const EMPTY = { code: "" };

/** Sets an authenticator up: its key, a first code of it, then the recovery codes. */
export function EnableDialog(props: { open: boolean; email: string; onClose: () => void }) {
  const t = useText("account");
  const once = useCodesOnce();
  const [codes, setCodes] = createSignal<readonly string[]>();
  // A new key each time the window opens; the one before is worth nothing then.
  const [setup, { refetch }] = createResource(
    () => props.open,
    () => beginTwoFactor(),
  );
  const form = createForm({
    schema: z.object({ code: secondFactorCode }),
    initial: EMPTY,
    fieldOf: { two_factor_invalid: "code" },
    submit: async ({ code }) => setCodes(await confirmTwoFactor(code)),
  });
  const failure = () => (setup.state === "errored" ? setup.error : undefined);
  // Read before it is there, it would make the page wait.
  const key = () => (setup.state === "ready" ? setup() : undefined);
  return (
    <OnceDialog
      open={props.open}
      onOpen={() => {
        setCodes(undefined);
        form.reset(EMPTY);
      }}
      onClose={() => {
        props.onClose();
        if (codes()) toast.success(t("enable.done"));
      }}
      title={t("enable.title")}
      form={form}
      action={t("twoFactor.enable")}
      once={once()}
      isShown={codes() !== undefined}
      shown={() => <RecoveryCodes codes={codes() ?? []} email={props.email} />}
    >
      <Show
        when={!failure()}
        fallback={<ErrorState title={t("enable.failed")} error={failure()} onRetry={() => refetch()} />}
      >
        <p class="text-sm text-muted">{t("enable.scan")}</p>
        <Show when={key()} fallback={<Skeleton class="h-48" />}>
          {(known) => <SetupKey uri={known().uri} secret={known().secret} />}
        </Show>
        <p class="text-sm text-muted">{t("enable.confirm")}</p>
        <CodeField {...form.field("code")} label={t("code.label")} />
      </Show>
    </OnceDialog>
  );
}
