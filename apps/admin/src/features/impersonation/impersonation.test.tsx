import type { ImpersonationEntry, MemberView } from "@pepro/contracts";
import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { SCHOOL_ID } from "../../testing/schools.ts";
import { fakeServer, refusal } from "../../testing/server.ts";
import { ToastRegion } from "../../ui/toast.tsx";
import { Members } from "./members.tsx";
import { Stays } from "./stays.tsx";

const server = fakeServer();
afterEach(() => query.clear());

const PATH = `/schools/${SCHOOL_ID}/people`;
const USER_ID = "0198c0de-0000-7000-8000-00000000b001";

const member = (fullName: string, more: Partial<MemberView> = {}): MemberView => ({
  id: USER_ID,
  email: `${fullName.toLowerCase()}@ecole.fr`,
  fullName,
  role: "teacher",
  isActive: true,
  lastLoginAt: null,
  hasTwoFactor: false,
  openSessions: 0,
  ...more,
});

const stay = (more: Partial<ImpersonationEntry> = {}): ImpersonationEntry => ({
  id: "0198c0de-0000-7000-8000-00000000c001",
  tenantId: SCHOOL_ID,
  schoolName: "Lycée Hugo",
  userId: USER_ID,
  userEmail: "camille@ecole.fr",
  superAdminEmail: "root@pepro.fr",
  reason: "Aide demandée par téléphone",
  minutes: 30,
  createdAt: "2026-03-12T13:00:00.000Z",
  openedAt: "2026-03-12T13:01:00.000Z",
  endsAt: "2026-03-12T13:31:00.000Z",
  endedAt: null,
  endedBy: null,
  state: "active",
  ...more,
});

const openMembers = (isActive = true, search = "") =>
  renderPage(() => <Members school={SCHOOL_ID} path={PATH} isActive={isActive} />, { path: PATH + search });

const started = (seconds: number) => ({
  id: stay().id,
  link: "https://hugo.pepro.fr/impersonation?token=abc",
  linkExpiresAt: new Date(Date.now() + seconds * 1_000).toISOString(),
});

async function fillIn(reason: string) {
  fireEvent.click(await screen.findByRole("button", { name: "Entrer à la place de Camille" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.input(within(dialog).getByLabelText("Motif"), { target: { value: reason } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Préparer le lien" }));
  return dialog;
}

test("a reason that is too short is refused before anything is sent", async () => {
  server.answer({ "members.list": () => ({ items: [member("Camille")], count: 1 }) });
  openMembers();
  const dialog = await fillIn("trop court".slice(1));
  await within(dialog).findByText("Il faut au moins 10 caractères.");
  expect(server.calls.map(({ path }) => path)).not.toContain("impersonation.start");
});

test("the link of an accepted reason opens elsewhere, told to nobody, for as long as it is good", async () => {
  const asked: unknown[] = [];
  server.answer({
    "members.list": () => ({ items: [member("Camille")], count: 1 }),
    "impersonation.start": (input: unknown) => {
      asked.push(input);
      return started(asked.length === 1 ? 1 : 60);
    },
  });
  openMembers();
  const dialog = await fillIn(" Aide demandée par téléphone ");
  const link = await within(dialog).findByRole("link", { name: "Ouvrir dans un nouvel onglet" });
  expect([link.getAttribute("href"), link.getAttribute("target"), link.getAttribute("rel")]).toEqual([
    "https://hugo.pepro.fr/impersonation?token=abc",
    "_blank",
    "noreferrer",
  ]);
  expect(asked).toEqual([{ tenantId: SCHOOL_ID, userId: USER_ID, reason: "Aide demandée par téléphone", minutes: 30 }]);
  await within(dialog).findByText("Le lien a expiré sans servir.", undefined, { timeout: 3_000 });
  expect(within(dialog).queryByRole("link")).toBeNull();
  fireEvent.click(within(dialog).getByRole("button", { name: "Préparer un autre lien" }));
  // What was typed is still there.
  fireEvent.click(await within(dialog).findByRole("button", { name: "Préparer le lien" }));
  await within(dialog).findByRole("link");
  expect(asked[1]).toEqual(asked[0]);
});

test("what the server refuses is told in the dialog", async () => {
  server.answer({
    "members.list": () => ({ items: [member("Camille")], count: 1 }),
    "impersonation.start": () => refusal("user_inactive", {}, "Compte désactivé"),
  });
  openMembers();
  const dialog = await fillIn("Aide demandée par téléphone");
  const alert = await within(dialog).findByRole("alert");
  await waitFor(() => expect(alert.textContent).toMatch(/désactivé/));
});

test("nobody enters in the place of a deactivated account, or into a school that answers nobody", async () => {
  server.answer({ "members.list": () => ({ items: [member("Camille", { isActive: false })], count: 1 }) });
  const page = openMembers();
  const button = await page.findByRole("button", { name: "Entrer à la place de Camille" });
  fireEvent.click(button);
  expect([button.getAttribute("aria-disabled"), screen.queryByRole("dialog")]).toEqual(["true", null]);
  page.unmount();
  query.clear();
  server.answer({ "members.list": () => ({ items: [member("Camille")], count: 1 }) });
  const closed = await openMembers(false).findByRole("button", { name: "Entrer à la place de Camille" });
  expect(closed.getAttribute("aria-disabled")).toBe("true");
});

/** Opens somebody's menu, and reads or chooses what it offers. */
async function menuOf(name: string) {
  fireEvent.keyDown(await screen.findByRole("button", { name: `Actions pour ${name}` }), { key: "Enter" });
  await screen.findByRole("menu");
  return screen.getAllByRole("menuitem");
}

test.each([
  ["Mettre fin aux sessions", "members.endSessions", { ended: 2 }, "2 sessions de Camille sont terminées"],
  ["Mettre fin aux sessions", "members.endSessions", { ended: 0 }, "Camille n'avait aucune session ouverte"],
  ["Retirer la vérification", "members.resetTwoFactor", { removed: true }, /^Camille se connecte de nouveau avec/],
])("%s: said first, then done for one user, and told", async (label, path, answer, told) => {
  server.answer({
    "members.list": () => ({ items: [member("Camille", { hasTwoFactor: true })], count: 1 }),
    [path]: () => answer,
  });
  renderPage(() => (
    <>
      <Members school={SCHOOL_ID} path={PATH} isActive={false} />
      <ToastRegion />
    </>
  ));
  const item = (await menuOf("Camille")).find(({ textContent }) => textContent === label);
  if (!item) throw new Error(`the menu has no ${label}`);
  fireEvent.keyDown(item, { key: "Enter" });
  const dialog = within(await screen.findByRole("dialog", { name: /de Camille\s\?$/ }));
  const sent = () => server.calls.filter((call) => call.path === path).map(({ input }) => input);
  expect(sent()).toEqual([]);
  fireEvent.click(dialog.getByRole("button", { name: label }));
  await screen.findAllByText(told);
  expect(sent()).toEqual([{ tenantId: SCHOOL_ID, userId: USER_ID }]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a user without an authenticator has none to lose", async () => {
  server.answer({ "members.list": () => ({ items: [member("Camille")], count: 1 }) });
  openMembers();
  expect((await menuOf("Camille")).map(({ textContent }) => textContent)).toEqual(["Mettre fin aux sessions"]);
});

test("sessions that could not be ended are said in the dialog, and tried again from there", async () => {
  server.answer({
    "members.list": () => ({ items: [member("Camille")], count: 1 }),
    "members.endSessions": () => refusal("not_found", { entity: "user", id: USER_ID }, ""),
  });
  openMembers();
  const [item] = await menuOf("Camille");
  fireEvent.keyDown(item as HTMLElement, { key: "Enter" });
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "Mettre fin aux sessions" }));
  await dialog.findByText("Ce qui est demandé n'existe pas, ou plus.");
  server.answer({ "members.endSessions": () => ({ ended: 1 }) });
  fireEvent.click(dialog.getByRole("button", { name: "Mettre fin aux sessions" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a reason that was typed is not dropped unasked", async () => {
  server.answer({ "members.list": () => ({ items: [member("Camille")], count: 1 }) });
  openMembers();
  const dialog = await fillIn("trop peu");
  fireEvent.click(within(dialog).getByRole("button", { name: "Annuler" }));
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  expect(within(dialog).getByLabelText<HTMLTextAreaElement>("Motif").value).toBe("trop peu");
});

test("the address says whom one looks for", async () => {
  const asked: unknown[] = [];
  server.answer({
    "members.list": (input: unknown) => {
      asked.push(input);
      return { items: [], count: 0 };
    },
  });
  const page = openMembers(true, "?search=martin&role=parent&page=2");
  await page.findByText("Aucun utilisateur ne correspond");
  expect(asked).toEqual([{ tenantId: SCHOOL_ID, search: "martin", role: "parent", page: 2, pageSize: 10 }]);
  fireEvent.click(page.getByRole("button", { name: "Effacer les filtres" }));
  await waitFor(() => expect(asked[1]).toEqual({ tenantId: SCHOOL_ID, page: 1, pageSize: 10 }));
  await page.findByText("Aucun utilisateur");
});

test("a running stay is ended after a question, and is then among the past ones", async () => {
  let isOver = false;
  server.answer({
    "impersonation.list": ({ isOpen }: { isOpen: boolean }) => {
      const items = isOpen === isOver ? [] : [stay(isOver ? { state: "over", endedBy: "root@pepro.fr" } : {})];
      return { items, count: items.length };
    },
    "impersonation.end": () => {
      isOver = true;
      return null;
    },
  });
  const page = renderPage(() => <Stays school={undefined} />, { path: "/audit/stays" });
  const running = await page.findByRole("region", { name: "Entrées en cours" });
  fireEvent.click(await within(running).findByRole("button", { name: /^Terminer/ }));
  const dialog = await screen.findByRole("dialog", { name: /^Terminer cette entrée/ });
  expect(dialog.textContent).toContain("root@pepro.fr sort de Lycée Hugo immédiatement");
  fireEvent.click(within(dialog).getByRole("button", { name: "Terminer l'entrée" }));
  await within(running).findByText("Personne n'est dans un établissement à la place de quelqu'un");
  const past = await page.findByRole("region", { name: "Entrées passées" });
  await waitFor(() => expect(past.textContent).toContain("terminée par root@pepro.fr"));
  expect(within(past).queryByRole("button")).toBeNull();
});
