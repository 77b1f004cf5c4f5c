import { useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Logo } from "../ui/logo.tsx";
import { Preferences } from "../ui/preferences.tsx";

/** In place of everything, when nothing around the page can be shown either: who speaks, what failed, what to do. */
export function StartError(props: { error: unknown; onRetry: () => unknown }) {
  const t = useText("common");
  useTitle(() => t("error.start"));
  return (
    <div class="relative isolate flex min-h-dvh flex-col overflow-hidden">
      <div class="sign-in-ground absolute inset-0 -z-10" aria-hidden="true" />
      <main id="main" class="mx-auto flex w-full max-w-lg flex-1 flex-col items-center justify-center gap-6 px-4 py-12">
        <Logo name />
        <div class="w-full rounded-xl border border-line bg-surface shadow-sm">
          <ErrorState heading title={t("error.start")} error={props.error} onRetry={() => props.onRetry()} />
        </div>
      </main>
      <footer class="flex justify-center px-4 pb-6">
        <Preferences />
      </footer>
    </div>
  );
}
