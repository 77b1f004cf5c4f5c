import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { CopyButton } from "./copy-button.tsx";

test("what was copied is said beside the button, whose name stays", async () => {
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async () => undefined } });
  renderPage(() => <CopyButton text="0190f3c1" what="l'identifiant" caption="Identifiant" />);
  const button = await screen.findByRole("button", { name: "Copier l'identifiant" });
  expect(button.querySelector("[role=status]")).toBeNull();
  fireEvent.click(button);
  expect((await screen.findByText("Copié")).getAttribute("role")).toBe("status");
  expect(button.getAttribute("aria-label")).toBe("Copier l'identifiant");
});
