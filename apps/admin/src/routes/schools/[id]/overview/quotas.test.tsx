import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { schoolView } from "../../../../testing/schools.ts";
import { fakeServer } from "../../../../testing/server.ts";
import { Quotas } from "./quotas.tsx";

const server = fakeServer();
afterEach(() => query.clear());

async function open() {
  const school = schoolView("Lycée Hugo");
  server.answer({ "tenants.update": () => school });
  const page = renderPage(() => <Quotas school={school} />);
  fireEvent.click(await page.findByRole("button", { name: "Modifier les quotas" }));
  const dialog = within(await screen.findByRole("dialog"));
  const type = (label: string, text: string) => {
    const input = dialog.getByRole("spinbutton", { name: label });
    fireEvent.input(input, { target: { value: text }, inputType: "insertText" });
    fireEvent.change(input);
    fireEvent.blur(input);
  };
  const save = () => fireEvent.click(dialog.getByRole("button", { name: "Enregistrer les quotas" }));
  const sent = () => server.calls.filter(({ path }) => path === "tenants.update").map(({ input }) => input);
  return { ...dialog, school, type, save, sent };
}

test.each([
  ["0", "Il faut au moins 1."],
  ["", "Un nombre entier est attendu."],
])("a quota of %j is refused on its field, and nothing is sent", async (text, fault) => {
  const { type, save, sent, findByText } = await open();
  type("Élèves", text);
  save();
  await findByText(fault);
  expect(sent()).toEqual([]);
});

test("what was changed alone is sent", async () => {
  const { school, type, save, sent } = await open();
  type("Élèves", "1");
  save();
  await expect.poll(sent).toEqual([{ id: school.id, maxStudents: 1 }]);
});

const question = () => screen.findByRole("dialog", { name: /^Quitter sans enregistrer/ });
const dialogs = () => screen.queryAllByRole("dialog", { hidden: true });

test.each([
  ["Escape", ({ key }: { key: () => void }) => key()],
  ["the cross", ({ press }: { press: (name: string) => void }) => press("Fermer")],
  ["«Annuler»", ({ press }: { press: (name: string) => void }) => press("Annuler")],
])("%s asks before it drops what was typed, and drops it when that is meant", async (_, away) => {
  const { type, sent, getByRole } = await open();
  type("Élèves", "7");
  const go = {
    key: () => fireEvent.keyDown(document, { key: "Escape" }),
    press: (name: string) => fireEvent.click(getByRole("button", { name })),
  };
  away(go);
  fireEvent.click(within(await question()).getByRole("button", { name: "Continuer la saisie" }));
  await waitFor(() => expect(dialogs()).toHaveLength(1));
  expect(getByRole("spinbutton", { name: "Élèves" })).toHaveProperty("value", "7");
  away(go);
  fireEvent.click(within(await question()).getByRole("button", { name: "Quitter sans enregistrer" }));
  await waitFor(() => expect(dialogs()).toHaveLength(0));
  expect(sent()).toEqual([]);
});

test("a window in which nothing was typed closes at once", async () => {
  const { getByRole } = await open();
  fireEvent.click(getByRole("button", { name: "Annuler" }));
  await waitFor(() => expect(dialogs()).toHaveLength(0));
});
