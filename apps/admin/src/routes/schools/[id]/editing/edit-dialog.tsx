import { createEffect, createUniqueId, type JSX, untrack } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Dialog } from "../../../../ui/dialog.tsx";
import { createForm, Form, FormError, type FormOptions, type FormState } from "../../../../ui/form/index.ts";

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

/** A few facts of a page, changed in a window over it. */
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
  createEffect(() => {
    if (props.open) untrack(() => form.reset(props.values));
  });
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      locked={form.submitting()}
      title={props.title}
      {...(props.description ? { description: props.description } : {})}
      footer={
        <>
          <Button disabled={form.submitting()} onClick={() => props.onClose()}>
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
  );
}
