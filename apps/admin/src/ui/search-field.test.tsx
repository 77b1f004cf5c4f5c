import { fireEvent } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, expect, test, vi } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { SearchField } from "./search-field.tsx";

afterEach(() => void vi.useRealTimers());

const type = (input: HTMLElement, value: string) => fireEvent.input(input, { target: { value } });

async function open(initial = "") {
  const onSearch = vi.fn();
  const [value, setValue] = createSignal(initial);
  const page = renderPage(() => <SearchField label="Search" value={value()} onSearch={onSearch} />);
  const input = (await page.findByRole("searchbox")) as HTMLInputElement;
  vi.useFakeTimers();
  return { ...page, input, onSearch, setValue };
}

test("it searches once typing pauses", async () => {
  const { input, onSearch } = await open();
  type(input, "hu");
  vi.advanceTimersByTime(100);
  type(input, "hugo ");
  vi.advanceTimersByTime(200);
  expect(onSearch).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60);
  expect(onSearch.mock.calls).toEqual([["hugo"]]);
});

test("Enter searches at once, and only once", async () => {
  const { input, onSearch } = await open();
  type(input, "hugo");
  fireEvent.keyDown(input, { key: "Enter" });
  vi.advanceTimersByTime(1_000);
  expect(onSearch.mock.calls).toEqual([["hugo"]]);
});

test("Escape empties it and searches for everything", async () => {
  const { input, onSearch } = await open("hugo");
  fireEvent.keyDown(input, { key: "Escape" });
  expect([input.value, onSearch.mock.calls]).toEqual(["", [[""]]]);
});

test("/ brings the focus, except to those who are typing", async () => {
  const { input } = await open();
  const other = document.body.appendChild(document.createElement("textarea"));
  fireEvent.keyDown(other, { key: "/" });
  expect(document.activeElement).not.toBe(input);
  other.remove();
  fireEvent.keyDown(document.body, { key: "/" });
  expect(document.activeElement).toBe(input);
});

test("the address may change it, but not under one's fingers", async () => {
  const { input, setValue } = await open("hugo");
  setValue("moulin");
  expect(input.value).toBe("moulin");
  type(input, "eif");
  setValue("hugo");
  expect(input.value).toBe("eif");
});
