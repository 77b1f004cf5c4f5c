import { createEffect, createSignal, createUniqueId, type JSX, untrack } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Dialog } from "../../../../ui/dialog.tsx";
import { DiscardQuestion } from "../../../../ui/form/discard-question.tsx";
import { createForm, Form, FormError, type FormOptions, type FormState } from "../../../../ui/form/index.ts";
import { UnsavedChanges } from "../../../../ui/form/unsaved-changes.tsx";

export type EditDialogProps<Input extends object, Output> = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  /** Verb and object: «Enregistrer les quotas». */
  action: string;
  schema: FormOptions<Input, Output>["schema"];
  /** What is there now: the fields begin with it each time the dialog opens. */
  values: Input;
  /** Once it is through the dialog closes; what it throws is shown where it belongs. */
  save: (values: Output) => Promise<unknown>;
  children: (form: FormState<Input>) => JSX.Element;
};

/** A few facts of a page, changed in a window over it, which asks before it drops what was typed. */
export function EditDialog<Input extends object, Output>(props: EditDialogProps<Input, Output>) {
  const common = useText("common");
  const id = createUniqueId();
  const form = createForm<Input, Output>({
    schema: props.schema,
    initial: props.values,
    submit: async (values) => {
      if (form.dirty()) await props.save(values);
      props.onClose();
    },
  });
  const [isAsking, setAsking] = createSignal(false);
  const isChanged = () => props.open && form.dirty();
  const close = () => (isChanged() ? setAsking(true) : props.onClose());
  createEffect(() => {
    if (props.open) untrack(() => form.reset(props.values));
  });
  return (
    <>
      <Dialog
        open={props.open}
        onClose={close}
        locked={form.submitting()}
        holds={isChanged()}
        title={props.title}
        {...(props.description ? { description: props.description } : {})}
        footer={
          <>
            <Button disabled={form.submitting()} onClick={close}>
              {common("dialog.cancel")}
            </Button>
            <Button type="submit" form={id} variant="primary" loading={form.submitting()}>
              {props.action}
            </Button>
          </>
        }
      >
        <Form form={form} id={id} label={props.title}>
          {props.children(form)}
          <FormError form={form} />
        </Form>
      </Dialog>
      <UnsavedChanges form={{ dirty: isChanged, submitting: form.submitting }} />
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
