import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CAMILLE } from "../testing/account.ts";
import { renderPage } from "../testing/render.tsx";
import { fakeServer, refusal } from "../testing/server.ts";
import "./sign-in/second-step.tsx";
import SignIn from "./sign-in.tsx";

const server = fakeServer();
beforeEach(() => vi.stubGlobal("matchMedia", () => ({ matches: true })));
afterEach(() => {
  vi.unstubAllGlobals();
  query.clear();
});

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const asked = (ms = 300_000) => ({ user: null, twoFactor: "challenge-1", expiresAt: inMs(ms) });
const INVALID = refusal("two_factor_invalid", {}, "");

async function reachSecondStep(challenge: () => object = () => asked()) {
  server.answer({ "auth.session": () => null, "auth.signIn": challenge });
  renderPage(() => <SignIn />, { path: "/sign-in", routes: { "/": () => <h1>Accueil</h1> } });
  fireEvent.input(await screen.findByLabelText("Adresse e-mail"), { target: { value: CAMILLE.email } });
  fireEvent.input(screen.getByLabelText("Mot de passe"), { target: { value: "Motdepasse!2026" } });
  fireEvent.click(screen.getByRole("button", { name: "Se connecter" }));
  const field = () => screen.findByLabelText<HTMLInputElement>("Code à six chiffres");
  const send = async (code: string) => {
    fireEvent.input(await field(), { target: { value: code } });
    fireEvent.click(screen.getByRole("button", { name: "Vérifier" }));
  };
  return { field, send };
}

const calls = (path: string) => server.calls.filter((call) => call.path === path).map(({ input }) => input);

test("an account with an authenticator is asked for its code, and goes on with it", async () => {
  const { field, send } = await reachSecondStep();
  expect((await field()).getAttribute("autocomplete")).toBe("one-time-code");
  expect(document.activeElement).toBe(await field());
  server.answer({ "auth.verifyTwoFactor": () => ({ user: CAMILLE, expiresAt: inMs(60_000) }) });
  await send("123456");
  await screen.findByRole("heading", { name: "Accueil" });
  expect(calls("auth.verifyTwoFactor")).toEqual([{ twoFactor: "challenge-1", code: "123456" }]);
});

test("a wrong code is said on its field, and another can be given", async () => {
  const { field, send } = await reachSecondStep();
  server.answer({ "auth.verifyTwoFactor": () => INVALID });
  await send("000000");
  await screen.findByText(/^Code incorrect ou déjà utilisé/);
  expect((await field()).getAttribute("aria-invalid")).toBe("true");
});

test("a recovery code can be given in its place", async () => {
  await reachSecondStep();
  server.answer({ "auth.verifyTwoFactor": () => ({ user: CAMILLE, expiresAt: inMs(60_000) }) });
  fireEvent.click(await screen.findByRole("button", { name: "Utiliser un code de secours" }));
  fireEvent.input(screen.getByLabelText("Code de secours"), { target: { value: "abcd-efgh-ijkl-mnop" } });
  fireEvent.click(screen.getByRole("button", { name: "Vérifier" }));
  await screen.findByRole("heading", { name: "Accueil" });
  expect(calls("auth.verifyTwoFactor")).toEqual([{ twoFactor: "challenge-1", code: "abcd-efgh-ijkl-mnop" }]);
});

test("too many codes are answered with the time to wait, and nothing is sent meanwhile", async () => {
  const { send } = await reachSecondStep();
  server.answer({ "auth.verifyTwoFactor": () => refusal("too_many_attempts", { retryAfterSeconds: 90 }, "") });
  await send("000000");
  const waiting = await screen.findByRole("button", { name: /^Réessayer dans 90 secondes/ });
  await waitFor(() => expect(screen.getByRole("alert").textContent).toMatch(/Réessayez dans 1\smin\s30\ss/));
  fireEvent.click(waiting);
  expect(calls("auth.verifyTwoFactor")).toHaveLength(1);
});

test.each([
  ["the server has forgotten", () => asked(), refusal("sign_in_expired", {}, "")],
  ["has run out here", () => asked(50), undefined],
])("a challenge that %s leads back to an empty first step, which says why", async (_, challenge, answer) => {
  const { send } = await reachSecondStep(challenge);
  if (answer) {
    server.answer({ "auth.verifyTwoFactor": () => answer });
    await send("123456");
  }
  await screen.findByText(/^Le code n'est pas venu à temps/);
  expect(screen.getByLabelText<HTMLInputElement>("Mot de passe").value).toBe("");
});

test("too many passwords are answered with the time to wait", async () => {
  await reachSecondStep(() => refusal("too_many_attempts", { retryAfterSeconds: 12 }, ""));
  await screen.findByRole("button", { name: /^Réessayer dans 12 secondes/ });
  await waitFor(() => expect(screen.getByRole("alert").textContent).toMatch(/Réessayez dans 12\ss/));
});

test("a forgotten password leads to the server's own page", async () => {
  server.answer({ "auth.session": () => null });
  renderPage(() => <SignIn />, { path: "/sign-in" });
  const link = await screen.findByRole("link", { name: /^Mot de passe oublié/ });
  expect([link.getAttribute("href"), link.getAttribute("rel")]).toEqual(["/password-reset", "external"]);
});
