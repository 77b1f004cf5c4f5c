import { createPeproClient, messageOf } from "@pepro/client";
import { element } from "./element.ts";
import { languageOf } from "./language.ts";
import { schoolPage } from "./school-page.ts";
import { TEXTS } from "./texts.ts";

const language = languageOf(navigator.languages);
const texts = TEXTS[language];
const client = createPeproClient({ language });
const page = element("div", { id: "page" });

document.documentElement.lang = language;
document.querySelector("#page")?.replaceWith(page);
await show();

/** One request: the theme, the modules and who is signed in travel together. */
async function show(): Promise<void> {
  page.setAttribute("aria-busy", "true");
  try {
    const [{ theme }, modules, session] = await Promise.all([
      client.applyTheme(),
      client.currentTenant.modules.query(),
      client.auth.session(),
    ]);
    page.replaceChildren(...schoolPage(client, { language, texts, theme, modules, session }, showAgain));
  } catch (error) {
    page.replaceChildren(failure(messageOf(error, language)));
  } finally {
    page.removeAttribute("aria-busy");
  }
}

/** What had the focus is gone: whoever uses a keyboard or a screen reader goes on at the content. */
async function showAgain(): Promise<void> {
  await show();
  page.querySelector("main")?.focus({ preventScroll: true });
}

function failure(message: string): Node {
  const retry = element("button", { type: "button", class: "primary" }, texts.retry);
  retry.addEventListener("click", showAgain);
  return element(
    "main",
    { role: "alert", tabindex: "-1" },
    element("h1", {}, texts.failed),
    element("p", {}, message),
    retry,
  );
}
