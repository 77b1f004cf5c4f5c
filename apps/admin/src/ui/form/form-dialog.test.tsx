import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test, vi } from "vitest";
import * as z from "zod";
import { leave } from "../../navigation/leaving.ts";
import { renderPage } from "../../testing/render.tsx";
import { TextField } from "../text-field.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { createForm } from "./index.ts";

function Page() {
  const [isOpen, setOpen] = createSignal(true);
  const [isMade, setMade] = createSignal(false);
  const form = createForm({
    schema: z.object({ name: z.string().min(1) }),
    initial: { name: "" },
    submit: async () => setMade(true),
  });
  const answer = { content: () => <p>Made</p>, footer: () => <button type="button">Finish</button> };
  return (
    <FormDialog
      open={isOpen()}
      onClose={() => setOpen(false)}
      title="Make a thing"
      form={form}
      action="Make it"
      answer={isMade() ? answer : undefined}
    >
      <TextField {...form.field("name")} label="Name" />
    </FormDialog>
  );
}

const thing = () => screen.queryByRole("dialog", { name: "Make a thing", hidden: true });
const question = () => screen.findByRole("dialog", { name: /^Quitter sans enregistrer/ });
const answerWith = async (name: string) =>
  fireEvent.click(within(await question()).getByRole("button", { name, hidden: true }));

async function open(text: string) {
  renderPage(() => <Page />);
  const field = await screen.findByLabelText<HTMLInputElement>("Name");
  if (text) fireEvent.input(field, { target: { value: text } });
  return field;
}

const pressEscape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });
const ways: [string, () => unknown][] = [
  ["Escape", pressEscape],
  ["its cross", () => fireEvent.click(screen.getByRole("button", { name: "Fermer" }))],
  ["its button", () => fireEvent.click(screen.getByRole("button", { name: "Annuler" }))],
];

test.each(ways)("%s closes a form in which nothing was typed", async (_, close) => {
  await open("");
  close();
  await waitFor(() => expect(thing()).toBeNull());
});

test.each(ways)("%s asks before what was typed is dropped, and keeps it for who stays", async (_, close) => {
  const field = await open("Typed");
  close();
  await answerWith("Continuer la saisie");
  await waitFor(() => expect(screen.queryByRole("dialog", { name: /^Quitter/ })).toBeNull());
  expect([thing() !== null, field.value]).toEqual([true, "Typed"]);
  close();
  await answerWith("Quitter sans enregistrer");
  await waitFor(() => expect(thing()).toBeNull());
});

test("a press beside it closes an empty form and leaves what was typed alone", async () => {
  const field = await open("Typed");
  const pressBeside = async () => {
    // Who listens for it waits until the press that opened the window is over.
    await new Promise((resolve) => setTimeout(resolve));
    fireEvent.pointerDown(document.body, { button: 0, pointerType: "mouse" });
  };
  await pressBeside();
  expect([thing() !== null, field.value]).toEqual([true, "Typed"]);
  fireEvent.input(field, { target: { value: "" } });
  await pressBeside();
  await waitFor(() => expect(thing()).toBeNull());
});

test("leaving the page asks too, as long as there is something to lose", async () => {
  await open("Typed");
  const go = vi.fn();
  leave(go);
  await answerWith("Quitter sans enregistrer");
  expect(go).toHaveBeenCalledOnce();
});

test("the answer takes the form's place, and nothing is asked any more", async () => {
  await open("Typed");
  fireEvent.click(screen.getByRole("button", { name: "Make it" }));
  await screen.findByText("Made");
  expect(screen.queryByLabelText("Name")).toBeNull();
  screen.getByRole("button", { name: "Finish" });
  pressEscape();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
