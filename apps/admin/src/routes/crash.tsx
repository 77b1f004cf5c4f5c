import { ErrorBoundary, Suspense } from "solid-js";
import { StartError } from "../shell/start-error.tsx";

/** When a page breaks outside everything that could show it in place. */
export function CrashPage(props: { error: unknown; onRetry: () => void }) {
  console.error(props.error);
  return (
    <ErrorBoundary fallback={showBootFailed}>
      <Suspense>
        <StartError error={props.error} onRetry={props.onRetry} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Not even the texts are there: the page's own few words, which came with it. */
function showBootFailed() {
  document.getElementById("boot-failed")?.removeAttribute("hidden");
  return undefined;
}
