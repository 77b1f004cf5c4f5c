import { changePasswordInput, DEFAULT_SETTINGS, isLongEnough, isPersonal, type UserView } from "@pepro/contracts";
import Check from "lucide-solid/icons/check";
import Circle from "lucide-solid/icons/circle";
import { For, Show } from "solid-js";
import { changePassword } from "../../data/account.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Section } from "../../ui/card.tsx";
import { cx } from "../../ui/cx.ts";
import { createForm, Form, FormError, SubmitButton } from "../../ui/form/index.ts";
import { PasswordField } from "../../ui/password-field.tsx";
import { toast } from "../../ui/toast.tsx";

/** What the platform asks of a password; a school may ask for more of its own people. */
const MINIMUM = DEFAULT_SETTINGS.passwordMinLength;

const EMPTY = { currentPassword: "", newPassword: "" };

/** Changes one's own password. The server's rules are told as one types, but for its list of common ones. */
export function PasswordSection(props: { user: UserView }) {
  const t = useText("account");
  const faultOf = (password: string, current: string) => {
    if (!isLongEnough(password, MINIMUM)) return "password_too_short";
    if (isPersonal(password, props.user)) return "password_personal";
    return password === current ? "password_same" : undefined;
  };
  const form = createForm({
    schema: changePasswordInput.superRefine(({ currentPassword, newPassword }, context) => {
      const message = faultOf(newPassword, currentPassword);
      if (message) context.addIssue({ code: "custom", path: ["newPassword"], message, params: { minimum: MINIMUM } });
    }),
    initial: EMPTY,
    fieldOf: { password_incorrect: "currentPassword" },
    submit: async (input) => {
      await changePassword(input);
      toast.success(t("password.done"), { detail: t("password.doneDetail") });
    },
  });
  const changing = {
    ...form,
    submit: async () => {
      const changed = await form.submit();
      if (changed) form.reset(EMPTY);
      return changed;
    },
  };
  const rules = () => {
    const { newPassword, currentPassword } = form.values;
    const isTyped = newPassword !== "";
    return [
      { text: t("password.rule.long", { count: MINIMUM }), isMet: isLongEnough(newPassword, MINIMUM) },
      { text: t("password.rule.impersonal"), isMet: isTyped && !isPersonal(newPassword, props.user) },
      { text: t("password.rule.other"), isMet: isTyped && newPassword !== currentPassword },
    ];
  };

  return (
    <Form form={changing} label={t("password.title")}>
      <Section
        title={t("password.title")}
        description={t("password.about")}
        footer={
          <SubmitButton form={changing} whenChanged>
            {t("password.action")}
          </SubmitButton>
        }
      >
        {/* For password managers, which must know whose password changes. */}
        <input type="email" name="username" autocomplete="username" value={props.user.email} readonly hidden />
        <div class="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
          <PasswordField
            {...form.field("currentPassword")}
            label={t("password.current")}
            show={t("password.show")}
            hide={t("password.hide")}
            autocomplete="current-password"
          />
          <div class="flex flex-col gap-3">
            <PasswordField
              {...form.field("newPassword")}
              label={t("password.new")}
              hint={t("password.common")}
              show={t("password.show")}
              hide={t("password.hide")}
              autocomplete="new-password"
            />
            <ul aria-label={t("password.rules")} class="flex flex-col gap-1 text-sm">
              <For each={rules()}>{(rule) => <Rule {...rule} />}</For>
            </ul>
          </div>
        </div>
        <FormError form={form} />
      </Section>
    </Form>
  );
}

function Rule(props: { text: string; isMet: boolean }) {
  const t = useText("account");
  return (
    <li class={cx("flex items-start gap-2", props.isMet ? "text-success-ink" : "text-muted")}>
      <Show when={props.isMet} fallback={<Circle class="mt-0.5 size-4 shrink-0" aria-hidden="true" />}>
        <Check class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      </Show>
      <span>
        {props.text} <span class="sr-only">({t(props.isMet ? "password.rule.met" : "password.rule.unmet")})</span>
      </span>
    </li>
  );
}
