import { A } from "@solidjs/router";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test, vi } from "vitest";
import { leave } from "../../navigation/leaving.ts";
import { renderPage } from "../../testing/render.tsx";
import { UnsavedChanges } from "./unsaved-changes.tsx";

async function open(isDirty: boolean) {
  const [dirty, setDirty] = createSignal(isDirty);
  const page = renderPage(
    () => (
      <>
        <UnsavedChanges form={{ dirty, submitting: () => false }} />
        <A href="/other">Leave</A>
        <A href="/?tab=2">Same page</A>
      </>
    ),
    { routes: { "/other": () => <p>Elsewhere</p> } },
  );
  return { ...page, setDirty, link: await screen.findByText("Leave") };
}

test("a page without changes is left at once", async () => {
  const { link } = await open(false);
  fireEvent.click(link);
  await screen.findByText("Elsewhere");
});

test("changes are asked about before they are lost, and kept when one stays", async () => {
  const { link, history } = await open(true);
  fireEvent.click(link);
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(history.get()).toBe("/");
});

test("changes that are given up let one go where one wanted", async () => {
  const { link } = await open(true);
  fireEvent.click(link);
  fireEvent.click(await screen.findByRole("button", { name: "Quitter sans enregistrer" }));
  await screen.findByText("Elsewhere");
});

test("another view of the same page asks nothing", async () => {
  const { history } = await open(true);
  fireEvent.click(screen.getByText("Same page"));
  await waitFor(() => expect(history.get()).toBe("/?tab=2"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("the browser asks too, for as long as there is something to lose", async () => {
  const { setDirty } = await open(true);
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const before = leave();
  setDirty(false);
  expect([before, leave()]).toEqual([true, false]);
});

test("what loses changes without leaving the address waits for the answer", async () => {
  const { setDirty } = await open(true);
  const go = vi.fn();
  leave(go);
  fireEvent.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(go).not.toHaveBeenCalled();
  leave(go);
  fireEvent.click(await screen.findByRole("button", { name: "Quitter sans enregistrer" }));
  expect(go).toHaveBeenCalledOnce();
  setDirty(false);
  leave(go);
  expect(go).toHaveBeenCalledTimes(2);
});
