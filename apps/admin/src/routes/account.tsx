import { createAsync } from "@solidjs/router";
import { Show, Suspense } from "solid-js";
import { currentSession } from "../data/session.ts";
import { useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PasswordSection } from "./account/password-section.tsx";
import { SessionsSection } from "./account/sessions-section.tsx";
import { TwoFactorSection } from "./account/two-factor-section.tsx";

/** One's own account: the password, the authenticator, and where one is signed in. */
export default function Account() {
  const t = useText("account");
  const session = createAsync(() => currentSession());
  useTitle(() => t("title"));
  return (
    <>
      <PageHeader title={t("title")} description={<Suspense>{session.latest?.user.email}</Suspense>} />
      <Suspense>
        <Show when={session.latest?.user}>
          {(user) => (
            <div class="flex max-w-3xl flex-col gap-5">
              <PasswordSection user={user()} />
              <TwoFactorSection email={user().email} />
              <SessionsSection />
            </div>
          )}
        </Show>
      </Suspense>
    </>
  );
}
