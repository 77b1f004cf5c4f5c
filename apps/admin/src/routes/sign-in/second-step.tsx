import { isPeproError } from "@pepro/client";
import { batch, createEffect, createSignal, onCleanup, onMount } from "solid-js";
import { passSecondStep } from "../../data/second-step.ts";
import type { Challenge } from "../../data/session.ts";
import { useText } from "../../i18n/i18n.tsx";
import { createCountdown } from "../../navigation/countdown.ts";
import { useTitle } from "../../navigation/title.tsx";
import { Button } from "../../ui/button.tsx";
import { createForm, Form, FormError } from "../../ui/form/index.ts";
import { requireFields } from "../../ui/form/required.ts";
import { TextField } from "../../ui/text-field.tsx";

type Values = { code: string };

export type SecondStepProps = {
  challenge: Challenge;
  onPassed: () => void;
  /** @param late whether the challenge is worth nothing any more. */
  onStartAgain: (late: boolean) => void;
};

const QUIET =
  "self-center rounded-sm py-0.5 text-sm text-accent-ink underline-offset-3 hover:underline pointer-coarse:py-1.5";

/** Asks for an authenticator's code, or a recovery code, for as long as the challenge lives. */
export default function SecondStep(props: SecondStepProps) {
  const t = useText("second-step");
  const [kind, setKind] = createSignal<"code" | "recovery">("code");
  const wait = createCountdown();
  let input!: HTMLInputElement;
  let heading!: HTMLHeadingElement;
  useTitle(() => t("title"));

  const form = createForm<Values, Values>({
    schema: requireFields<Values>("code"),
    initial: { code: "" },
    fieldOf: { two_factor_invalid: "code" },
    submit: async ({ code }) => {
      try {
        await passSecondStep(props.challenge, code);
      } catch (error) {
        if (isPeproError(error, "sign_in_expired")) return props.onStartAgain(true);
        if (isPeproError(error, "too_many_attempts")) wait.start(error.fields.retryAfterSeconds);
        input.select();
        throw error;
      }
      props.onPassed();
    },
  });
  const change = () => {
    batch(() => {
      setKind((now) => (now === "code" ? "recovery" : "code"));
      form.reset({ code: "" });
    });
    input.focus();
  };
  createEffect(() => {
    const left = new Date(props.challenge.expiresAt).getTime() - Date.now();
    const timer = setTimeout(() => props.onStartAgain(true), Math.max(0, left));
    onCleanup(() => clearTimeout(timer));
  });
  onMount(() => {
    // A phone would cover the page with its keyboard before it is read.
    if (matchMedia("(pointer: fine)").matches) input.focus();
    else heading.focus();
  });

  return (
    <>
      <h2 ref={heading} tabindex="-1" class="text-base font-semibold text-ink outline-none">
        {t("title")}
      </h2>
      <p class="mt-0.5 mb-5 text-sm text-muted">{t(`about.${kind()}`)}</p>
      <Form form={form} label={t("title")}>
        <TextField
          {...form.field("code")}
          label={t(`label.${kind()}`)}
          autocomplete={kind() === "code" ? "one-time-code" : "off"}
          inputmode={kind() === "code" ? "numeric" : "text"}
          maxLength={40}
          size="lg"
          mono
          ref={(element) => {
            input = element;
          }}
        />
        <FormError form={form} />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          full
          loading={form.submitting()}
          disabledReason={wait.seconds() > 0 ? t("wait", { count: wait.seconds() }) : undefined}
        >
          {wait.seconds() > 0 ? t("wait", { count: wait.seconds() }) : t("action")}
        </Button>
      </Form>
      <div class="mt-4 flex flex-col gap-1">
        <button type="button" class={QUIET} onClick={change}>
          {t(`other.${kind()}`)}
        </button>
        <button type="button" class={QUIET} onClick={() => props.onStartAgain(false)}>
          {t("back")}
        </button>
      </div>
    </>
  );
}
