import { secondFactorCode } from "@pepro/contracts";
import { createSignal } from "solid-js";
import * as z from "zod";
import { renewRecoveryCodes } from "../../../data/account.ts";
import { OnceDialog } from "../../../features/shown-once/index.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { createForm } from "../../../ui/form/index.ts";
import { CodeField } from "./code-field.tsx";
import { useCodesOnce } from "./codes-once.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";

const EMPTY = { code: "" };

/** New recovery codes, for a code. */
export function RenewDialog(props: { open: boolean; email: string; onClose: () => void }) {
  const t = useText("account");
  const once = useCodesOnce();
  const [codes, setCodes] = createSignal<readonly string[]>();
  const form = createForm({
    schema: z.object({ code: secondFactorCode }),
    initial: EMPTY,
    fieldOf: { two_factor_invalid: "code" },
    submit: async ({ code }) => setCodes(await renewRecoveryCodes(code)),
  });
  return (
    <OnceDialog
      open={props.open}
      onOpen={() => {
        setCodes(undefined);
        form.reset(EMPTY);
      }}
      onClose={props.onClose}
      title={t("renew.title")}
      description={t("renew.about")}
      form={form}
      action={t("renew.action")}
      once={once()}
      isShown={codes() !== undefined}
      shown={() => <RecoveryCodes codes={codes() ?? []} email={props.email} />}
    >
      <CodeField {...form.field("code")} label={t("code.orRecovery")} recovery />
    </OnceDialog>
  );
}
