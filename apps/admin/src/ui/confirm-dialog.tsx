import { createEffect, createSignal, For, type JSX, Show } from "solid-js";
import { useErrorText } from "../i18n/error-text.ts";
import { useText } from "../i18n/i18n.tsx";
import { Alert } from "./alert.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { MoreOfError } from "./error-details.tsx";
import { TextField } from "./text-field.tsx";

export type ConfirmDialogProps = {
  open: boolean;
  /** A question that names the thing: «Supprimer le Lycée Hugo ?» */
  title: string;
  description?: JSX.Element;
  /** What goes, one line each: «412 élèves», «3,2 Go de fichiers». */
  consequences?: readonly string[];
  /** What must be typed before the button can be pressed: the school's subdomain. */
  typed?: string;
  /** Verb and object: «Supprimer l'établissement». */
  action: string;
  tone?: "danger" | "neutral";
  onCancel: () => void;
  /** Runs with the dialog open; what it throws is shown in it, and it can be tried again. */
  onConfirm: () => unknown;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useText("common");
  const errorText = useErrorText();
  const [text, setText] = createSignal("");
  const [running, setRunning] = createSignal(false);
  const [error, setError] = createSignal<unknown>();
  createEffect(() => {
    if (!props.open) return;
    setText("");
    setError(undefined);
  });
  const isTyped = () => props.typed === undefined || text().trim() === props.typed;
  const confirm = async (event?: SubmitEvent) => {
    event?.preventDefault();
    if (!isTyped() || running()) return;
    setRunning(true);
    setError(undefined);
    try {
      await props.onConfirm();
    } catch (cause) {
      setError(cause);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onCancel}
      locked={running()}
      size="sm"
      title={props.title}
      description={props.description}
      footer={
        <>
          <Button onClick={() => props.onCancel()} disabled={running()}>
            {t("dialog.cancel")}
          </Button>
          <Button
            variant={props.tone === "neutral" ? "primary" : "danger"}
            disabled={!isTyped()}
            loading={running()}
            onClick={() => void confirm()}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <Show when={props.consequences?.length || props.typed !== undefined || error()}>
        <form class="flex flex-col gap-4" onSubmit={confirm}>
          <Show when={props.consequences?.length}>
            <ul class="flex list-disc flex-col gap-1 rounded-lg border border-danger-line bg-danger-soft py-2.5 pr-3 pl-7 text-sm text-danger-ink">
              <For each={props.consequences}>{(line) => <li>{line}</li>}</For>
            </ul>
          </Show>
          <Show when={props.typed}>
            {(typed) => (
              <TextField
                label={t("confirm.type", { text: typed() })}
                value={text()}
                onChange={setText}
                mono
                disabled={running()}
              />
            )}
          </Show>
          <Show when={error()}>
            {(cause) => (
              <Alert tone="danger">
                {errorText(cause()).message}
                <MoreOfError text={errorText(cause())} />
              </Alert>
            )}
          </Show>
        </form>
      </Show>
    </Dialog>
  );
}
