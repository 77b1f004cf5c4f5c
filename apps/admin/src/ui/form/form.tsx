import { type JSX, onMount, Show } from "solid-js";
import { useErrorText } from "../../i18n/error-text.ts";
import { Alert } from "../alert.tsx";
import { Button, type ButtonProps } from "../button.tsx";
import { cx } from "../cx.ts";
import { MoreOfError } from "../error-details.tsx";
import type { Form as FormState } from "./create-form.ts";

export type AnyForm = Pick<
  FormState<Record<never, never>>,
  "submit" | "submitting" | "dirty" | "error" | "focusInvalid"
>;

/** The element around a form's fields. Enter sends it; what is refused takes the focus. */
export function Form(props: {
  form: AnyForm;
  children: JSX.Element;
  class?: string;
  label?: string;
  /** For a button that stands outside: `<Button type="submit" form={id}>`. */
  id?: string;
}) {
  let element!: HTMLFormElement;
  onMount(() => {
    props.form.focusInvalid.current = () =>
      // Once the errors are drawn.
      queueMicrotask(() =>
        element
          .querySelector<HTMLElement>("[data-invalid-field] :is(input, textarea, button):not([type='color'])")
          ?.focus(),
      );
  });
  return (
    <form
      ref={element}
      id={props.id}
      noValidate
      aria-label={props.label}
      class={cx("flex flex-col gap-5", props.class)}
      onSubmit={(event) => {
        event.preventDefault();
        void props.form.submit();
      }}
    >
      {props.children}
    </form>
  );
}

/** What was refused without naming a field. */
export function FormError(props: { form: Pick<AnyForm, "error"> }) {
  const errorText = useErrorText();
  return (
    <Show when={props.form.error()}>
      {(error) => (
        <Alert tone="danger">
          {errorText(error()).message}
          <MoreOfError text={errorText(error())} />
        </Alert>
      )}
    </Show>
  );
}

/** Sends the form it stands in. With `whenChanged` it waits for something to send. */
export function SubmitButton(
  props: { form: AnyForm; whenChanged?: boolean } & Pick<
    ButtonProps,
    "children" | "size" | "full" | "icon" | "variant"
  >,
) {
  return (
    <Button
      type="submit"
      variant={props.variant ?? "primary"}
      size={props.size ?? "md"}
      full={props.full ?? false}
      {...(props.icon ? { icon: props.icon } : {})}
      loading={props.form.submitting()}
      disabled={props.whenChanged === true && !props.form.dirty()}
    >
      {props.children}
    </Button>
  );
}
