import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { DropdownMenu, type MenuItem } from "./dropdown-menu.tsx";

test("an item that is chosen keeps the focus, though all of them say something else now", async () => {
  const [language, setLanguage] = createSignal("fr");
  const items = (): MenuItem[] => [
    { label: language() === "fr" ? "Compte" : "Account", onSelect: () => undefined },
    { separator: true },
    {
      group: language() === "fr" ? "Langue" : "Language",
      value: language(),
      options: ["fr", "en"].map((value) => ({ value, label: `${value} (${language()})` })),
      onChange: setLanguage,
    },
  ];
  renderPage(() => (
    <DropdownMenu items={items()} trigger="button">
      Menu
    </DropdownMenu>
  ));
  fireEvent.keyDown(await screen.findByRole("button", { name: "Menu" }), { key: "ArrowDown" });
  const english = await screen.findByRole("menuitemradio", { name: "en (fr)" });
  english.focus();
  fireEvent.keyDown(english, { key: "Enter" });
  await waitFor(() => expect(english.getAttribute("aria-checked")).toBe("true"));
  expect(document.activeElement).toBe(english);
  expect(english.textContent).toBe("en (en)");
  screen.getByRole("menuitem", { name: "Account" });
  screen.getByText("Language");
});

test("an item that becomes another kind of item is drawn as what it is", async () => {
  const [isClosed, setClosed] = createSignal(false);
  const items = (): MenuItem[] =>
    isClosed()
      ? [{ group: "Sort", value: "a", options: [{ value: "a", label: "A" }], onChange: () => undefined }]
      : [{ label: "Close", onSelect: () => undefined }];
  renderPage(() => (
    <DropdownMenu items={items()} trigger="button">
      Menu
    </DropdownMenu>
  ));
  fireEvent.keyDown(await screen.findByRole("button", { name: "Menu" }), { key: "ArrowDown" });
  await screen.findByRole("menuitem", { name: "Close" });
  setClosed(true);
  await screen.findByRole("menuitemradio", { name: "A" });
  expect(screen.queryByRole("menuitem", { name: "Close" })).toBeNull();
});
