import { isPeproError } from "@pepro/client";
import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, lazy, onMount, Show, Suspense } from "solid-js";
import { type Challenge, type Credentials, currentSession, signIn } from "../data/session.ts";
import { useText } from "../i18n/i18n.tsx";
import { createCountdown } from "../navigation/countdown.ts";
import { nextPage } from "../navigation/next-page.ts";
import { useTitle } from "../navigation/title.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { createForm, Form, FormError } from "../ui/form/index.ts";
import { requireFields } from "../ui/form/required.ts";
import { Logo } from "../ui/logo.tsx";
import { PasswordField } from "../ui/password-field.tsx";
import { Preferences } from "../ui/preferences.tsx";
import { TextField } from "../ui/text-field.tsx";

const SecondStep = lazy(() => import("./sign-in/second-step.tsx"));

const EMPTY: Credentials = { email: "", password: "" };

export default function SignIn() {
  const t = useText("sign-in");
  const navigate = useNavigate();
  const location = useLocation<{ expired: boolean }>();
  const [search] = useSearchParams<{ next: string }>();
  const [challenge, setChallenge] = createSignal<Challenge>();
  const [isLate, setLate] = createSignal(false);
  const wait = createCountdown();
  let email!: HTMLInputElement;
  let password!: HTMLInputElement;
  useTitle(() => t("title"));

  const goOn = () => navigate(nextPage(search.next), { replace: true });
  const form = createForm<Credentials, Credentials>({
    schema: requireFields<Credentials>("email", "password"),
    initial: EMPTY,
    submit: async (credentials) => {
      try {
        setLate(false);
        const asked = await signIn(credentials);
        if (!asked) return goOn();
        setChallenge(asked);
      } catch (error) {
        if (isPeproError(error, "too_many_attempts")) wait.start(error.fields.retryAfterSeconds);
        password.select();
        throw error;
      }
    },
  });
  /** From the second step to the first, where nothing is filled in any more. */
  const startAgain = (late: boolean) => {
    form.reset(EMPTY);
    setChallenge(undefined);
    setLate(late);
    email.focus();
  };
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
          <Show
            when={challenge()}
            fallback={
              <>
                <Show when={(location.state?.expired || isLate()) && !form.error()}>
                  <Alert tone="accent" class="mb-5">
                    {t(isLate() ? "late" : "expired")}
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
                  <PasswordField
                    {...form.field("password")}
                    ref={(input) => {
                      password = input;
                    }}
                    label={t("password")}
                    show={t("password.show")}
                    hide={t("password.hide")}
                    autocomplete="current-password"
                    size="lg"
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
                <p class="mt-4 text-center text-sm">
                  <a
                    href="/password-reset"
                    rel="external"
                    class="inline-block rounded-sm py-0.5 text-accent-ink underline-offset-3 hover:underline pointer-coarse:py-1.5"
                  >
                    {t("forgotten")}
                  </a>
                </p>
              </>
            }
          >
            {(asked) => (
              <Suspense>
                <SecondStep challenge={asked()} onPassed={goOn} onStartAgain={startAgain} />
              </Suspense>
            )}
          </Show>
        </div>
      </main>
      <footer class="flex justify-center px-4 pb-6">
        <Preferences />
      </footer>
    </div>
  );
}
