import { createEffect, type JSX, untrack } from "solid-js";
import { FormDialog } from "../../../../ui/form/form-dialog.tsx";
import { createForm, type FormOptions, type FormState } from "../../../../ui/form/index.ts";

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
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      description={props.description}
      form={form}
      action={props.action}
    >
      {props.children(form)}
    </FormDialog>
  );
}
