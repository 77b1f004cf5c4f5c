import { createEffect, createSignal, createUniqueId, type JSX, onCleanup, onMount, Show, untrack } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Form, FormError, type FormState } from "../../ui/form/index.ts";

type AnyForm = Omit<FormState<Record<never, never>>, "field" | "set" | "values" | "reset">;

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
  const common = useText("common");
  const id = createUniqueId();
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
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      locked={props.isShown || props.form.submitting()}
      title={props.isShown ? props.once.title : props.title}
      description={props.isShown ? undefined : props.description}
      footer={
        <Show
          when={props.isShown}
          fallback={
            <>
              <Button disabled={props.form.submitting()} onClick={() => props.onClose()}>
                {common("dialog.cancel")}
              </Button>
              <Button type="submit" form={id} variant="primary" loading={props.form.submitting()}>
                {props.action}
              </Button>
            </>
          }
        >
          <Button
            variant="primary"
            disabledReason={isKept() ? undefined : props.once.keepFirst}
            onClick={() => props.onClose()}
          >
            {props.once.done}
          </Button>
        </Show>
      }
    >
      <Show
        when={props.isShown}
        fallback={
          <Form form={props.form} id={id} label={props.title}>
            {props.children}
            <FormError form={props.form} />
          </Form>
        }
      >
        <Shown>
          <Alert tone="warning">{props.once.warning}</Alert>
          {props.shown()}
          <Checkbox label={props.once.kept} value={isKept()} onChange={setKept} />
        </Shown>
      </Show>
    </Dialog>
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
