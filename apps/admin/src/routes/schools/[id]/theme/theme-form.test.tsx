import { A } from "@solidjs/router";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { type Theme, ThemeForm } from "./theme-form.tsx";

const START: Theme = { primaryColor: "#2E7D32", secondaryColor: "#1B5E20", logoUrl: "", faviconUrl: "" };

async function open() {
  const saved = vi.fn<(changes: Partial<Theme>) => void>();
  const page = renderPage(
    () => {
      const [theme, setTheme] = createSignal(START);
      return (
        <>
          <A href="/modules">Modules</A>
          <ThemeForm
            theme={theme()}
            schoolName="Lycée Hugo"
            host="lycee-hugo.localhost"
            onSave={async (changes) => {
              saved(changes);
              setTheme((before) => ({ ...before, ...changes }));
            }}
          />
        </>
      );
    },
    { routes: { "/modules": () => <p>Les modules</p> } },
  );
  await screen.findByText("Couleurs");
  const field = (label: string) => screen.getByRole("textbox", { name: label }) as HTMLInputElement;
  return {
    ...page,
    saved,
    field,
    type: (label: string, value: string) => fireEvent.input(field(label), { target: { value } }),
  };
}

test("leaving with a colour that was not saved asks first, and staying keeps it", async () => {
  const { type, field } = await open();
  type("Couleur principale", "#1565C0");
  fireEvent.click(screen.getByText("Modules"));
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  expect(field("Couleur principale").value).toBe("#1565C0");
  expect(screen.queryByText("Les modules")).toBeNull();
});

test("leaving without saving leads on", async () => {
  const { type } = await open();
  type("Couleur principale", "#1565C0");
  fireEvent.click(screen.getByText("Modules"));
  fireEvent.click(await screen.findByRole("button", { name: "Quitter sans enregistrer" }));
  expect(await screen.findByText("Les modules")).toBeTruthy();
});

test("once saved nothing asks any more", async () => {
  const { type, saved } = await open();
  type("Couleur principale", "#1565C0");
  fireEvent.click(await screen.findByRole("button", { name: "Enregistrer l'apparence" }));
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ primaryColor: "#1565C0" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Enregistrer l'apparence" })).toBeNull());
  fireEvent.click(screen.getByText("Modules"));
  expect(await screen.findByText("Les modules")).toBeTruthy();
});

test("the original colours come back on demand, to be saved like any other", async () => {
  const { saved } = await open();
  fireEvent.click(screen.getByRole("button", { name: "Remettre les couleurs d'origine" }));
  fireEvent.click(await screen.findByRole("button", { name: "Enregistrer l'apparence" }));
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ primaryColor: "#1976D2", secondaryColor: "#424242" }));
});

test("an address that no page could show is refused at its field", async () => {
  const { type, saved, field } = await open();
  type("Adresse du logo facultatif", "javascript:alert(1)");
  fireEvent.click(await screen.findByRole("button", { name: "Enregistrer l'apparence" }));
  expect(await screen.findByText("Saisissez une URL valide.")).toBeTruthy();
  expect(document.activeElement).toBe(field("Adresse du logo facultatif"));
  expect(saved).not.toHaveBeenCalled();
});
