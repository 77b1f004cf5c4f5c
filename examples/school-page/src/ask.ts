import { fieldMessagesOf, messageOf } from "@pepro/client";
import { element } from "./element.ts";
import type { Visit } from "./visit.ts";

type Question = {
  title: string;
  action: string;
  fields: readonly { input: HTMLInputElement; label: string }[];
  /** What it throws is shown above the button, and the last field can be typed anew. */
  send: () => Promise<void>;
};

/** A form of a few fields and one button; `refuse` says in it what was refused elsewhere. */
export function ask({ language }: Visit, { title, action, fields, send }: Question) {
  const fault = element("p", { class: "fault", role: "alert" });
  const submit = element("button", { type: "submit", class: "primary" }, action);
  const form = element(
    "form",
    {},
    element("h2", { id: "sign-in-title" }, title),
    ...fields.flatMap(({ input, label }) => [element("label", { for: input.id }, label), input]),
    fault,
    submit,
  );
  const refuse = (error: unknown) => {
    fault.textContent = Object.values(fieldMessagesOf(error))[0] ?? messageOf(error, language);
    fields.at(-1)?.input.select();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.textContent = "";
    submit.disabled = true;
    try {
      await send();
    } catch (error) {
      refuse(error);
    } finally {
      submit.disabled = false;
    }
  });
  return { form, refuse };
}
