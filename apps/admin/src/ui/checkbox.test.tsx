import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { Checkbox } from "./checkbox.tsx";

test("it reports what was chosen, and shows the value it is given", async () => {
  const onChange = vi.fn();
  renderPage(() => <Checkbox label="Domaine principal" hint="Un seul" value={false} onChange={onChange} />);
  const box = (await screen.findByRole("checkbox", {
    name: "Domaine principal",
    description: "Un seul",
  })) as HTMLInputElement;
  fireEvent.click(screen.getByText("Domaine principal"));
  expect(onChange.mock.calls).toEqual([[true]]);
  expect(box.checked).toBe(false);
});
