import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../button.tsx";
import { Dialog, type DialogProps } from "../dialog.tsx";
import { DiscardQuestion } from "./discard-question.tsx";
import { type AnyForm, Form, FormError } from "./form.tsx";
import { UnsavedChanges } from "./unsaved-changes.tsx";

export type FormDialogProps = Omit<DialogProps, "footer" | "holds"> & {
  form: AnyForm;
  /** Verb and object: «Enregistrer les quotas». */
  action: string;
  danger?: boolean;
  /** What takes the form's place once there is something to tell. */
  answer?: FormAnswer | undefined;
};

export type FormAnswer = { content: () => JSX.Element; footer: () => JSX.Element };

/** A form in a window, its fields the children, which asks before it drops what was typed. */
export function FormDialog(props: FormDialogProps) {
  const common = useText("common");
  const id = createUniqueId();
  const [isAsking, setAsking] = createSignal(false);
  const isChanged = () => props.open && !props.answer && props.form.dirty();
  const close = () => (isChanged() ? setAsking(true) : props.onClose());
  return (
    <>
      <Dialog
        open={props.open}
        onClose={close}
        locked={props.locked || props.form.submitting()}
        holds={isChanged()}
        title={props.title}
        description={props.description}
        size={props.size ?? "md"}
        footer={
          <Show
            when={props.answer}
            fallback={
              <>
                <Button disabled={props.form.submitting()} onClick={close}>
                  {common("dialog.cancel")}
                </Button>
                <Button
                  type="submit"
                  form={id}
                  variant={props.danger ? "danger" : "primary"}
                  loading={props.form.submitting()}
                >
                  {props.action}
                </Button>
              </>
            }
          >
            {(answer) => answer().footer()}
          </Show>
        }
      >
        <Show
          when={props.answer}
          fallback={
            <Form form={props.form} id={id} label={props.title}>
              {props.children}
              <FormError form={props.form} />
            </Form>
          }
        >
          {(answer) => answer().content()}
        </Show>
      </Dialog>
      <UnsavedChanges form={{ dirty: isChanged, submitting: () => props.form.submitting() }} />
      <DiscardQuestion
        open={isAsking()}
        onStay={() => setAsking(false)}
        onDiscard={() => {
          setAsking(false);
          props.onClose();
        }}
      />
    </>
  );
}
