import { PeproClientError } from "@pepro/client";
import { fireEvent } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { ErrorState } from "./error-state.tsx";

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

const away = (retryAfterSeconds: number) =>
  new PeproClientError("unavailable", { retryAfterSeconds }, "503", { requestId: "request-1" });
const unreachable = () => new PeproClientError("network", { reason: "Failed to fetch" }, "network");

async function open(first: unknown, next: (tries: number) => unknown = () => first) {
  const [error, setError] = createSignal(first);
  const retry = vi.fn(async () => {
    setError(() => next(retry.mock.calls.length));
  });
  const page = renderPage(() => <ErrorState title="Rien n'a pu être lu" error={error()} onRetry={retry} />);
  await page.findByText("Rien n'a pu être lu");
  const counted = () => page.queryByText(/^Nouvel essai/)?.textContent?.replace(/\s/g, " ");
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
  return { ...page, retry, counted, pass };
}

test("the pause that the server asks for is counted down, then it is tried again", async () => {
  const { retry, counted, pass } = await open(away(7), () => away(7));
  expect(counted()).toBe("Nouvel essai dans 7 s");
  await pass(3);
  expect(counted()).toBe("Nouvel essai dans 4 s");
  await pass(3.5);
  expect(retry).not.toHaveBeenCalled();
  await pass(1);
  expect(retry).toHaveBeenCalledTimes(1);
  expect(counted()).toMatch(/^Nouvel essai dans [67] s$/);
});

test("an outage that lasts is asked for less and less often, and never before the server's own pause", async () => {
  const at: number[] = [];
  const began = Date.now();
  const { pass } = await open(away(1), (tries) => {
    at.push(Math.round((Date.now() - began) / 1_000));
    return away(tries < 6 ? 1 : 45);
  });
  await pass(200);
  const pauses = at.map((time, index) => time - (at[index - 1] ?? 0));
  expect(pauses.slice(0, 7)).toEqual([1, 1, 5, 10, 20, 30, 45]);
});

test("what ticks is not read aloud: it is said once that it is tried by itself", async () => {
  const { pass, counted, getAllByRole, getByRole } = await open(unreachable(), unreachable);
  const said: string[] = [];
  const watch = new MutationObserver((changes) => said.push(...changes.map(({ target }) => target.textContent ?? "")));
  const regions = [...getAllByRole("status"), getByRole("alert")];
  expect(regions.map(({ textContent }) => textContent)).toContain(
    "Un nouvel essai a lieu de lui-même, jusqu'à ce que le serveur réponde.",
  );
  for (const region of regions) watch.observe(region, { subtree: true, childList: true, characterData: true });
  await pass(12);
  expect(counted()).toMatch(/^Nouvel essai/);
  expect(said).toEqual([]);
});

test("one who does not want to wait tries at once, and the count begins anew", async () => {
  const { getByRole, retry, counted, pass } = await open(away(20), () => away(20));
  await pass(5);
  fireEvent.click(getByRole("button", { name: "Réessayer" }));
  await pass(0);
  expect(retry).toHaveBeenCalledTimes(1);
  expect(counted()).toBe("Nouvel essai dans 20 s");
});

test("when the network is back, it is tried at once", async () => {
  const { retry, pass } = await open(unreachable());
  window.dispatchEvent(new Event("online"));
  await pass(0);
  expect(retry).toHaveBeenCalledTimes(1);
});

test("a tab that nobody sees waits until somebody does", async () => {
  const { retry, pass } = await open(away(2));
  const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await pass(10);
  expect(retry).not.toHaveBeenCalled();
  state.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(0);
  expect(retry).toHaveBeenCalledTimes(1);
});

test("what waiting does not mend is tried when one asks for it, and its details can be opened", async () => {
  const error = new PeproClientError("internal", { id: "x" }, "Oups", { requestId: "request-1" });
  const { retry, counted, pass, getByRole, getByText } = await open(error);
  await pass(120);
  expect(retry).not.toHaveBeenCalled();
  expect(counted()).toBeUndefined();
  const details = getByText("Détails techniques").closest("details");
  expect(details?.open).toBe(false);
  expect(details?.textContent).toContain("Oups");
  expect(details?.textContent).toContain("request-1");
  fireEvent.click(getByRole("button", { name: "Réessayer" }));
  expect(retry).toHaveBeenCalledTimes(1);
});
