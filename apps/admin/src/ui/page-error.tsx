import { revalidate } from "@solidjs/router";
import { ErrorState } from "./error-state.tsx";

/** What an ErrorBoundary shows: trying again asks the server anew before the page is drawn again. */
export function PageError(props: { title?: string; error: unknown; onRetry: () => void }) {
  return (
    <ErrorState
      {...(props.title ? { title: props.title } : {})}
      error={props.error}
      onRetry={() => void revalidate().then(props.onRetry, props.onRetry)}
    />
  );
}
