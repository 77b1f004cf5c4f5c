import { screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { Steps } from "./steps.tsx";

test("a step that took no measurable time says so, one that is not over says nothing", async () => {
  const steps = [
    { id: "claim", label: "Réservation", state: "done" as const, duration: 0 },
    { id: "schema", label: "Schéma", state: "running" as const },
  ];
  renderPage(() => <Steps label="Étapes" steps={steps} />);
  const items = (await screen.findAllByRole("listitem")).map(({ textContent }) =>
    textContent?.replace(/[\u00a0\u202f]/g, " "),
  );
  expect(items).toEqual(["terminéRéservation< 1 ms", "en coursSchéma"]);
});
