import { MODULE_GROUPS, MODULES } from "@pepro/contracts";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { modulesOf } from "./module-groups.ts";
import { ModulesForm } from "./modules-form.tsx";

async function open(stored: Record<string, boolean>) {
  const saved = vi.fn<(modules: Record<string, boolean>) => void>();
  renderPage(() => {
    const [modules, setModules] = createSignal(stored);
    return (
      <ModulesForm
        modules={modules()}
        onSave={async (next) => {
          saved(next);
          setModules(next);
        }}
      />
    );
  });
  await screen.findByText("Socle");
  return { saved, module: (name: string) => screen.getByRole("switch", { name }) as HTMLInputElement };
}

test("every module of the contract stands in one group", () => {
  expect(MODULE_GROUPS.flatMap(modulesOf).toSorted()).toEqual([...MODULES].toSorted());
});

test("a module that the school's map leaves out is off", async () => {
  const { module } = await open({ grades: true });
  expect([module("Notes").checked, module("Messagerie").checked]).toEqual([true, false]);
});

test("saving sends every module, for the server replaces the whole map", async () => {
  const { module, saved } = await open({ grades: true });
  fireEvent.click(module("Messagerie"));
  fireEvent.click(await screen.findByRole("button", { name: "Enregistrer les modules" }));
  await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
  const expected = Object.fromEntries(MODULES.map((name) => [name, name === "grades" || name === "messaging"]));
  expect(saved).toHaveBeenCalledWith(expected);
  await waitFor(() => expect(screen.queryByRole("button", { name: "Enregistrer les modules" })).toBeNull());
});

test("a module switched on and off again is no change", async () => {
  const { module } = await open({});
  fireEvent.click(module("Notes"));
  expect(await screen.findByRole("button", { name: "Enregistrer les modules" })).toBeTruthy();
  fireEvent.click(module("Notes"));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Enregistrer les modules" })).toBeNull());
});
