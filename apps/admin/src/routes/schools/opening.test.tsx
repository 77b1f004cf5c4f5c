import { type ProvisioningEvent, provisioningRunOf } from "@pepro/contracts";
import { Navigate, query, useLocation } from "@solidjs/router";
import { fireEvent, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { SCHOOL_ID, schoolView, standing, stepTaken } from "../../testing/schools.ts";
import { eventStream, fakeServer, gatewayDown, refusal } from "../../testing/server.ts";
import Opening from "./opening.tsx";

const ADMIN = { email: "zola@ecole.fr", firstName: "Émile", lastName: "Zola", password: "aaaaa-bbbbb" };
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

/** The page as it opens: after a school was created (with `admin`), or loaded by its address. */
async function open({ admin }: { admin?: typeof ADMIN } = {}) {
  let location: { state: unknown } | undefined;
  const Page = () => {
    location = useLocation();
    return <Opening />;
  };
  const page = renderPage(() => <Navigate href={`/schools/${SCHOOL_ID}/opening`} state={{ admin }} />, {
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
  const { steps, called, findByText, getByText, kept } = await open({ admin: ADMIN });
  await waitFor(() => expect(called("tenants.provision")).toEqual([{ id: SCHOOL_ID, admin: ADMIN }]));
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  stream.send("1", stepTaken(1, "claim", "done"));
  stream.send("2", stepTaken(2, "schema", "started"));
  await waitFor(() => expect(steps().slice(0, 3)).toEqual(["terminé", "en cours", "à venir"]));

  server.answer(found("ready", DONE));
  for (const event of DONE.slice(1)) stream.send(event.id, event);
  stream.end();
  finish({ tenant: schoolView("Lycée Zola"), admin: { email: ADMIN.email, password: null } });
  await findByText("L'établissement est en ligne");
  getByText(ADMIN.email);
  getByText(ADMIN.password);
  expect(steps()).toEqual(Array(6).fill("terminé"));
  // Loaded anew, the page knows it no more.
  await waitFor(() => expect(JSON.stringify(kept() ?? {})).not.toContain(ADMIN.password));
  getByText(ADMIN.password);
});

test("an outage at the start is told, and trying again sends the same administrator", async () => {
  const stream = eventStream();
  server.answer({ ...found("created"), "tenants.provisioning": never, "tenants.provision": gatewayDown });
  const { findByText, getByText, called } = await open({ admin: ADMIN });
  await findByText("L'ouverture n'a pas pu commencer");
  server.answer({
    ...found("ready", DONE),
    "tenants.provisioning": stream.response,
    "tenants.provision": () => ({ tenant: schoolView("Lycée Zola"), admin: { email: ADMIN.email, password: null } }),
  });
  fireEvent.click(getByText("Réessayer"));
  await findByText("L'établissement est en ligne");
  getByText(ADMIN.password);
  expect(called("tenants.provision")).toEqual(Array(2).fill({ id: SCHOOL_ID, admin: ADMIN }));
});

test("a stream that hangs does not hide that the work is done", async () => {
  server.answer({
    ...found("created"),
    "tenants.provisioning": () => eventStream().response(),
    "tenants.provision": () => {
      server.answer(found("ready", DONE));
      return { tenant: schoolView("Lycée Zola"), admin: { email: ADMIN.email, password: null } };
    },
  });
  const { findByText, steps } = await open({ admin: ADMIN });
  await findByText("L'établissement est en ligne");
  expect(steps()).toEqual(Array(6).fill("terminé"));
});

test("a call that never answers does not hide what the stream tells", async () => {
  const stream = eventStream();
  server.answer({ ...found("created"), "tenants.provisioning": stream.response, "tenants.provision": never });
  const { findByText, called } = await open({ admin: ADMIN });
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
  getByText("Rien n'est à moitié fait. Corrigez la cause, puis réessayez.");
  expect(steps().slice(0, 4)).toEqual(["terminé", "à venir", "en échec", "à venir"]);
  expect(called("tenants.provision")).toEqual([]);

  const stream = eventStream();
  server.answer({ "tenants.provisioning": stream.response, "tenants.provision": never });
  fireEvent.click(getByText("Réessayer"));
  await waitFor(() => expect(called("tenants.provisioning")).toEqual([{ id: SCHOOL_ID, afterRun: FAILED[0]?.run }]));
  await waitFor(() => expect(steps()[2]).toBe("à venir"));
  const [sent] = called("tenants.provision") as { admin: { email: string; password: string } }[];
  expect(sent?.admin).toMatchObject({ email: "contact@ecole.fr", lastName: "Lycée Zola" });
  expect(sent?.admin.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
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
  const { findByText, queryByText } = await open({ admin: ADMIN });
  await findByText("disk full (53100)");
  expect(queryByText("L'ouverture n'a pas pu commencer")).toBeNull();
});

test("loaded anew in the middle, the page goes on from where the opening is and begins nothing", async () => {
  const stream = eventStream();
  const soFar = [stepTaken(1, "claim", "done"), stepTaken(2, "schema", "started")];
  server.answer({ ...found("provisioning", soFar), "tenants.provisioning": stream.response });
  const { steps, called, findByText, getByText } = await open({ admin: ADMIN });
  expect(steps().slice(0, 3)).toEqual(["terminé", "en cours", "à venir"]);
  await waitFor(() => expect(called("tenants.provisioning")).toHaveLength(1));
  server.answer(found("ready", DONE));
  for (const event of DONE) stream.send(event.id, event);
  stream.end();
  await findByText("L'établissement est en ligne");
  // The browser kept it while the opening went on.
  getByText(ADMIN.password);
  expect(called("tenants.provision")).toEqual([]);
});

test("a password that another run's administrator does not have is not shown", async () => {
  const skipped = DONE.map((event) => (event.step === "admin" ? { ...event, state: "skipped" as const } : event));
  server.answer({
    ...found("ready", skipped),
    "tenants.stats": () => ({ firstAdmin: { email: "direction@ecole.fr", lastLoginAt: null } }),
  });
  const { findByText, queryByText } = await open({ admin: ADMIN });
  await findByText("direction@ecole.fr");
  expect(queryByText(ADMIN.password)).toBeNull();
});
