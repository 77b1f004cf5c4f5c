import { createEffect, untrack } from "solid-js";
import type { FormState } from "../../../../ui/form/index.ts";

/** While nothing is being changed, a form shows what the server has: as it stored what was sent, or as others left it. */
export function followServer<Input extends object>(form: FormState<Input>, values: () => Input): void {
  createEffect(() => {
    const current = values();
    if (!form.dirty() && !form.submitting()) untrack(() => form.reset(current));
  });
}
