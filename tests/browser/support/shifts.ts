import type { Page } from "playwright-core";

export type Shifts = { sum: number; shifts: string[] };

/** Notes what moves by itself on every page from the next one on: `shiftsOf` tells of it. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node: Node }[] })[]) {
        sum += entry.value;
        shifts.push(
          `${entry.value.toFixed(3)} ${entry.sources.map(({ node }) => (node as Element)?.outerHTML?.slice(0, 120)).join(" | ")}`,
        );
      }
    }).observe({ type: "layout-shift", buffered: true });
    Object.assign(window, { shifted: () => ({ sum, shifts }) });
  });
}

/** What has moved since the page was opened: the sum as Core Web Vitals count it, and each move. */
export async function shiftsOf(page: Page): Promise<Shifts> {
  await drawn(page);
  return (await page.evaluate("shifted()")) as Shifts;
}

/** Two frames: what is there at the time is on the screen. */
export function drawn(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
