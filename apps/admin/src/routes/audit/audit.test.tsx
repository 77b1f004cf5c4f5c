import type { AuditChainState, AuditEntryView, ListAuditInput } from "@pepro/contracts";
import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { openSchoolView, SCHOOL_ID } from "../../testing/schools.ts";
import { fakeServer, gatewayDown, refusal } from "../../testing/server.ts";
import Audit from "./index.tsx";

const server = fakeServer();
afterEach(() => query.clear());

const NO_SCHOOL = "00000000-0000-0000-0000-000000000000";

const entry = (id: number, more: Partial<AuditEntryView> = {}): AuditEntryView => ({
  id,
  chain: NO_SCHOOL,
  seq: id,
  hash: "ab".repeat(32),
  at: "2026-03-12T13:05:00.000Z",
  action: "tenants.update",
  outcome: "done",
  actor: { kind: "superadmin", id: "0198c0de-0000-7000-8000-0000000000aa", label: "root@pepro.fr" },
  realActor: null,
  tenantId: null,
  target: { kind: "tenant", id: SCHOOL_ID },
  changes: { city: { from: "Lyon", to: "Nantes" } },
  requestId: "request-7",
  ipAddress: "2001:db8::7",
  userAgent: "Firefox 140",
  ...more,
});

const links = () => [...document.querySelectorAll<HTMLAnchorElement>("a[data-row]")];

test("the address says what is asked for, and what is chosen goes into the address, from the first page on", async () => {
  const asked: ListAuditInput[] = [];
  server.answer({
    "audit.list": (input: ListAuditInput) => {
      asked.push(input);
      return { entries: [entry(9)], next: "1700000000000000.9" };
    },
  });
  const page = renderPage(Audit, { path: "/audit?actor=root&outcome=refused&after=1800000000000000.10" });
  await waitFor(() => expect(links()).toHaveLength(1));
  expect(asked[0]).toEqual({
    trail: "platform",
    actor: "root",
    outcome: "refused",
    cursor: "1800000000000000.10",
    limit: 50,
  });
  expect(page.getByText("Entrées plus anciennes").closest("a")?.getAttribute("href")).toBe(
    "/audit?actor=root&outcome=refused&after=1700000000000000.9",
  );
  const target = page.getByRole("searchbox", { name: /^Cible/ });
  fireEvent.change(target, { target: { value: " domain " } });
  await waitFor(() => expect(page.history.get()).toBe("/audit?actor=root&target=domain&outcome=refused"));
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ target: "domain" }));
  expect(asked.at(-1)).not.toHaveProperty("cursor");
  fireEvent.click(page.getByText("Effacer les filtres"));
  await waitFor(() => expect(page.history.get()).toBe("/audit"));
});

test("whom and what an entry is about is said in words; what the words do not know, by its own name", async () => {
  const about = (id: number, kind: string) => entry(id, { target: { kind, id: SCHOOL_ID } });
  server.answer({ "audit.list": () => ({ entries: [about(9, "apiKey"), about(8, "grade")], next: null }) });
  renderPage(Audit, { path: "/audit" });
  const targets = async () =>
    (await screen.findAllByRole("row")).slice(1).map((row) => within(row).getAllByRole("cell")[2]?.textContent);
  await waitFor(async () => expect(await targets()).toEqual([`clé d'API${SCHOOL_ID}`, `grade${SCHOOL_ID}`]));
});

test("numbers of a change are written as the language writes them", async () => {
  const changes = { maxStudents: { from: 1500, to: 12_000 } };
  server.answer({ "audit.list": () => ({ entries: [entry(9, { changes })], next: null }) });
  renderPage(Audit, { path: "/audit?entry=9" });
  const sheet = within(await screen.findByRole("dialog"));
  expect(sheet.getAllByRole("cell").map(({ textContent }) => textContent?.replace(/\s/g, " "))).toEqual([
    "1 500",
    "12 000",
  ]);
});

test("a row opens its entry: before beside after, who really acted, and the way to its neighbours", async () => {
  const changes = {
    city: { from: "Lyon", to: "Nantes" },
    apiKey: "***",
    modulesEnabled: { from: {}, to: { grades: true } },
  };
  const realActor = { id: null, label: "root@pepro.fr" };
  server.answer({
    "audit.list": () => ({ entries: [entry(9), entry(8, { changes, realActor, seq: null, hash: null })], next: null }),
  });
  const page = renderPage(Audit, { path: "/audit" });
  await waitFor(() => expect(links()).toHaveLength(2));
  fireEvent.click(links()[1] as HTMLElement);
  const sheet = await screen.findByRole("dialog", { name: "Établissement modifié" });
  await waitFor(() => expect(page.history.get()).toBe("/audit?entry=8"));
  const rows = within(sheet)
    .getAllByRole("row")
    .map((row) => row.textContent);
  expect(rows).toEqual([
    "ChampAvantAprès",
    "villeLyonNantes",
    "modules · gradesvideoui",
    "ChampValeur",
    "apiKeymasqué",
  ]);
  const told = sheet.textContent ?? "";
  for (const fact of [
    "A réellement agi",
    "root@pepro.fr",
    "request-7",
    "2001:db8::7",
    "Firefox 140",
    "Avant la chaîne",
  ])
    expect(told).toContain(fact);
  expect(within(sheet).getByRole("button", { name: "Entrée plus ancienne" }).getAttribute("aria-disabled")).toBe(
    "true",
  );
  fireEvent.click(within(sheet).getByRole("button", { name: "Entrée plus récente" }));
  await waitFor(() => expect(page.history.get()).toBe("/audit?entry=9"));
  expect(within(sheet).getByText("Place dans la chaîne").nextElementSibling?.textContent).toBe("9");
});

test("a value that looks like markup is shown as the text it is", async () => {
  const changes = { name: { from: "<img src=x>", to: "<b>gras</b>" } };
  server.answer({ "audit.list": () => ({ entries: [entry(9, { changes })], next: null }) });
  renderPage(Audit, { path: "/audit?entry=9" });
  const sheet = await screen.findByRole("dialog");
  expect(sheet.querySelector("img, b")).toBeNull();
  expect(sheet.textContent).toContain("<b>gras</b>");
});

test("nothing there, nothing that matches, and an outage each lead on", async () => {
  server.answer({ "audit.list": () => ({ entries: [], next: null }) });
  const none = renderPage(Audit, { path: "/audit" });
  await none.findByText("Aucune entrée pour le moment");
  none.unmount();
  const noMatch = renderPage(Audit, { path: "/audit?action=domains" });
  await noMatch.findByText("Aucune entrée ne correspond");
  noMatch.unmount();
  query.clear();
  server.answer({ "audit.list": gatewayDown });
  const outage = renderPage(Audit, { path: "/audit" });
  await outage.findByText("Le journal n'a pas pu être chargé");
  server.answer({ "audit.list": () => ({ entries: [entry(9)], next: null }) });
  fireEvent.click(outage.getByText("Réessayer"));
  await waitFor(() => expect(links()).toHaveLength(1));
});

const walked = (chain: string, more: Partial<AuditChainState> = {}): AuditChainState => ({
  trail: "platform",
  chain,
  state: "ok",
  entries: 4,
  unchained: 0,
  since: "2026-03-12T13:05:00.000Z",
  checkpoint: null,
  head: { seq: 4, hash: "cd".repeat(32) },
  broken: null,
  ...more,
});

const CHAINS = [
  { trail: "platform" },
  { trail: "platform", tenantId: SCHOOL_ID },
  { trail: "school", tenantId: SCHOOL_ID },
] as const;

test("chains are walked when asked for, telling how far it has come, and a broken one at which link", async () => {
  const told: (() => void)[] = [];
  const broken = { kind: "edited", seq: 3, id: 12 } as const;
  server.answer({
    "audit.list": () => ({ entries: [], next: null }),
    "audit.chains": () => CHAINS,
    "audit.verify": (input: { trail: "platform" | "school"; tenantId?: string }) =>
      new Promise((resolve) =>
        told.push(() =>
          resolve(
            walked(input.tenantId ?? NO_SCHOOL, {
              trail: input.trail,
              ...(input.trail === "school" && { state: "broken", broken }),
            }),
          ),
        ),
      ),
    "tenants.get": () => openSchoolView("Lycée Hugo"),
  });
  const page = renderPage(Audit, { path: "/audit" });
  await page.findByText("Aucune entrée pour le moment");
  expect(server.calls.filter(({ path }) => path === "audit.verify")).toEqual([]);
  fireEvent.click(page.getByText("Vérifier les chaînes"));
  // Two at a time: the third waits for both, which travel as one request.
  await waitFor(() => expect(told).toHaveLength(2));
  expect(page.getByRole("progressbar", { name: /0 sur 3$/ }).getAttribute("aria-valuenow")).toBe("0");
  for (const tell of told.splice(0)) tell();
  await waitFor(() => expect(page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("67"));
  await waitFor(() => expect(told).toHaveLength(1));
  for (const tell of told.splice(0)) tell();
  const alert = await page.findByRole("alert");
  expect(alert.textContent).toContain("1 chaîne est rompue");
  await waitFor(() => expect(alert.textContent).toContain("Journal de Lycée Hugo"));
  expect(alert.textContent).toContain("Le maillon 3 (ligne 12) a été modifié.");
});

test("of one school only its own chains are walked, and each head can be kept elsewhere", async () => {
  server.answer({
    "audit.list": () => ({ entries: [], next: null }),
    "audit.chains": () => [...CHAINS, { trail: "school", tenantId: NO_SCHOOL.replace(/0$/, "9") }],
    "audit.verify": ({ trail }: { trail: "platform" | "school" }) =>
      walked(SCHOOL_ID, { trail, unchained: trail === "school" ? 2 : 0 }),
    "tenants.get": () => openSchoolView("Lycée Hugo"),
    "tenants.list": () => ({ count: 0, page: 1, pageSize: 12, items: [] }),
  });
  const page = renderPage(Audit, { path: `/audit?school=${SCHOOL_ID}` });
  fireEvent.click(await page.findByText("Vérifier les chaînes"));
  await page.findByText("Les 2 chaînes tiennent");
  page.getByText("8 entrées vérifiées, du début à la tête.");
  page.getByText("2 entrées datent d'avant les chaînes : rien ne les garantit.");
  expect(page.getAllByText(`4:${"cd".repeat(32)}`)).toHaveLength(2);
});

test("a verification that fails says so, and can be begun again", async () => {
  server.answer({
    "audit.list": () => ({ entries: [], next: null }),
    "audit.chains": () => refusal("forbidden", {}, "Interdit"),
  });
  const page = renderPage(Audit, { path: "/audit" });
  fireEvent.click(await page.findByText("Vérifier les chaînes"));
  await page.findByText("La vérification n'est pas allée au bout");
  server.answer({ "audit.chains": () => [] });
  fireEvent.click(page.getByText("Vérifier de nouveau"));
  await page.findByText("Aucune chaîne à vérifier pour le moment");
});
