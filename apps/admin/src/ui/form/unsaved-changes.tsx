import { useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, onMount } from "solid-js";
import { beforeLeaving } from "../../navigation/leaving.ts";
import { DiscardQuestion } from "./discard-question.tsx";

/** Asks before a page is left with changes that were not saved: our own question inside the dashboard, the browser's outside. */
export function UnsavedChanges(props: { form: { dirty(): boolean; submitting(): boolean } }) {
  const [leaving, setLeaving] = createSignal<{ go: () => void }>();
  const isAtStake = () => props.form.dirty() && !props.form.submitting();

  useBeforeLeave((event) => {
    // Only what the address bar shows after `?` changes: the form stays.
    const isSamePage = typeof event.to === "string" && event.to.split("?")[0] === event.from.pathname;
    if (!isAtStake() || isSamePage || event.defaultPrevented) return;
    event.preventDefault();
    setLeaving({ go: () => event.retry(true) });
  });
  onMount(() => {
    const end = beforeLeaving((go) => {
      if (isAtStake()) setLeaving({ go });
      return isAtStake();
    });
    onCleanup(end);
  });
  createEffect(() => {
    if (!isAtStake()) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    onCleanup(() => window.removeEventListener("beforeunload", ask));
  });

  return (
    <DiscardQuestion
      open={leaving() !== undefined}
      onStay={() => setLeaving(undefined)}
      onDiscard={() => {
        leaving()?.go();
        setLeaving(undefined);
      }}
    />
  );
}
