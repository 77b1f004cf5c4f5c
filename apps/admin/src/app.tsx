import { Router, type RouteSectionProps } from "@solidjs/router";
import { ErrorBoundary, Suspense } from "solid-js";
import { AwaitCommonTexts, I18nProvider } from "./i18n/i18n.tsx";
import { focusHeadingOnArrival } from "./navigation/arrival.ts";
import { ProgressLine } from "./navigation/progress-line.tsx";
import { TitleProvider } from "./navigation/title.tsx";
import { CrashPage } from "./routes/crash.tsx";
import { routes } from "./routes.tsx";

export function App() {
  return (
    <I18nProvider>
      <TitleProvider>
        <Router root={Root} scrollRestoration>
          {routes}
        </Router>
      </TitleProvider>
    </I18nProvider>
  );
}

/** Around every page: what shows when one breaks, and what happens between two. */
function Root(props: RouteSectionProps) {
  focusHeadingOnArrival();
  return (
    <>
      <ProgressLine />
      <ErrorBoundary fallback={(error, reset) => <CrashPage error={error} onRetry={reset} />}>
        <Suspense>
          <AwaitCommonTexts />
          {props.children}
        </Suspense>
      </ErrorBoundary>
    </>
  );
}
