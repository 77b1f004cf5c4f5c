import { PeproClientError } from "@pepro/client";
import { DEFAULT_SETTINGS, type TenantSettings } from "@pepro/contracts";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { SettingsForm } from "./settings-form.tsx";

type Save = (changes: Partial<TenantSettings>) => Promise<unknown>;

/** The form over a server that takes what is sent, unless `onSave` refuses it. */
async function open(onSave: Save = async () => undefined) {
  const saved = vi.fn<Save>();
  renderPage(() => {
    const [settings, setSettings] = createSignal<TenantSettings>({ ...DEFAULT_SETTINGS });
    const save: Save = async (changes) => {
      await onSave(changes);
      saved(changes);
      setSettings((before) => ({ ...before, ...changes }));
    };
    return <SettingsForm settings={settings()} onSave={save} />;
  });
  const field = async (label: string) => (await screen.findByLabelText(label)) as HTMLInputElement;
  const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } });
  return { saved, field, type, save: () => screen.findByRole("button", { name: "Enregistrer les réglages" }) };
}

test("only what was changed is sent, and the bar goes once it is there", async () => {
  const { type, save, saved } = await open();
  await type("Longueur minimale des mots de passe", "12");
  fireEvent.click(await screen.findByLabelText("SMS"));
  expect(await screen.findByText("2 modifications non enregistrées", { selector: "[aria-hidden]" })).toBeTruthy();
  fireEvent.click(await save());
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ passwordMinLength: 12, enableSmsNotifications: true }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Enregistrer les réglages" })).toBeNull());
});

test("the form shows what the server made of it", async () => {
  const { type, save, field } = await open();
  await type("Format des dates", "  %d.%m.%Y ");
  fireEvent.click(await save());
  await waitFor(async () => expect((await field("Format des dates")).value).toBe("%d.%m.%Y"));
});

test("what the contract forbids is said at the field and is not sent", async () => {
  const { type, save, saved, field } = await open();
  await type("Longueur minimale des mots de passe", "200");
  await type("Format des heures", "%Q");
  fireEvent.click(await save());
  expect(await screen.findByText("Format invalide (ex: %d/%m/%Y).")).toBeTruthy();
  expect((await field("Format des heures")).getAttribute("aria-invalid")).toBe("true");
  expect(saved).not.toHaveBeenCalled();
});

test("what the server refuses lands on its field", async () => {
  const issue = { path: ["settings", "dateFormat"], rule: "strftime_invalid", message: "" };
  const { type, save } = await open(() =>
    Promise.reject(new PeproClientError("validation_failed", { issues: [issue] }, "")),
  );
  await type("Format des dates", "%d/%m");
  fireEvent.click(await save());
  expect(await screen.findByText("Format invalide (ex: %d/%m/%Y).")).toBeTruthy();
});

test("a refusal that names no field stands above the button, and what was typed stays", async () => {
  const { type, save, field } = await open(() =>
    Promise.reject(new PeproClientError("unavailable", { retryAfterSeconds: 2 }, "Réessayez dans 2 secondes.")),
  );
  await type("Format des dates", "%d/%m");
  fireEvent.click(await save());
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Le service est momentanément indisponible/);
  expect((await field("Format des dates")).value).toBe("%d/%m");
});

test("changes can be undone", async () => {
  const { type, field } = await open();
  await type("Format des heures", "%H h %M");
  fireEvent.click(await screen.findByRole("button", { name: "Annuler" }));
  expect((await field("Format des heures")).value).toBe("%H:%M");
});
