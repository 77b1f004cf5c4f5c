import "./styles/index.css";
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { preloadTexts } from "./i18n/areas.ts";
import { reloadWhenOutdated } from "./navigation/outdated.ts";

// zod would try to make code out of text, which the page's policy refuses and reports. Set where zod reads it, for zod
// itself is not loaded before a page with a form of many fields.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
preloadTexts("common", "errors");
window.addEventListener("load", () => preloadTexts("refusals"));
reloadWhenOutdated();
const root = document.getElementById("root");
if (root) render(() => <App />, root);
