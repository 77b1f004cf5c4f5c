import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Colours on their way from one theme to the other are nobody's; what one transition starts is ended, too. */
const SETTLE = `for (;;) {
  const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  if (moving.length === 0) break;
  for (const transition of moving) transition.finish();
}`;

type Violation = { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] };

/** Moderate to axe, yet who goes from landmark to landmark is lost between two of the same name. */
const AMBIGUOUS = "landmark-unique";

/** What axe finds serious or worse on a page as it stands, light and dark, a line each. */
export async function barriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  // Rows that others are about to take the place of are paler, and read by nobody.
  await page.locator("tbody.opacity-55").first().waitFor({ state: "detached" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(SETTLE);
    // By the debugger, which no content policy holds back.
    if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
    const { violations } = (await page.evaluate("axe.run()")) as { violations: Violation[] };
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical" && id !== AMBIGUOUS) continue;
      for (const { target, failureSummary } of nodes)
        found.push(`${colorScheme}: ${id} at ${target}: ${failureSummary}`);
    }
  }
  return found;
}
