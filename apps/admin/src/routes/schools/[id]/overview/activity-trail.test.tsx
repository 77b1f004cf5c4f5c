import type { ActivityEntry } from "@pepro/contracts";
import { screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { ActivityTrail } from "./activity-trail.tsx";

const entry = (facts: Partial<ActivityEntry>): ActivityEntry => ({
  id: "platform:1",
  at: new Date().toISOString(),
  trail: "platform",
  action: "tenants.update",
  outcome: "done",
  actor: { kind: "superadmin", label: "root@example.fr" },
  target: null,
  fields: [],
  ...facts,
});

async function lineOf(facts: Partial<ActivityEntry>): Promise<string> {
  renderPage(() => <ActivityTrail entries={[entry(facts)]} />);
  return (await screen.findByRole("listitem")).textContent ?? "";
}

test("a line says what, by whom, and what it changed", async () => {
  expect(await lineOf({ fields: ["primaryColor", "city"] })).toContain(
    "Établissement modifiéroot@example.fr (super-admin) · couleur principale, ville",
  );
});

test("an action and a kind of actor without words of ours are shown by their names", async () => {
  expect(await lineOf({ action: "reports.archive", actor: { kind: "robot", label: "" } })).toContain(
    "reports.archiverobot",
  );
});

test.each([
  ["server", "Le serveur lui-même, à son démarrage"],
  ["cli:camille", "Ligne de commande, sur le serveur (camille)"],
  ["tests", "Ligne de commande, sur le serveur"],
])("who has no account is told by where they act: %s", async (label, words) => {
  const line = await lineOf({ action: "tenants.provision", actor: { kind: "operator", label } });
  expect(line).toContain(`Ouverture de l'établissement${words}`);
  expect(line).not.toMatch(/opérateur|operator/);
});

test("a field without words of ours is shown by its name", async () => {
  expect(await lineOf({ fields: ["motto"] })).toContain("· motto");
});

test("an attempt that was refused says so", async () => {
  expect(
    await lineOf({ action: "auth.signIn", outcome: "refused", actor: { kind: "anonymous", label: "" } }),
  ).toContain("ConnexionRefusévisiteur non connecté");
});

test("a school to which nothing happened says that", async () => {
  renderPage(() => <ActivityTrail entries={[]} />);
  expect(await screen.findByText("Rien pour l'instant")).toBeTruthy();
});
