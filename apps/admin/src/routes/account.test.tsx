import { query } from "@solidjs/router";
import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CAMILLE, SESSION, sessionOf } from "../testing/account.ts";
import { renderPage } from "../testing/render.tsx";
import { fakeServer, gatewayDown, refusal } from "../testing/server.ts";
import Account from "./account.tsx";

const server = fakeServer();
afterEach(() => query.clear());

const OFF = { isEnabled: false, enabledAt: null, recoveryCodesLeft: 0 };
const on = (recoveryCodesLeft: number) => ({
  isEnabled: true,
  enabledAt: "2026-01-05T08:00:00.000Z",
  recoveryCodesLeft,
});
const CODES = ["aaaa-bbbb-cccc-dddd", "eeee-ffff-gggg-hhhh"];
const SETUP = { uri: "otpauth://totp/PeproScolaire:camille?secret=ABCDEFGHIJ234567", secret: "ABCDEFGHIJ234567" };

beforeEach(() => {
  server.answer({
    "auth.session": () => SESSION,
    "twoFactor.state": () => OFF,
    "sessions.list": () => [sessionOf(1), sessionOf(2, { isCurrent: true })],
  });
});

const open = () => renderPage(() => <Account />);
const calls = (path: string) => server.calls.filter((call) => call.path === path).map(({ input }) => input);
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const part = (name: string) => screen.findByRole("region", { name });

describe("the password", () => {
  const rules = () =>
    [...screen.getByLabelText("Ce qu'il doit être").children].map(({ textContent }) =>
      /\(respecté\)$/.test(textContent ?? ""),
    );

  test("is held against the rules as it is typed", async () => {
    open();
    await part("Mot de passe");
    expect(rules()).toEqual([false, false, false]);
    type("Nouveau mot de passe", "lemaire");
    expect(rules()).toEqual([false, false, true]);
    type("Mot de passe actuel", "Camille!2026 phrase");
    type("Nouveau mot de passe", "Camille!2026 phrase");
    expect(rules()).toEqual([true, true, false]);
    type("Nouveau mot de passe", "une phrase de mots");
    expect(rules()).toEqual([true, true, true]);
  });

  test("that breaks one is not sent", async () => {
    open();
    await part("Mot de passe");
    type("Mot de passe actuel", "l'ancien");
    type("Nouveau mot de passe", "camille1");
    await press("Changer le mot de passe");
    await screen.findByText(/^Le mot de passe ne doit contenir ni votre nom/);
    expect(calls("auth.changePassword")).toEqual([]);
  });

  test("refused for another reason is said on its field, then changed, and the fields are empty again", async () => {
    const common = { issues: [{ path: ["newPassword"], rule: "password_common" }] };
    server.answer({ "auth.changePassword": () => refusal("password_incorrect", {}, "") });
    open();
    await part("Mot de passe");
    type("Mot de passe actuel", "pas lui");
    type("Nouveau mot de passe", "soleil12");
    await press("Changer le mot de passe");
    await screen.findByText("Ce n'est pas le mot de passe actuel.");
    server.answer({ "auth.changePassword": () => refusal("validation_failed", common, "") });
    type("Mot de passe actuel", "l'ancien");
    await press("Changer le mot de passe");
    await screen.findByText(/parmi les plus courants/);
    server.answer({ "auth.changePassword": () => undefined });
    type("Nouveau mot de passe", "une phrase de mots");
    await press("Changer le mot de passe");
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>("Nouveau mot de passe").value).toBe(""));
    expect(calls("auth.changePassword").at(-1)).toEqual({
      currentPassword: "l'ancien",
      newPassword: "une phrase de mots",
    });
  });

  test("tried too often says how long to wait", async () => {
    server.answer({ "auth.changePassword": () => refusal("too_many_attempts", { retryAfterSeconds: 120 }, "") });
    open();
    await part("Mot de passe");
    type("Mot de passe actuel", "pas lui");
    type("Nouveau mot de passe", "une phrase de mots");
    await press("Changer le mot de passe");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toMatch(/Réessayez dans 2\smin/));
  });
});

describe("the authenticator", () => {
  test("is set up with a picture and a key, and its recovery codes stay until they are kept", async () => {
    server.answer({
      "twoFactor.enable": () => SETUP,
      "twoFactor.confirm": () => {
        server.answer({ "twoFactor.state": () => on(10) });
        return { recoveryCodes: CODES };
      },
    });
    open();
    await part("Vérification en deux étapes");
    await press("Activer la vérification");
    const asked = within(screen.getByRole("dialog")).getByLabelText("Mot de passe actuel");
    fireEvent.input(asked, { target: { value: "Camille!2026 phrase" } });
    await press("Continuer");
    const picture = await screen.findByRole("img", { name: /^Code QR/ });
    expect(picture.querySelector("path")?.getAttribute("d")).toMatch(/^M\d/);
    screen.getByText(SETUP.secret);
    type("Code à six chiffres", "123 456");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Activer la vérification" }));
    const dialog = await screen.findByRole("dialog", { name: "Vos codes de secours" });
    expect(
      within(dialog)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual(CODES);
    expect(calls("twoFactor.enable")).toEqual([{ password: "Camille!2026 phrase" }]);
    expect(calls("twoFactor.confirm")).toEqual([{ code: "123456" }]);
    expect(screen.queryByText(SETUP.secret)).toBeNull();
    await press("Terminer");
    fireEvent.keyDown(dialog, { key: "Escape" });
    expect(screen.getByText(CODES[0] ?? "").isConnected).toBe(true);
    fireEvent.click(screen.getByLabelText("J'ai conservé ces codes en lieu sûr"));
    await press("Terminer");
    await waitFor(() => expect(screen.queryByText(CODES[0] ?? "")).toBeNull());
    await screen.findByText("Activée");
  });

  test("is not begun without the password: a wrong one is told at its field, and may be typed again", async () => {
    server.answer({ "twoFactor.enable": () => refusal("password_incorrect", {}, "") });
    open();
    await part("Vérification en deux étapes");
    await press("Activer la vérification");
    expect(screen.queryByRole("img", { name: /^Code QR/ })).toBeNull();
    await press("Continuer");
    expect(calls("twoFactor.enable")).toEqual([]);
    const dialog = within(screen.getByRole("dialog"));
    const password = () => dialog.getByLabelText("Mot de passe actuel");
    fireEvent.input(password(), { target: { value: "pas lui" } });
    await press("Continuer");
    await dialog.findByText("Ce n'est pas le mot de passe actuel.");
    await waitFor(() => expect(document.activeElement).toBe(password()));
    server.answer({ "twoFactor.enable": () => SETUP });
    fireEvent.input(password(), { target: { value: "Camille!2026 phrase" } });
    await press("Continuer");
    await screen.findByRole("img", { name: /^Code QR/ });
    expect(dialog.queryByLabelText("Mot de passe actuel")).toBeNull();
  });

  test("with few recovery codes left says so, and makes new ones for a code", async () => {
    server.answer({
      "twoFactor.state": () => on(2),
      "twoFactor.regenerateCodes": () => refusal("two_factor_invalid", {}, ""),
    });
    open();
    await screen.findByText(/^Il vous en reste peu/);
    await press("Créer de nouveaux codes");
    type("Code de l'application, ou code de secours", "000000");
    await press("Créer les codes");
    await screen.findByText(/^Code incorrect ou déjà utilisé/);
    server.answer({ "twoFactor.regenerateCodes": () => ({ recoveryCodes: CODES }) });
    type("Code de l'application, ou code de secours", "123456");
    await press("Créer les codes");
    await screen.findByText(CODES[1] ?? "");
  });

  test("is taken away for the password and a code", async () => {
    server.answer({
      "twoFactor.state": () => on(10),
      "twoFactor.disable": () => {
        server.answer({ "twoFactor.state": () => OFF });
      },
    });
    open();
    await screen.findByText("Activée");
    await press("Désactiver la vérification");
    const dialog = within(await screen.findByRole("dialog"));
    fireEvent.input(dialog.getByLabelText("Mot de passe actuel"), { target: { value: "secret" } });
    fireEvent.input(dialog.getByLabelText(/^Code de l'application/), { target: { value: "123456" } });
    fireEvent.click(dialog.getByRole("button", { name: "Désactiver la vérification" }));
    await screen.findByText("Désactivée");
    expect(calls("twoFactor.disable")).toEqual([{ password: "secret", code: "123456" }]);
  });
});

describe("sessions", () => {
  test("are told with this one first, which cannot be ended here", async () => {
    open();
    await screen.findByText("Cette session");
    const rows = within(await part("Sessions ouvertes")).getAllByRole("listitem");
    expect(rows.map(({ textContent }) => /192\.0\.2\.\d/.exec(textContent ?? "")?.[0])).toEqual([
      "192.0.2.2",
      "192.0.2.1",
    ]);
    expect(rows.map((row) => within(row).queryByRole("button") !== null)).toEqual([false, true]);
  });

  test("are ended one by one", async () => {
    server.answer({
      "sessions.revoke": () => {
        server.answer({ "sessions.list": () => [sessionOf(2, { isCurrent: true })] });
        return { wasCurrent: false };
      },
    });
    open();
    await part("Sessions ouvertes");
    await press(/^Fermer la session.: Firefox sur Linux, 192\.0\.2\.1$/);
    await screen.findByText("Vous n'êtes connecté nulle part ailleurs.");
    expect(calls("sessions.revoke")).toEqual([{ id: sessionOf(1).id }]);
  });

  test("all others end once that is confirmed", async () => {
    server.answer({ "sessions.revokeAll": () => ({ ended: 1 }) });
    open();
    await part("Sessions ouvertes");
    await press("Fermer toutes les autres");
    expect(calls("sessions.revokeAll")).toEqual([]);
    fireEvent.click(await screen.findByRole("button", { name: "Fermer les autres sessions" }));
    await waitFor(() => expect(calls("sessions.revokeAll")).toEqual([{ keepCurrent: true }]));
  });

  test("that cannot be read leave the rest of the page as it is", async () => {
    server.answer({ "sessions.list": gatewayDown });
    open();
    await screen.findByText("Vos sessions n'ont pas pu être chargées");
    screen.getByText(CAMILLE.email);
    screen.getByLabelText("Nouveau mot de passe");
  });
});
