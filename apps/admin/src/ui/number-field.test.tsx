import { fireEvent } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { NumberField } from "./number-field.tsx";

async function open(initial: number) {
  const [value, setValue] = createSignal(initial);
  const page = renderPage(() => <NumberField label="Élèves" value={value()} onChange={setValue} min={1} max={128} />);
  const input = (await page.findByRole("spinbutton")) as HTMLInputElement;
  const type = (text: string) => {
    input.focus();
    fireEvent.input(input, { target: { value: text }, inputType: "insertText" });
    fireEvent.change(input);
    fireEvent.blur(input);
  };
  return { ...page, value, input, type };
}

test.each(["0", "129", "5000"])("%s typed beyond a bound stays as typed, for the form to refuse", async (text) => {
  const { value, input, type } = await open(50);
  type(text);
  expect(value()).toBe(Number(text));
  expect(input.value.replace(/\D/g, "")).toBe(text);
});

test("stepping ends at a bound, and leads back from beyond it", async () => {
  const { value, input, type, getByRole } = await open(2);
  const less = getByRole("button", { name: /^Diminuer/ }) as HTMLButtonElement;
  fireEvent.click(less);
  fireEvent.keyDown(input, { key: "ArrowDown" });
  expect([value(), less.disabled]).toEqual([1, true]);
  type("0");
  fireEvent.keyDown(input, { key: "ArrowUp" });
  expect(value()).toBe(1);
});

test("the wheel over a field that has the focus changes nothing", async () => {
  const { value, input } = await open(50);
  input.focus();
  fireEvent.wheel(input, { deltaY: -100 });
  expect(value()).toBe(50);
});
