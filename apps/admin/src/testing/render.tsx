import type { Language } from "@pepro/contracts";
import { createMemoryHistory, MemoryRouter, Route } from "@solidjs/router";
import { cleanup, configure, render } from "@solidjs/testing-library";
import { type Component, type JSX, Suspense } from "solid-js";
import { afterEach, vi } from "vitest";
import { AwaitCommonTexts, I18nProvider } from "../i18n/i18n.tsx";
import { TitleProvider } from "../navigation/title.tsx";

// A page drawn whole takes seconds where other suites run beside it.
configure({ asyncUtilTimeout: 5_000 });
vi.setConfig({ testTimeout: 30_000 });

// What browsers have and jsdom does not.
Element.prototype.scrollIntoView ??= () => undefined;
window.scrollTo = () => undefined;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(cleanup);

type Options = { language?: Language; path?: string; routes?: Readonly<Record<string, Component>> };

const Root: Component<{ children?: JSX.Element }> = (props) => (
  <Suspense>
    <AwaitCommonTexts />
    {props.children}
  </Suspense>
);

/** Draws something as a page does: with texts, a title and an address. `routes` are other pages it may lead to. */
export function renderPage(page: () => JSX.Element, { language = "fr", path = "/", routes = {} }: Options = {}) {
  const history = createMemoryHistory();
  history.set({ value: path, replace: true });
  document.documentElement.lang = language;
  localStorage.clear();
  const result = render(() => (
    <I18nProvider>
      <TitleProvider>
        <MemoryRouter history={history} root={Root}>
          <Route path={path.split("?")[0] ?? "/"} component={page} />
          {Object.entries(routes).map(([at, component]) => (
            <Route path={at} component={component} />
          ))}
        </MemoryRouter>
      </TitleProvider>
    </I18nProvider>
  ));
  return { ...result, history };
}
