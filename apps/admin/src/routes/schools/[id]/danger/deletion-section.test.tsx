import { PeproClientError } from "@pepro/client";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { openSchoolView } from "../../../../testing/schools.ts";
import { DeletionSection } from "./deletion-section.tsx";

async function open(onDelete: () => Promise<unknown> = async () => undefined) {
  const asked = vi.fn(onDelete);
  renderPage(() => (
    <DeletionSection
      school={openSchoolView("Lycée Hugo", { studentCount: 412, storageUsedBytes: 3 * 1024 ** 3 })}
      onDelete={asked}
    />
  ));
  fireEvent.click(await screen.findByRole("button", { name: "Supprimer l'établissement" }));
  const dialog = await screen.findByRole("dialog");
  const button = () => screen.getAllByRole("button", { name: "Supprimer l'établissement" }).at(-1) as HTMLButtonElement;
  const type = (value: string) =>
    fireEvent.input(screen.getByLabelText("Pour confirmer, tapez lycee-hugo"), { target: { value } });
  return { asked, dialog, button, type };
}

test("the dialog names what goes and what stays taken", async () => {
  const { dialog } = await open();
  const text = dialog.textContent?.replace(/[\u00a0\u202f]/g, " ") ?? "";
  for (const part of [
    "Lycée Hugo",
    "lycee-hugo.localhost, www.lycee-hugo.fr",
    "412 élèves",
    "3 Go",
    "schéma lycee_hugo",
  ]) {
    expect(text).toContain(part);
  }
});

test.each(["", "lycee", "Lycée Hugo", "LYCEE-HUGO"])("%j does not delete it", async (typed) => {
  const { asked, button, type } = await open();
  type(typed);
  expect(button().disabled).toBe(true);
  fireEvent.submit(screen.getByLabelText("Pour confirmer, tapez lycee-hugo"));
  expect(asked).not.toHaveBeenCalled();
});

test("its subdomain, typed, deletes it once", async () => {
  const { asked, button, type } = await open();
  type("lycee-hugo");
  fireEvent.click(button());
  fireEvent.click(button());
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
});

test("an error is said in the dialog, and it can be tried again", async () => {
  const { asked, button, type } = await open(() =>
    Promise.reject(new PeproClientError("unavailable", { retryAfterSeconds: 2 }, "Réessayez dans 2 secondes.")),
  );
  type("lycee-hugo");
  fireEvent.click(button());
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Le service est momentanément indisponible/);
  fireEvent.click(button());
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
});
