import { isPeproError, type PeproClient } from "@pepro/client";
import { ask } from "./ask.ts";
import { element } from "./element.ts";
import type { Visit } from "./visit.ts";

/** A dialog to sign in with. @param onDone runs once somebody is signed in. */
export function signInDialog(client: PeproClient, visit: Visit, onDone: () => void): HTMLDialogElement {
  const { texts } = visit;
  const done = () => {
    dialog.close();
    onDone();
  };
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
  const first = ask(visit, {
    title: texts.signInTitle,
    action: texts.signIn,
    fields: [
      { input: email, label: texts.email },
      { input: password, label: texts.password },
    ],
    send: async () => {
      const { twoFactor } = await client.auth.signIn({ email: email.value, password: password.value });
      if (!twoFactor) return done();
      const { form, code } = secondStep(client, visit, twoFactor, done, startAgain);
      dialog.replaceChildren(form);
      code.focus();
    },
  });
  const dialog = element("dialog", { "aria-labelledby": "sign-in-title" }, first.form);
  const startAgain = (why?: unknown) => {
    password.value = "";
    dialog.replaceChildren(first.form);
    if (why) first.refuse(why);
  };

  // A click beside the form lands on the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  // Whoever leaves at the second step begins with the first.
  dialog.addEventListener("close", () => startAgain());
  return dialog;
}

/** Asks for what an account with an authenticator needs beside its password: a code of it, or a recovery code. */
function secondStep(
  client: PeproClient,
  visit: Visit,
  twoFactor: string,
  onDone: () => void,
  onExpired: (why: unknown) => void,
) {
  const { texts } = visit;
  const code = element("input", {
    id: "code",
    name: "code",
    autocomplete: "one-time-code",
    autocapitalize: "none",
    spellcheck: "false",
    required: true,
    "aria-describedby": "code-about",
  });
  const { form } = ask(visit, {
    title: texts.codeTitle,
    action: texts.codeCheck,
    fields: [{ input: code, label: texts.code }],
    send: async () => {
      try {
        await client.auth.verifyTwoFactor.mutate({ twoFactor, code: code.value });
      } catch (error) {
        if (isPeproError(error, "sign_in_expired")) return onExpired(error);
        throw error;
      }
      onDone();
    },
  });
  form.querySelector("h2")?.after(element("p", { id: "code-about", class: "about" }, texts.codeAbout));
  return { form, code };
}
