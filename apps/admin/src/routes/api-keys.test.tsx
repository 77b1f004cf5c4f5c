import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { keyOf } from "../testing/account.ts";
import { renderPage } from "../testing/render.tsx";
import { fakeServer, gatewayDown, refusal } from "../testing/server.ts";
import ApiKeys from "./api-keys.tsx";

const server = fakeServer();
afterEach(() => query.clear());

const SCOPES = ["tenants:read", "tenants:write", "tenants:delete"];
const SECRET = "pepro_platform_0123456789";
const list = (...keys: object[]) => ({ "apiKeys.list": () => ({ keys, scopes: SCOPES }) });
const open = () => renderPage(() => <ApiKeys />);
const calls = (path: string) => server.calls.filter((call) => call.path === path).map(({ input }) => input);

test("no key yet says what keys are for", async () => {
  server.answer(list());
  open();
  await screen.findByText("Aucune clé en service");
  expect(screen.queryByText("Clés révoquées ou expirées")).toBeNull();
});

test("keys in use stand apart from those that open nothing any more", async () => {
  server.answer(list(keyOf(1), keyOf(2, { state: "revoked" }), keyOf(3, { state: "expired" })));
  open();
  await screen.findByText("Programme 1");
  const rows = async (name: string) =>
    within(await screen.findByRole("table", { name }))
      .getAllByRole("row")
      .slice(1)
      .map(({ textContent }) => textContent);
  expect(await rows("Clés en service")).toEqual([expect.stringContaining("Programme 1")]);
  expect(await rows("Clés révoquées ou expirées")).toEqual([
    expect.stringMatching(/Programme 2.*Révoquée/),
    expect.stringMatching(/Programme 3.*Expirée/),
  ]);
  expect(screen.getAllByRole("button", { name: /^Révoquer/ })).toHaveLength(1);
});

test("a key needs a name and a right, is shown once, and is gone with its window", async () => {
  server.answer({ ...list(), "apiKeys.create": () => ({ key: keyOf(1), secret: SECRET }) });
  open();
  await screen.findByText("Aucune clé en service");
  fireEvent.click(screen.getByRole("button", { name: "Créer une clé" }));
  const dialog = within(await screen.findByRole("dialog"));
  const send = () => fireEvent.click(dialog.getByRole("button", { name: "Créer une clé" }));
  send();
  await screen.findByText("Choisissez au moins un droit.");
  expect(calls("apiKeys.create")).toEqual([]);
  fireEvent.input(dialog.getByLabelText("Nom"), { target: { value: " Emploi du temps " } });
  fireEvent.click(dialog.getByLabelText("Supprimer les établissements"));
  fireEvent.click(dialog.getByLabelText("Consulter les établissements"));
  send();
  await screen.findByText(SECRET);
  expect(calls("apiKeys.create")).toEqual([
    { name: "Emploi du temps", scopes: ["tenants:read", "tenants:delete"], days: 365 },
  ]);
  const done = screen.getByRole("button", { name: "Terminer" });
  fireEvent.click(done);
  screen.getByText(SECRET);
  fireEvent.click(screen.getByLabelText("J'ai conservé cette clé"));
  fireEvent.click(done);
  await waitFor(() => expect(document.body.textContent).not.toContain(SECRET));
  fireEvent.click(screen.getByRole("button", { name: "Créer une clé" }));
  expect((await screen.findByLabelText<HTMLInputElement>("Nom")).value).toBe("");
});

test("a key is revoked once that is confirmed, and what the server refuses is said there", async () => {
  server.answer({ ...list(keyOf(1)), "apiKeys.revoke": () => refusal("not_found", { entity: "apiKey", id: "1" }, "") });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Révoquer Programme 1" }));
  const confirm = await screen.findByRole("button", { name: "Révoquer la clé" });
  expect(calls("apiKeys.revoke")).toEqual([]);
  fireEvent.click(confirm);
  await screen.findByText("Ce qui est demandé n'existe pas, ou plus.");
  server.answer({ ...list(keyOf(1, { state: "revoked" })), "apiKeys.revoke": () => undefined });
  fireEvent.click(confirm);
  await screen.findByText("Révoquée");
  expect(calls("apiKeys.revoke").at(-1)).toEqual({ id: keyOf(1).id });
});

test("keys that cannot be read say so, and are asked for again", async () => {
  server.answer({ "apiKeys.list": gatewayDown });
  open();
  await screen.findByText("Les clés n'ont pas pu être chargées");
  server.answer(list(keyOf(1)));
  fireEvent.click(screen.getByRole("button", { name: "Réessayer" }));
  await screen.findByText("Programme 1");
});

test("a key half described is not dropped unasked, and the window opens empty the next time", async () => {
  server.answer(list());
  open();
  await screen.findByText("Aucune clé en service");
  fireEvent.click(screen.getByRole("button", { name: "Créer une clé" }));
  const name = await screen.findByLabelText<HTMLInputElement>("Nom");
  fireEvent.input(name, { target: { value: "Emploi du temps" } });
  fireEvent.keyDown(name, { key: "Escape" });
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Continuer la saisie" })).toBeNull());
  expect(name.value).toBe("Emploi du temps");
  fireEvent.click(screen.getByRole("button", { name: "Annuler" }));
  fireEvent.click(await screen.findByRole("button", { name: "Quitter sans enregistrer" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  fireEvent.click(screen.getByRole("button", { name: "Créer une clé" }));
  expect((await screen.findByLabelText<HTMLInputElement>("Nom")).value).toBe("");
});
