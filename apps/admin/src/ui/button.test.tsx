import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { Button } from "./button.tsx";

test("a button that waits takes no second click and says that it is busy", async () => {
  const onClick = vi.fn();
  renderPage(() => (
    <Button loading onClick={onClick}>
      Save
    </Button>
  ));
  const button = await screen.findByRole("button", { name: "Save" });
  fireEvent.click(button);
  expect(onClick).not.toHaveBeenCalled();
  expect(button).toHaveProperty("ariaBusy", "true");
});

test("a button that cannot be pressed keeps the focus and says why", async () => {
  const onClick = vi.fn();
  renderPage(() => (
    <Button disabledReason="Deactivate the school first" onClick={onClick}>
      Delete
    </Button>
  ));
  const button = await screen.findByRole("button", { name: "Delete" });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(button);
  expect(onClick).not.toHaveBeenCalled();
  expect(button.getAttribute("aria-describedby")).toBe(screen.getByText("Deactivate the school first").id);
});

test("a submit button that waits does not send its form again", async () => {
  const onSubmit = vi.fn((event: Event) => event.preventDefault());
  renderPage(() => (
    <form onSubmit={onSubmit}>
      <Button type="submit" loading>
        Send
      </Button>
    </form>
  ));
  fireEvent.click(await screen.findByRole("button"));
  expect(onSubmit).not.toHaveBeenCalled();
});
