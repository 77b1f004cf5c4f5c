import { disableTwoFactorInput } from "@pepro/contracts";
import { useAction } from "@solidjs/router";
import { createEffect, untrack } from "solid-js";
import { disableTwoFactor } from "../../../data/account.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { FormDialog } from "../../../ui/form/form-dialog.tsx";
import { createForm } from "../../../ui/form/index.ts";
import { PasswordField } from "../../../ui/password-field.tsx";
import { toast } from "../../../ui/toast.tsx";
import { CodeField } from "./code-field.tsx";

const EMPTY = { password: "", code: "" };

/** Takes one's authenticator away, for the password and a code. */
export function DisableDialog(props: { open: boolean; onClose: () => void }) {
  const t = useText("account");
  const disable = useAction(disableTwoFactor);
  const form = createForm({
    schema: disableTwoFactorInput,
    initial: EMPTY,
    fieldOf: { password_incorrect: "password", two_factor_invalid: "code" },
    submit: async (input) => {
      await disable(input);
      props.onClose();
      toast.success(t("disable.done"));
    },
  });
  createEffect(() => {
    if (props.open) untrack(() => form.reset(EMPTY));
  });
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("disable.title")}
      description={t("disable.about")}
      form={form}
      action={t("twoFactor.disable")}
      danger
    >
      <PasswordField
        {...form.field("password")}
        label={t("password.current")}
        show={t("password.show")}
        hide={t("password.hide")}
        autocomplete="current-password"
      />
      <CodeField {...form.field("code")} label={t("code.orRecovery")} recovery />
    </FormDialog>
  );
}
