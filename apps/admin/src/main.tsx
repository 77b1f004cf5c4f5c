import "./styles/index.css";
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { preloadTexts } from "./i18n/areas.ts";
import { reloadWhenOutdated } from "./navigation/outdated.ts";

preloadTexts("common");
reloadWhenOutdated();
const root = document.getElementById("root");
if (root) render(() => <App />, root);
