import { type ProvisioningEvent, provisioningRunOf } from "@pepro/contracts";
import { Navigate, query, useLocation } from "@solidjs/router";
import { fireEvent, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { SCHOOL_ID, schoolView, standing, stepTaken } from "../../testing/schools.ts";
import { eventStream, fakeServer, gatewayDown, refusal } from "../../testing/server.ts";
import type { OpeningState } from "./opening/state.ts";
import Opening from "./opening.tsx";

const ADMIN = { email: "zola@ecole.fr", firstName: "Émile", lastName: "Zola" };
const PASSWORD = "aaaaa-bbbbb";
const OPENED = { tenant: schoolView("Lycée Zola"), admin: { email: ADMIN.email, password: PASSWORD } };
const UNUSED = { firstAdmin: { email: ADMIN.email, lastLoginAt: null } };
const DONE = (["claim", "schema", "tables", "admin", "files", "ready"] as const).map((step, at) =>
  stepTaken(at + 1, step, "done"),
);
const FAILED = [
  stepTaken(1, "claim", "done"),
  stepTaken(2, "tables", "failed", {
    error: { code: "provisioning_failed", fields: { step: "tables", reason: "disk full", sqlstate: "53100" } },
  }),
];
const runOf = (events: readonly ProvisioningEvent[]) => provisioningRunOf(events) ?? null;

const server = fakeServer();
afterEach(() => query.clear());

/** The page as it opens: after a school was created (with `state`), or loaded by its address. */
async function open(state: OpeningState = {}) {
  let location: { state: unknown } | undefined;
  const Page = () => {
    location = useLocation();
    return <Opening />;
  };
  const page = renderPage(() => <Navigate href={`/schools/${SCHOOL_ID}/opening`} state={state} />, {
    routes: { "/schools/:id/opening": Page },
  });
  await page.findByRole("heading", { name: "Lycée Zola" });
  const steps = () =>
    [...document.querySelectorAll("ol[aria-label='Étapes de l\\'ouverture'] > li")].map(
      (step) => step.querySelector(".sr-only")?.textContent,
    );
  const called = (path: string) => server.calls.filter((call) => call.path === path).map(({ input }) => input);
  return { ...page, steps, called, kept: () => location?.state };
}

const found = (state: Parameters<typeof standing>[0], events: readonly ProvisioningEvent[] = []) => ({
  "tenants.get": () => schoolView("Lycée Zola"),
  "tenants.provisioningState": () => standing(state, runOf(events)),
});
const never = () => new Promise(() => undefined);

test("a school that was just created is opened at once, each step as it happens, its password shown once", async () => {
  const stream = eventStream();
  let finish: (value: unknown) => void = () => undefined;
  server.answer({
    ...found("created"),
    "tenants.provisioning": stream.response,
    "tenants.provision": () => new Promise((resolve) => (finish = resolve)),
  });
  const { steps, called, findByText, getByText, queryByText, kept } = await open({ begins: true, admin: ADMIN });
  await waitFor(() => expect(called("tenants.provision")).toEqual([{ id: SCHOOL_ID, admin: ADMIN }]));
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  stream.send("1", stepTaken(1, "claim", "done"));
  stream.send("2", stepTaken(2, "schema", "started"));
  await waitFor(() => expect(steps().slice(0, 3)).toEqual(["terminé", "en cours", "à venir"]));

  server.answer(found("ready", DONE));
  for (const event of DONE.slice(1)) stream.send(event.id, event);
  stream.end();
  await findByText("L'établissement est en ligne");
  // The steps may be told before the call is answered.
  await findByText("Son mot de passe arrive…");
  expect(queryByText("Créer un autre mot de passe")).toBeNull();
  finish(OPENED);
  await findByText(PASSWORD);
  getByText(ADMIN.email);
  expect(steps()).toEqual(Array(6).fill("terminé"));
  expect(JSON.stringify([kept(), history.state, { ...sessionStorage, ...localStorage }])).not.toContain(PASSWORD);
});

test("an outage at the start is told, and trying again sends the same administrator", async () => {
  const stream = eventStream();
  server.answer({ ...found("created"), "tenants.provisioning": never, "tenants.provision": gatewayDown });
  const { findByText, getByText, called } = await open({ begins: true, admin: ADMIN });
  await findByText("L'ouverture n'a pas pu commencer");
  server.answer({
    ...found("ready", DONE),
    "tenants.provisioning": stream.response,
    "tenants.provision": () => OPENED,
  });
  fireEvent.click(getByText("Réessayer l'ouverture"));
  await findByText("L'établissement est en ligne");
  await findByText(PASSWORD);
  expect(called("tenants.provision")).toEqual(Array(2).fill({ id: SCHOOL_ID, admin: ADMIN }));
});

test("a stream that hangs does not hide that the work is done", async () => {
  server.answer({
    ...found("created"),
    "tenants.provisioning": () => eventStream().response(),
    "tenants.provision": () => {
      server.answer(found("ready", DONE));
      return OPENED;
    },
  });
  const { findByText, steps } = await open({ begins: true });
  await findByText("L'établissement est en ligne");
  expect(steps()).toEqual(Array(6).fill("terminé"));
});

test("a call that never answers does not hide what the stream tells", async () => {
  const stream = eventStream();
  server.answer({ ...found("created"), "tenants.provisioning": stream.response, "tenants.provision": never });
  const { findByText, called } = await open({ begins: true });
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  server.answer(found("ready", DONE));
  for (const event of DONE) stream.send(event.id, event);
  stream.end();
  await findByText("L'établissement est en ligne");
});

test("the step that failed says why and what to do; trying again waits for a later run", async () => {
  server.answer({ ...found("failed", FAILED) });
  const { findByText, getByText, steps, called } = await open();
  await findByText("disk full (53100)");
  getByText("Rien n'est à moitié fait. Corrigez la cause, puis réessayez l'ouverture.");
  expect(steps().slice(0, 4)).toEqual(["terminé", "à venir", "en échec", "à venir"]);
  expect(called("tenants.provision")).toEqual([]);

  const stream = eventStream();
  server.answer({ "tenants.provisioning": stream.response, "tenants.provision": never });
  fireEvent.click(getByText("Réessayer l'ouverture"));
  await waitFor(() => expect(called("tenants.provisioning")).toEqual([{ id: SCHOOL_ID, afterRun: FAILED[0]?.run }]));
  await waitFor(() => expect(steps()[2]).toBe("à venir"));
  // Who comes in first, and with which password, is the server's to make.
  expect(called("tenants.provision")).toEqual([{ id: SCHOOL_ID }]);
});

test("a run that fails shows its step, not that the call failed", async () => {
  const reason = refusal("provisioning_failed", { step: "tables", reason: "disk full" }, "Le provisionnement a échoué");
  server.answer({
    ...found("created"),
    "tenants.provisioning": never,
    "tenants.provision": () => {
      server.answer(found("failed", FAILED));
      return reason;
    },
  });
  const { findByText, queryByText } = await open({ begins: true, admin: ADMIN });
  await findByText("disk full (53100)");
  expect(queryByText("L'ouverture n'a pas pu commencer")).toBeNull();
});

test("loaded anew in the middle, the page goes on, begins nothing, and another password can be made", async () => {
  const stream = eventStream();
  const soFar = [stepTaken(1, "claim", "done"), stepTaken(2, "schema", "started")];
  server.answer({ ...found("provisioning", soFar), "tenants.provisioning": stream.response });
  const { steps, called, findByText, queryByText } = await open({ begins: true, admin: ADMIN });
  expect(steps().slice(0, 3)).toEqual(["terminé", "en cours", "à venir"]);
  await findByText(/elle ne montrera pas le mot de passe du premier administrateur/);
  expect(queryByText(/Restez sur cette page/)).toBeNull();
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  server.answer({ ...found("ready", DONE), "tenants.stats": () => UNUSED, "tenants.renewFirstAdmin": gatewayDown });
  for (const event of DONE) stream.send(event.id, event);
  stream.end();
  await findByText("L'établissement est en ligne");
  expect(called("tenants.provision")).toEqual([]);

  fireEvent.click(await findByText("Créer un autre mot de passe"));
  await waitFor(() => expect(document.querySelector("section [role=alert]")).not.toBeNull());
  server.answer({ "tenants.renewFirstAdmin": () => OPENED.admin });
  fireEvent.click(await findByText("Créer un autre mot de passe"));
  await findByText(PASSWORD);
  expect(document.activeElement?.textContent).toBe("L'établissement est en ligne");
  expect(called("tenants.renewFirstAdmin")).toEqual(Array(2).fill({ id: SCHOOL_ID }));
  expect(queryByText("Créer un autre mot de passe")).toBeNull();
});

test("a call whose answer got lost leaves no school without a password", async () => {
  const stream = eventStream();
  let cut: (value: unknown) => void = () => undefined;
  server.answer({
    ...found("created"),
    "tenants.provisioning": stream.response,
    "tenants.provision": () => new Promise((resolve) => (cut = resolve)),
  });
  const { called, findByText } = await open({ begins: true });
  await waitFor(() => expect(called("tenants.provision")).toHaveLength(1));
  server.answer({ ...found("ready", DONE), "tenants.stats": () => UNUSED });
  for (const event of DONE) stream.send(event.id, event);
  stream.end();
  await findByText("Son mot de passe arrive…");
  cut(gatewayDown());
  await findByText(/^La réponse qui portait son mot de passe s'est perdue/);
  await findByText("Créer un autre mot de passe");
});

test("a call that is lost in the middle is said at once, and the opening is followed to its end", async () => {
  const stream = eventStream();
  let cut: (value: unknown) => void = () => undefined;
  server.answer({
    ...found("created"),
    "tenants.provisioning": stream.response,
    "tenants.provision": () => new Promise((resolve) => (cut = resolve)),
  });
  const { called, findByText, queryByText, steps } = await open({ begins: true });
  await findByText(/Restez sur cette page/);
  await waitFor(() => expect(called("tenants.provision")).toHaveLength(1));
  stream.send("1", stepTaken(1, "claim", "done"));
  stream.send("2", stepTaken(2, "schema", "started"));
  await waitFor(() => expect(steps().slice(0, 2)).toEqual(["terminé", "en cours"]));
  cut(gatewayDown());
  await findByText(/La réponse qui devait porter le mot de passe du premier administrateur s'est perdue/);
  expect(queryByText("L'ouverture n'a pas pu commencer")).toBeNull();
  server.answer({ ...found("ready", DONE), "tenants.stats": () => UNUSED });
  for (const event of DONE.slice(1)) stream.send(event.id, event);
  stream.end();
  await findByText(/^La réponse qui portait son mot de passe s'est perdue/);
  await findByText("Créer un autre mot de passe");
});

test("an opening may take minutes: its password is waited for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const stream = eventStream();
  let finish: (value: unknown) => void = () => undefined;
  server.answer({
    ...found("created"),
    "tenants.provisioning": stream.response,
    "tenants.provision": () => new Promise((resolve) => (finish = resolve)),
  });
  const { called, findByText, queryByText, steps } = await open({ begins: true });
  await waitFor(() => expect(called("tenants.provision")).toHaveLength(1));
  stream.send("1", stepTaken(1, "claim", "done"));
  await waitFor(() => expect(steps()[0]).toBe("terminé"));
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(queryByText(/Restez sur cette page/)).not.toBeNull();
  server.answer({ ...found("ready", DONE), "tenants.stats": () => UNUSED });
  finish(OPENED);
  await findByText(PASSWORD);
});

test("the focus goes to the steps as they begin, to the one that fails, and to the result", async () => {
  const streams = [eventStream(), eventStream()];
  const [first, second] = [...streams];
  server.answer({
    ...found("failed", FAILED),
    "tenants.provisioning": () => streams.shift()?.response(),
    "tenants.provision": never,
  });
  const { called, findByText, findByRole, getByText } = await open();
  const again = (await findByText("Réessayer l'ouverture")).closest("button") as HTMLElement;
  // In the step that failed, not at the foot.
  expect(again.closest("li")?.textContent).toContain("Le disque de la base de données est plein.");
  again.focus();
  fireEvent.click(again);
  const heading = await findByRole("heading", { name: "Étapes de l'ouverture" });
  expect(document.activeElement).toBe(heading);

  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  const other = { run: "0198c0de-0000-7000-8000-00000000bbbb" };
  const failedAgain = FAILED.map((event) => ({ ...event, ...other }));
  server.answer(found("failed", failedAgain));
  for (const event of failedAgain) first?.send(event.id, event);
  first?.end();
  await findByText("disk full (53100)");
  await waitFor(() => expect(document.activeElement?.tagName).toBe("LI"));
  expect(document.activeElement?.textContent).toContain("Le disque de la base de données est plein.");
  await waitFor(() => expect(called("tenants.provisioningState")).toHaveLength(2));
  expect(document.activeElement?.isConnected).toBe(true);

  server.answer({ "tenants.provision": () => OPENED });
  const last = getByText("Réessayer l'ouverture").closest("button") as HTMLElement;
  last.focus();
  server.answer(found("ready", DONE));
  fireEvent.click(last);
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(2));
  for (const event of DONE) second?.send(event.id, { ...event, run: "0198c0de-0000-7000-8000-00000000cccc" });
  await findByText(PASSWORD);
  await waitFor(() => expect(document.activeElement?.textContent).toBe("L'établissement est en ligne"));
});

test("a retry that cannot begin brings the focus to why", async () => {
  server.answer({ ...found("failed", FAILED), "tenants.provisioning": never, "tenants.provision": gatewayDown });
  const { findByText } = await open();
  const again = (await findByText("Réessayer l'ouverture")).closest("button") as HTMLElement;
  again.focus();
  fireEvent.click(again);
  await findByText("L'ouverture n'a pas pu commencer");
  await waitFor(() => expect(document.activeElement?.textContent).toContain("L'ouverture n'a pas pu commencer"));
});

test("the focus of who is elsewhere on the page stays there", async () => {
  const stream = eventStream();
  server.answer({ ...found("created"), "tenants.provisioning": stream.response, "tenants.provision": never });
  const { findByText, getByRole, called } = await open({ begins: true });
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  const crumb = getByRole("link", { name: "Établissements" });
  crumb.focus();
  server.answer(found("ready", DONE));
  for (const event of DONE) stream.send(event.id, event);
  stream.end();
  await findByText("L'établissement est en ligne");
  expect(document.activeElement).toBe(crumb);
});

test("an administrator who came in keeps the password", async () => {
  const lastLoginAt = "2026-01-06T08:00:00.000Z";
  server.answer({
    ...found("ready", DONE),
    "tenants.stats": () => ({ firstAdmin: { email: "direction@ecole.fr", lastLoginAt } }),
  });
  const { findByText, queryByText } = await open({ begins: true });
  await findByText("direction@ecole.fr");
  await findByText(/^Son mot de passe a été montré/);
  expect(queryByText("Créer un autre mot de passe")).toBeNull();
});
