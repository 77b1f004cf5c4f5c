import {
  Navigate,
  type RouteSectionProps,
  revalidate,
  useBeforeLeave,
  useIsRouting,
  useLocation,
} from "@solidjs/router";
import { createSignal, ErrorBoundary, Match, onCleanup, onMount, Show, Suspense, Switch } from "solid-js";
import { SIGNED_OUT } from "../data/client.ts";
import { createKept } from "../data/kept.ts";
import { currentSession, forgetSession } from "../data/session.ts";
import { useText } from "../i18n/i18n.tsx";
import { SIGN_IN, signInHref } from "../navigation/next-page.ts";
import { PageError } from "../ui/page-error.tsx";
import { ToastRegion } from "../ui/toast.tsx";
import { CommandPaletteButton, createPalette } from "./palette/open-palette.tsx";
import { Sidebar } from "./sidebar.tsx";
import { StartError } from "./start-error.tsx";
import { TopBar } from "./top-bar.tsx";

/** Around every page for those who are signed in; leads all others to the sign-in page and back. */
export default function Shell(props: RouteSectionProps) {
  const t = useText("shell");
  const location = useLocation();
  // Asked again with everything else: an outage later on takes nothing away from who is known already.
  const session = createKept(
    () => null,
    () => currentSession(),
  );
  const [left, setLeft] = createSignal<{ expired: boolean }>();
  const palette = createPalette();
  const isRouting = useIsRouting();
  let bound = "";
  useBeforeLeave(({ to }) => {
    if (typeof to === "string" && !to.startsWith(SIGN_IN)) bound = to;
  });
  // A session that ends is met on the way to the next page: that is where one wanted to go.
  const here = () => (isRouting() && bound) || location.pathname + location.search;

  /** The router takes links to a place on the page for its own, and would move the view without the focus. */
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  };

  onMount(() => {
    const onSignedOut = (event: Event) => {
      forgetSession();
      setLeft((event as CustomEvent<{ expired: boolean }>).detail);
    };
    window.addEventListener(SIGNED_OUT, onSignedOut);
    onCleanup(() => window.removeEventListener(SIGNED_OUT, onSignedOut));
  });

  return (
    <Show when={!left()} fallback={<Navigate href={left()?.expired ? signInHref(here()) : SIGN_IN} state={left()} />}>
      <Switch>
        <Match when={session().answer === null}>
          <Navigate href={signInHref(here())} />
        </Match>
        <Match when={session().answer?.user}>
          {(user) => (
            <div class="min-h-dvh [--sticky-top:0px] max-md:[--sticky-top:var(--bar-height)] md:grid md:grid-cols-[var(--sidebar-width)_minmax(0,1fr)]">
              {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on the page, as links do */}
              <a
                href="#main"
                onClick={skip}
                class="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-raised px-3 py-1.5 text-sm font-medium text-ink shadow-md focus:translate-y-0"
              >
                {t("skip")}
              </a>
              <Sidebar user={user()} search={<CommandPaletteButton onOpen={palette.open} />} />
              <TopBar user={user()} onSearch={palette.open} />
              <main id="main" tabindex="-1" class="min-w-0 bg-canvas">
                <div class="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6 md:px-10 md:py-9">
                  <ErrorBoundary fallback={(error, reset) => <PageError heading error={error} onRetry={reset} />}>
                    <Suspense>{props.children}</Suspense>
                  </ErrorBoundary>
                </div>
              </main>
              <palette.Outlet />
              <ToastRegion />
            </div>
          )}
        </Match>
        <Match when={session().error}>
          {(error) => <StartError error={error()} onRetry={() => revalidate(currentSession.key)} />}
        </Match>
      </Switch>
    </Show>
  );
}
