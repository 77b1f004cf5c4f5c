import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { CAMILLE, SESSION, superAdminOf } from "../testing/account.ts";
import { renderPage } from "../testing/render.tsx";
import { fakeServer, gatewayDown, refusal } from "../testing/server.ts";
import SuperAdmins from "./super-admins.tsx";

const server = fakeServer();
afterEach(() => query.clear());

const OWN = superAdminOf(9, { id: CAMILLE.id, email: CAMILLE.email, firstName: "Camille", lastName: "Lemaire" });
const people = (...more: object[]) => ({ "auth.session": () => SESSION, "superAdmins.list": () => [OWN, ...more] });
const open = () => renderPage(() => <SuperAdmins />);
const calls = (path: string) => server.calls.filter((call) => call.path === path).map(({ input }) => input);

/** Opens somebody's menu and chooses what to do. */
async function choose(email: string, deed: string) {
  const trigger = await screen.findByRole("button", { name: `Actions pour ${email}` });
  fireEvent.keyDown(trigger, { key: "Enter" });
  const item = await screen.findByRole("menuitem", { name: deed });
  fireEvent.keyDown(item, { key: "Enter" });
}

test("who looks at the page is marked, and has nothing to do to themselves", async () => {
  server.answer(people(superAdminOf(1)));
  open();
  await screen.findByText("vous");
  await screen.findByRole("button", { name: "Actions pour admin1@pepro.fr" });
  expect(screen.getAllByRole("button", { name: /^Actions pour/ })).toHaveLength(1);
});

test.each([
  [superAdminOf(1), "Désactiver le compte", "superAdmins.deactivate"],
  [superAdminOf(1, { isActive: false }), "Réactiver le compte", "superAdmins.activate"],
  [superAdminOf(1, { hasTwoFactor: true }), "Retirer la vérification", "superAdmins.resetTwoFactor"],
])("what is done to one is confirmed first: $2", async (person, deed, path) => {
  server.answer({ ...people(person), [path]: () => person });
  open();
  await choose(person.email, deed);
  const dialog = within(await screen.findByRole("dialog"));
  expect(calls(path)).toEqual([]);
  fireEvent.click(dialog.getByRole("button", { name: deed }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls(path)).toEqual([{ id: person.id }]);
});

test("the last one cannot be turned away, and the window says why", async () => {
  server.answer({ ...people(superAdminOf(1)), "superAdmins.deactivate": () => refusal("superadmin_needed", {}, "") });
  open();
  await choose("admin1@pepro.fr", "Désactiver le compte");
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Désactiver le compte" }));
  await screen.findByText(/^Il faut garder au moins un super-admin actif/);
});

test("another is added, an address that is taken is said on its field, and the password is shown once", async () => {
  const taken = refusal("validation_failed", { issues: [{ path: ["email"], rule: "email_taken" }] }, "");
  server.answer({ ...people(), "superAdmins.create": () => taken });
  open();
  await screen.findByText("vous");
  fireEvent.click(screen.getByRole("button", { name: "Ajouter un super-admin" }));
  const dialog = within(await screen.findByRole("dialog"));
  const send = () => fireEvent.click(dialog.getByRole("button", { name: "Ajouter un super-admin" }));
  for (const [label, value] of [
    ["Prénom", "Nina"],
    ["Nom", "Simon"],
    ["Adresse e-mail", "nina@pepro.fr"],
  ] as const) {
    fireEvent.input(dialog.getByLabelText(label), { target: { value } });
  }
  send();
  await screen.findByText("Cette adresse a déjà un compte.");
  server.answer({ "superAdmins.create": () => ({ superAdmin: superAdminOf(1), password: "premier-secret" }) });
  fireEvent.input(dialog.getByLabelText("Adresse e-mail"), { target: { value: "nina2@pepro.fr" } });
  send();
  await screen.findByText("premier-secret");
  fireEvent.click(screen.getByLabelText("J'ai transmis ce mot de passe"));
  fireEvent.click(screen.getByRole("button", { name: "Terminer" }));
  await waitFor(() => expect(document.body.textContent).not.toContain("premier-secret"));
});

test("somebody half entered is not dropped unasked", async () => {
  server.answer(people());
  open();
  await screen.findByText("vous");
  fireEvent.click(screen.getByRole("button", { name: "Ajouter un super-admin" }));
  const name = await screen.findByLabelText<HTMLInputElement>("Prénom");
  fireEvent.input(name, { target: { value: "Nina" } });
  fireEvent.click(screen.getByRole("button", { name: "Fermer" }));
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Continuer la saisie" })).toBeNull());
  expect(name.value).toBe("Nina");
});

test("people who cannot be read are asked for again", async () => {
  server.answer({ "auth.session": () => SESSION, "superAdmins.list": gatewayDown });
  open();
  await screen.findByText("Les super-admins n'ont pas pu être chargés");
});
