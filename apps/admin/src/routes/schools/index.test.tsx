import type { ListTenantsInput } from "@pepro/contracts";
import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { schoolView } from "../../testing/schools.ts";
import { fakeServer, gatewayDown } from "../../testing/server.ts";
import Schools from "./index.tsx";

const server = fakeServer();
afterEach(() => query.clear());

const named = (...names: string[]) => names.map((name, at) => schoolView(name, { id: `id-${name}-${at}` }));
const pageOf = (names: string[], count = names.length) => ({ count, page: 1, pageSize: 20, items: named(...names) });

async function open(path = "/schools") {
  const page = renderPage(Schools, { path });
  const search = (await page.findByRole("searchbox")) as HTMLInputElement;
  const rows = () => [...document.querySelectorAll("a[data-row]")].map((row) => row.querySelector("span")?.textContent);
  const type = (text: string) => {
    fireEvent.input(search, { target: { value: text } });
    fireEvent.keyDown(search, { key: "Enter" });
  };
  return { ...page, search, rows, type };
}

test("the address says what is asked for, and what is chosen goes into the address", async () => {
  const asked: ListTenantsInput[] = [];
  server.answer({
    "tenants.list": (input: ListTenantsInput) => {
      asked.push(input);
      return pageOf(["Hugo"], 240);
    },
  });
  const { history, search, rows, getByRole, findByText } = await open(
    "/schools?search=hugo&state=inactive&sort=-city&page=2",
  );
  await waitFor(() => expect(rows()).toEqual(["Hugo"]));
  expect(search.value).toBe("hugo");
  expect(asked).toEqual([
    { search: "hugo", state: "ready", isActive: false, ordering: ["-city"], emptyLast: true, page: 2, pageSize: 20 },
  ]);
  expect(getByRole("columnheader", { name: "Ville" }).getAttribute("aria-sort")).toBe("descending");

  fireEvent.click(within(getByRole("columnheader", { name: "Ville" })).getByRole("button"));
  // From the first page on, for the rows are others.
  await waitFor(() => expect(history.get()).toBe("/schools?search=hugo&state=inactive&sort=city"));
  fireEvent.click(await findByText("Effacer les filtres"));
  await waitFor(() => expect(history.get()).toBe("/schools?sort=city"));
  expect(search.value).toBe("");
  await waitFor(() => expect(asked.at(-1)).toEqual({ ordering: ["city"], emptyLast: true, page: 1, pageSize: 20 }));
});

test("going back undoes a search as a whole", async () => {
  server.answer({ "tenants.list": ({ search = "tous" }: ListTenantsInput) => pageOf([search]) });
  const { history, type, rows, search } = await open();
  await waitFor(() => expect(rows()).toEqual(["tous"]));
  for (const text of ["h", "hu", "hug"]) {
    type(text);
    await waitFor(() => expect(rows()).toEqual([text]));
  }
  history.back();
  await waitFor(() => expect(rows()).toEqual(["tous"]));
  expect(history.get()).toBe("/schools");
  expect(search.value).toBe("");
});

test("rows stay until the next are there, and an answer that was overtaken never shows", async () => {
  const told: Record<string, (value: unknown) => void> = {};
  server.answer({
    "tenants.list": ({ search }: ListTenantsInput) =>
      search ? new Promise((resolve) => (told[search] = resolve)) : pageOf(["tous"]),
  });
  const { type, rows, findByRole, getByRole } = await open();
  await waitFor(() => expect(rows()).toEqual(["tous"]));
  type("a");
  await waitFor(() => expect(told.a).toBeDefined());
  type("ab");
  await waitFor(() => expect(told.ab).toBeDefined());
  expect(rows()).toEqual(["tous"]);
  expect((await findByRole("table")).getAttribute("aria-busy")).toBe("true");

  told.ab?.(pageOf(["ab"]));
  await waitFor(() => expect(rows()).toEqual(["ab"]));
  const before = server.answered();
  told.a?.(pageOf(["a"]));
  await waitFor(() => expect(server.answered()).toBe(before + 1));
  await new Promise((resolve) => setTimeout(resolve));
  expect(rows()).toEqual(["ab"]);
  expect(getByRole("table").getAttribute("aria-busy")).toBeNull();
  expect(document.querySelector("[role=status]:not(button *)")?.textContent).toBe("1 établissement, page 1 sur 1");
});

test("without headers the order is chosen beside the filters, dates from the latest on, and turned round", async () => {
  server.answer({ "tenants.list": () => pageOf(["Hugo"]) });
  const { history, rows, getByRole } = await open("/schools?search=hugo&page=2");
  await waitFor(() => expect(rows()).toEqual(["Hugo"]));
  fireEvent.click(getByRole("button", { name: "Ordre croissant, inverser" }));
  await waitFor(() => expect(history.get()).toBe("/schools?search=hugo&sort=-school_name"));
  fireEvent.keyDown(getByRole("button", { name: /^Ordre Par nom/ }), { key: "ArrowDown" });
  const latest = await screen.findByRole("option", { name: "Par dernier accès" });
  fireEvent.pointerUp(latest, { pointerType: "mouse", button: 0 });
  await waitFor(() => expect(history.get()).toBe("/schools?search=hugo&sort=-last_accessed_at"));
});

test("nothing found, nothing there, and a page beyond the last each lead on", async () => {
  server.answer({
    "tenants.list": ({ search, page }: ListTenantsInput) => pageOf([], search || page === 1 ? 0 : 30),
  });
  const found = await open("/schools?search=xyz");
  await found.findByText("Aucun établissement ne correspond");
  found.unmount();
  const beyond = await open("/schools?page=9");
  expect((await beyond.findByText("Revenir à la première page")).closest("a")?.getAttribute("href")).toBe("/schools");
  beyond.unmount();
  const none = await open();
  await none.findByText("Aucun établissement pour le moment");
});

test("an outage is told in the place of the rows, and trying again brings them", async () => {
  server.answer({ "tenants.list": gatewayDown });
  const { findByText, getByText, rows } = await open();
  await findByText("Les établissements n'ont pas pu être chargés");
  server.answer({ "tenants.list": () => pageOf(["Hugo"]) });
  fireEvent.click(getByText("Réessayer"));
  await waitFor(() => expect(rows()).toEqual(["Hugo"]));
});
