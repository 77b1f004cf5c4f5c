import { query, type RouteSectionProps, revalidate } from "@solidjs/router";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test } from "vitest";
import Home from "../routes/home.tsx";
import { renderPage } from "../testing/render.tsx";
import { fakeServer, gatewayDown } from "../testing/server.ts";
import { UnsavedChanges } from "../ui/form/unsaved-changes.tsx";
import Shell from "./shell.tsx";

const server = fakeServer();
beforeEach(() => server.answer({ "monitoring.fleet": () => ({ sampledAt: null }) }));
afterEach(() => query.clear());

const SESSION = { user: { id: "1", email: "camille@pepro.fr", fullName: "Camille Root", role: "superadmin" } };
const FLEET = {
  total: 3,
  byState: { active: 3, inactive: 0, notProvisioned: 0, provisioning: 0, failed: 0, pendingDeletion: 0 },
  byType: { college: 0, lycee: 3, lycee_pro: 0 },
  migrations: { latest: 10, behind: 0, versions: [{ version: 10, schools: 3 }] },
  latestOpenings: [],
  unhealthy: [],
  unhealthyCount: 0,
  lastActivity: null,
};

/** An answer that comes when it is let go. */
function held(value: unknown) {
  let release = () => {};
  const answer = new Promise((resolve) => {
    release = () => resolve(value);
  });
  return { answer: () => answer, release: () => release() };
}

const open = () =>
  renderPage(
    () => (
      <Shell {...({} as RouteSectionProps)}>
        <Home />
      </Shell>
    ),
    { routes: { "/sign-in": () => <h1>Connexion</h1> } },
  );

test("on a slow server the shell and the page's heading are there before the data, and stay as they come", async () => {
  const [session, fleet] = [held(SESSION), held(FLEET)];
  server.answer({ "auth.session": session.answer, "tenants.overview": fleet.answer });
  const { findByRole, queryByText, findByText, container } = open();
  await waitFor(() => expect(server.calls.map(({ path }) => path)).toContain("auth.session"));
  // The document's own mark shows for as long as there is no page.
  expect(container.querySelector("main")).toBeNull();
  session.release();
  const heading = await findByRole("heading", { level: 1, name: "Accueil" });
  const navigation = await findByRole("navigation", { name: "Navigation principale" });
  expect(container.querySelectorAll("main .skeleton").length).toBeGreaterThan(0);
  expect(queryByText("À surveiller")).toBeNull();
  fleet.release();
  await findByText("À surveiller");
  expect([heading.isConnected, navigation.isConnected]).toEqual([true, true]);
  await waitFor(() => expect(container.querySelector("main .skeleton")).toBeNull());
});

test.each([
  ["503", gatewayDown, "Le service est momentanément indisponible."],
  ["no network", () => HttpResponse.error(), "Le serveur ne répond pas."],
] as const)(
  "a first load that meets %s has a brand, a heading, what to do, and finds its way in",
  async (_, failure, why) => {
    server.answer({ "auth.session": failure, "tenants.overview": () => FLEET });
    const { findByRole, findByText, getByRole, getByText, container, queryByText } = open();
    await findByRole("heading", { level: 1, name: "Le tableau de bord n'a pas pu s'ouvrir" });
    getByText("PeproScolaire");
    getByText(new RegExp(`^${why}`));
    getByText(/^Nouvel essai dans \d/);
    expect(document.title).toBe("Le tableau de bord n'a pas pu s'ouvrir · PeproScolaire");
    const shown = container.querySelector("main");

    const before = server.calls.length;
    fireEvent.click(getByRole("button", { name: "Réessayer" }));
    await waitFor(() => expect(server.calls.length).toBeGreaterThan(before));
    await findByText(/^Nouvel essai dans \d/);
    expect(container.querySelector("main")).toBe(shown);

    server.answer({ "auth.session": () => SESSION });
    fireEvent.click(getByRole("button", { name: "Réessayer" }));
    await findByRole("heading", { level: 1, name: "Accueil" });
    expect(queryByText("Le tableau de bord n'a pas pu s'ouvrir")).toBeNull();
  },
);

test("it tries by itself, when the server asked for it", async () => {
  const soon = () => new HttpResponse("503", { status: 503, headers: { "retry-after": "1" } });
  server.answer({ "auth.session": soon, "tenants.overview": () => FLEET });
  const { findByText, findByRole } = open();
  await findByText(/^Nouvel essai dans 1/);
  server.answer({ "auth.session": () => SESSION });
  await findByRole("heading", { level: 1, name: "Accueil" }, { timeout: 5_000 });
});

test("who is not signed in is led to the sign-in page", async () => {
  server.answer({ "auth.session": () => null });
  await open().findByRole("heading", { name: "Connexion" });
});

test("an outage later on takes neither the shell nor the page away", async () => {
  server.answer({ "auth.session": () => SESSION, "tenants.overview": () => FLEET });
  const { findByText, getByRole } = open();
  await findByText("À surveiller");
  server.answer({ "auth.session": gatewayDown, "tenants.overview": gatewayDown });
  void revalidate();
  await findByText("Ces chiffres ne sont plus à jour");
  getByRole("heading", { level: 1, name: "Accueil" });
  getByRole("navigation", { name: "Navigation principale" });
});

test("signing out asks first where something is unsaved, and leaves without a second question", async () => {
  server.answer({ "auth.session": () => SESSION, "auth.signOut": () => null });
  const { findByRole, findAllByRole } = renderPage(
    () => (
      <Shell {...({} as RouteSectionProps)}>
        <UnsavedChanges form={{ dirty: () => true, submitting: () => false }} />
      </Shell>
    ),
    { routes: { "/sign-in": () => <h1>Connexion</h1> } },
  );
  const signOut = async () => {
    const [menu] = await findAllByRole("button", { name: /Camille Root/ });
    fireEvent.keyDown(menu as Element, { key: "ArrowDown" });
    const item = (await screen.findByText("Se déconnecter")).closest("[role=menuitem]");
    fireEvent.keyDown(item as Element, { key: "Enter" });
  };
  const asked = () => server.calls.filter(({ path }) => path === "auth.signOut").length;
  await signOut();
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  expect(asked()).toBe(0);
  await signOut();
  fireEvent.click(await screen.findByRole("button", { name: "Quitter sans enregistrer" }));
  await findByRole("heading", { name: "Connexion" });
  expect(asked()).toBe(1);
});
