import type { AnyForm } from "../../../ui/form/form.tsx";

/** Two forms that one window shows after one another, as one. */
export function inSteps(first: AnyForm, second: AnyForm, isSecond: () => boolean): AnyForm {
  const current = () => (isSecond() ? second : first);
  return {
    submit: () => current().submit(),
    submitting: () => current().submitting(),
    dirty: () => current().dirty(),
    error: () => current().error(),
    focusInvalid: {
      get current() {
        return current().focusInvalid.current;
      },
      set current(focus) {
        first.focusInvalid.current = focus;
        second.focusInvalid.current = focus;
      },
    },
  };
}
