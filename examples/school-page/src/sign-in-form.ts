import { fieldMessagesOf, messageOf, type PeproClient } from "@pepro/client";
import { element } from "./element.ts";
import type { Visit } from "./visit.ts";

/** A dialog to sign in with. @param onDone runs once somebody is signed in. */
export function signInDialog(client: PeproClient, { texts, language }: Visit, onDone: () => void): HTMLDialogElement {
  const email = element("input", {
    id: "email",
    type: "email",
    name: "email",
    autocomplete: "username",
    required: true,
  });
  const password = element("input", {
    id: "password",
    type: "password",
    name: "password",
    autocomplete: "current-password",
    required: true,
  });
  const fault = element("p", { class: "fault", role: "alert" });
  const submit = element("button", { type: "submit", class: "primary" }, texts.signIn);
  const form = element(
    "form",
    {},
    element("h2", { id: "sign-in-title" }, texts.signInTitle),
    element("label", { for: "email" }, texts.email),
    email,
    element("label", { for: "password" }, texts.password),
    password,
    fault,
    submit,
  );
  const dialog = element("dialog", { "aria-labelledby": "sign-in-title" }, form);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.textContent = "";
    submit.disabled = true;
    try {
      await client.auth.signIn({ email: email.value, password: password.value });
      dialog.close();
      onDone();
    } catch (error) {
      fault.textContent = Object.values(fieldMessagesOf(error))[0] ?? messageOf(error, language);
      password.select();
    } finally {
      submit.disabled = false;
    }
  });
  // A click beside the form lands on the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  return dialog;
}
