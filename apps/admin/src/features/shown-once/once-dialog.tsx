import { createEffect, createSignal, type JSX, onCleanup, onMount, untrack } from "solid-js";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import type { AnyForm } from "../../ui/form/form.tsx";
import { type FormAnswer, FormDialog } from "../../ui/form/form-dialog.tsx";

export type OnceDialogProps = {
  open: boolean;
  /** Before it opens: the fields are emptied, what was shown is forgotten. */
  onOpen: () => void;
  onClose: () => void;
  title: string;
  description?: string | undefined;
  /** What is asked first; its fields are the children. */
  form: AnyForm;
  children: JSX.Element;
  /** Verb and object: «Créer la clé». */
  action: string;
  /** Whether the answer is there, and how it looks. */
  isShown: boolean;
  shown: () => JSX.Element;
  once: {
    title: string;
    /** That it will not be shown again, and what to do with it. */
    warning: string;
    /** What is ticked before the window closes: «J'ai conservé cette clé». */
    kept: string;
    keepFirst: string;
    done: string;
  };
};

/** A window that asks, and then shows what the server tells once: it stays until somebody says that they have kept it. */
export function OnceDialog(props: OnceDialogProps) {
  const [isKept, setKept] = createSignal(false);
  createEffect(() => {
    if (!props.open) return;
    setKept(false);
    untrack(() => props.onOpen());
  });
  createEffect(() => {
    if (!props.open || !props.isShown || isKept()) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    onCleanup(() => window.removeEventListener("beforeunload", ask));
  });
  const answer: FormAnswer = {
    content: () => (
      <Shown>
        <Alert tone="warning">{props.once.warning}</Alert>
        {props.shown()}
        <Checkbox label={props.once.kept} value={isKept()} onChange={setKept} />
      </Shown>
    ),
    footer: () => (
      <Button
        variant="primary"
        disabledReason={isKept() ? undefined : props.once.keepFirst}
        onClick={() => props.onClose()}
      >
        {props.once.done}
      </Button>
    ),
  };
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      locked={props.isShown}
      title={props.isShown ? props.once.title : props.title}
      description={props.isShown ? undefined : props.description}
      form={props.form}
      action={props.action}
      answer={props.isShown ? answer : undefined}
    >
      {props.children}
    </FormDialog>
  );
}

/** Takes the focus from the form that it replaces. */
function Shown(props: { children: JSX.Element }) {
  let element!: HTMLDivElement;
  onMount(() => element.focus());
  return (
    <div ref={element} tabindex="-1" class="flex flex-col gap-4 outline-none">
      {props.children}
    </div>
  );
}
