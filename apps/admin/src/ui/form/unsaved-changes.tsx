import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";

/** Asks before a page is left with changes that were not saved: our own question inside the dashboard, the browser's outside. */
export function UnsavedChanges(props: { form: { dirty(): boolean; submitting(): boolean } }) {
  const t = useText("common");
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs>();
  const isAtStake = () => props.form.dirty() && !props.form.submitting();

  useBeforeLeave((event) => {
    // Only what the address bar shows after `?` changes: the form stays.
    const isSamePage = typeof event.to === "string" && event.to.split("?")[0] === event.from.pathname;
    if (!isAtStake() || isSamePage || event.defaultPrevented) return;
    event.preventDefault();
    setLeaving(event);
  });
  createEffect(() => {
    if (!isAtStake()) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    onCleanup(() => window.removeEventListener("beforeunload", ask));
  });

  return (
    <Dialog
      open={leaving() !== undefined}
      onClose={() => setLeaving(undefined)}
      size="sm"
      title={t("unsaved.title")}
      description={t("unsaved.description")}
      footer={
        <>
          <Button
            variant="danger-quiet"
            onClick={() => {
              leaving()?.retry(true);
              setLeaving(undefined);
            }}
          >
            {t("unsaved.discard")}
          </Button>
          <Button variant="primary" data-autofocus="" onClick={() => setLeaving(undefined)}>
            {t("unsaved.stay")}
          </Button>
        </>
      }
    />
  );
}
