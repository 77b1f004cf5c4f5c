import { PeproClientError } from "@pepro/client";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";

const base = { open: true, title: "Delete Lycée Hugo?", action: "Delete the school", onCancel: () => undefined };

test("what must be typed must be typed exactly", async () => {
  const onConfirm = vi.fn();
  renderPage(() => <ConfirmDialog {...base} typed="lycee-hugo" onConfirm={onConfirm} />);
  const button = (await screen.findByRole("button", { name: "Delete the school" })) as HTMLButtonElement;
  const field = await screen.findByLabelText("Pour confirmer, tapez lycee-hugo");
  expect(button.disabled).toBe(true);
  fireEvent.input(field, { target: { value: "lycee" } });
  expect(button.disabled).toBe(true);
  fireEvent.input(field, { target: { value: " lycee-hugo " } });
  expect(button.disabled).toBe(false);
  fireEvent.click(button);
  expect(onConfirm).toHaveBeenCalledOnce();
});

test("the focus begins where something is to be typed, else on the button that changes nothing", async () => {
  const page = renderPage(() => <ConfirmDialog {...base} typed="lycee-hugo" onConfirm={() => undefined} />);
  const field = await screen.findByRole("textbox");
  await waitFor(() => expect(document.activeElement).toBe(field));
  page.unmount();
  renderPage(() => <ConfirmDialog {...base} onConfirm={() => undefined} />);
  const cancel = await screen.findByRole("button", { name: "Annuler" });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
});

test("what is refused is said in the dialog, and can be tried again", async () => {
  const refusal = new PeproClientError("unavailable", { retryAfterSeconds: 2 }, "Réessayez dans 2 secondes.");
  const onConfirm = vi.fn().mockRejectedValueOnce(refusal).mockResolvedValueOnce(undefined);
  renderPage(() => <ConfirmDialog {...base} onConfirm={onConfirm} />);
  const button = await screen.findByRole("button", { name: "Delete the school" });
  fireEvent.click(button);
  await screen.findByText(/^Le service est momentanément indisponible/);
  await waitFor(() => expect(button.hasAttribute("aria-busy")).toBe(false));
  fireEvent.click(button);
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(onConfirm).toHaveBeenCalledTimes(2);
});
