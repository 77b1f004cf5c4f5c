import { createSignal } from "solid-js";
import { askAnew } from "../data/session.ts";
import { pauseAfter } from "./auto-retry.ts";
import { ErrorState, type ErrorStateProps } from "./error-state.tsx";

type PageErrorProps = Pick<ErrorStateProps, "title" | "heading"> & {
  error: unknown;
  /** Draws the page again. */
  onRetry: () => void;
};

/** What an ErrorBoundary shows. The page is drawn again once the server answers: until then this stays, and counts. */
export function PageError(props: PageErrorProps) {
  const [later, setLater] = createSignal<unknown>();
  const retry = async () => {
    const failure = await askAnew().catch((cause: unknown) => cause);
    if (pauseAfter(failure) === undefined) props.onRetry();
    else setLater(() => failure);
  };
  return (
    <ErrorState
      {...(props.title ? { title: props.title } : {})}
      heading={props.heading ?? false}
      error={later() ?? props.error}
      onRetry={retry}
    />
  );
}
