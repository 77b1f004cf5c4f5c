import { isPeproError } from "@pepro/client";
import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import { createSignal, onMount, Show } from "solid-js";
import { type Credentials, currentSession, signIn } from "../data/session.ts";
import { useText } from "../i18n/i18n.tsx";
import { createCountdown } from "../navigation/countdown.ts";
import { nextPage } from "../navigation/next-page.ts";
import { useTitle } from "../navigation/title.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { createForm, Form, FormError } from "../ui/form/index.ts";
import { requireFields } from "../ui/form/required.ts";
import { Logo } from "../ui/logo.tsx";
import { Preferences } from "../ui/preferences.tsx";
import { TextField } from "../ui/text-field.tsx";

export default function SignIn() {
  const t = useText("sign-in");
  const navigate = useNavigate();
  const location = useLocation<{ expired: boolean }>();
  const [search] = useSearchParams<{ next: string }>();
  const [isShown, setShown] = createSignal(false);
  const wait = createCountdown();
  let email!: HTMLInputElement;
  let password!: HTMLInputElement;
  useTitle(() => t("title"));

  const goOn = () => navigate(nextPage(search.next), { replace: true });
  const form = createForm<Credentials, Credentials>({
    schema: requireFields<Credentials>("email", "password"),
    initial: { email: "", password: "" },
    submit: async (credentials) => {
      try {
        await signIn(credentials);
      } catch (error) {
        if (isPeproError(error, "too_many_attempts")) wait.start(error.fields.retryAfterSeconds);
        password.select();
        throw error;
      }
      goOn();
    },
  });
  onMount(() => {
    // A phone would cover half of the page with its keyboard.
    if (matchMedia("(pointer: fine)").matches) email.focus();
    currentSession().then(
      (session) => session && goOn(),
      () => undefined,
    );
  });

  return (
    <div class="relative isolate flex min-h-dvh flex-col overflow-hidden">
      <div class="sign-in-ground absolute inset-0 -z-10" aria-hidden="true" />
      <main class="mx-auto flex w-full max-w-92 flex-1 flex-col justify-center px-4 py-12">
        <div class="mb-6 flex flex-col items-center gap-4 text-center">
          <Logo class="[&>svg]:size-10" />
          <div>
            <h1 tabindex="-1" class="text-xl font-semibold tracking-tight">
              {t("heading")}
            </h1>
            <p class="mt-0.5 text-muted">{t("description")}</p>
          </div>
        </div>
        <div class="rounded-xl border border-line bg-surface p-6 shadow-sm">
          <Show when={location.state?.expired && !form.error()}>
            <Alert tone="accent" class="mb-5">
              {t("expired")}
            </Alert>
          </Show>
          <Form form={form} label={t("title")}>
            <TextField
              {...form.field("email")}
              label={t("email")}
              type="email"
              autocomplete="username"
              inputmode="email"
              size="lg"
              ref={(input) => {
                email = input;
              }}
            />
            <TextField
              {...form.field("password")}
              ref={(input) => {
                password = input;
              }}
              label={t("password")}
              type={isShown() ? "text" : "password"}
              autocomplete="current-password"
              size="lg"
              suffix={
                <button
                  type="button"
                  class="-mr-1.5 flex size-7 items-center justify-center rounded-sm text-subtle hover:bg-sunken hover:text-ink"
                  aria-label={isShown() ? t("password.hide") : t("password.show")}
                  onClick={() => setShown((shown) => !shown)}
                >
                  <Show when={isShown()} fallback={<Eye class="size-4" aria-hidden="true" />}>
                    <EyeOff class="size-4" aria-hidden="true" />
                  </Show>
                </button>
              }
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
        </div>
        <p class="mt-5 text-center text-xs text-subtle">
          {t("forgotten")}{" "}
          <code class="rounded-sm bg-sunken px-1 py-0.5 whitespace-nowrap text-muted">npx pepro create-superadmin</code>
        </p>
      </main>
      <footer class="flex justify-center px-4 pb-6">
        <Preferences />
      </footer>
    </div>
  );
}
