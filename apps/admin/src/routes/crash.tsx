import { Suspense } from "solid-js";
import { PageError } from "../ui/page-error.tsx";

/** When a page breaks outside everything that could show it in place. */
export function CrashPage(props: { error: unknown; onRetry: () => void }) {
  console.error(props.error);
  return (
    <main class="grid min-h-dvh place-items-center">
      <Suspense>
        <PageError error={props.error} onRetry={props.onRetry} />
      </Suspense>
    </main>
  );
}
