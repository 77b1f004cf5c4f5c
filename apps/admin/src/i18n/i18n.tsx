import type { Language } from "@pepro/contracts";
import {
  type Accessor,
  createContext,
  createEffect,
  createResource,
  createSignal,
  getOwner,
  type JSX,
  type Resource,
  runWithOwner,
  startTransition,
  untrack,
  useContext,
} from "solid-js";
import { AREAS, type Area, type TextsOf } from "./areas.ts";
import { createFormat, type Format } from "./format.ts";
import { type Texts, type Translate, type Value, writeOut } from "./text.ts";

export const LANGUAGES = ["fr", "en"] as const;

/** The same key is read by first-paint.js. */
const KEY = "pepro.language";

type Loaded = { language: Language; texts: Texts };

type I18n = {
  language: Accessor<Language>;
  /** Loads the texts in use in the other language, then shows them all at once. */
  setLanguage(language: Language): void;
  dictionary(area: Area): Resource<Loaded | undefined>;
};

const Context = createContext<I18n>();

/** Gives the texts to everything below. The first language is the page's `lang`, which first-paint.js has chosen. */
export function I18nProvider(props: { language?: Language; children: JSX.Element }) {
  const owner = getOwner();
  const [language, set] = createSignal<Language>(props.language ?? languageOfPage());
  const dictionaries = new Map<Area, Resource<Loaded | undefined>>();
  const open = (area: Area) => {
    const load = async (wanted: Language) => ({ language: wanted, texts: (await AREAS[area][wanted]()).default });
    return runWithOwner(owner, () => createResource(language, load)[0]) as Resource<Loaded | undefined>;
  };
  const i18n: I18n = {
    language,
    setLanguage: (next) => {
      keep(next);
      void startTransition(() => set(next));
    },
    dictionary: (area) => {
      const known = dictionaries.get(area);
      // Texts that could not be fetched are asked for again by the page that is drawn again.
      if (known && untrack(() => known.state) !== "errored") return known;
      const opened = open(area);
      dictionaries.set(area, opened);
      return opened;
    },
  };
  createEffect(() => {
    document.documentElement.lang = language();
  });
  return <Context.Provider value={i18n}>{props.children}</Context.Provider>;
}

export function useI18n(): I18n {
  const i18n = useContext(Context);
  if (!i18n) throw new Error("texts are only known below I18nProvider");
  return i18n;
}

/**
 * The texts of one area. The page waits for them the first time (Suspense).
 *
 * @example const t = useText("schools"); t("list.count", { count: 3 });
 */
export function useText<A extends Area>(area: A): Translate<TextsOf<A>> {
  const dictionary = useI18n().dictionary(area);
  return (key, ...args) => say(dictionary(), key, args[0]);
}

/**
 * The texts of an area that is hardly ever spoken, asked for the first time it is. Nothing waits for them: they are empty
 * until they are there.
 */
export function useLateText<A extends Area>(area: A): { text: Translate<TextsOf<A>>; isComing(): boolean } {
  const i18n = useI18n();
  return {
    text: (key, ...args) => {
      const dictionary = i18n.dictionary(area);
      const isThere = dictionary.state === "ready" || dictionary.state === "refreshing";
      return say(isThere ? dictionary.latest : undefined, key, args[0]);
    },
    isComing: () => i18n.dictionary(area).state === "pending",
  };
}

function say(loaded: Loaded | undefined, key: string, params: unknown): string {
  // Some keys are names that arrive from elsewhere: «constructor» is nobody's text.
  const entry = loaded && Object.hasOwn(loaded.texts, key) ? loaded.texts[key] : undefined;
  if (!loaded || entry === undefined) return "";
  return writeOut(entry, loaded.language, params as Readonly<Record<string, Value>> | undefined);
}

/**
 * Makes the page wait for the texts of the design system and of errors: a dialog or an alert that asked for them later
 * would make it vanish for a moment.
 */
export function AwaitCommonTexts(): JSX.Element {
  const { dictionary } = useI18n();
  const [common, errors] = [dictionary("common"), dictionary("errors")];
  return <>{common() && errors() && undefined}</>;
}

/** Dates, numbers, sizes and durations as the reader's language writes them. */
export function useFormat(): Format {
  const { language } = useI18n();
  return createFormat(language);
}

function languageOfPage(): Language {
  return document.documentElement.lang === "en" ? "en" : "fr";
}

function keep(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage may be refused: the language lasts as long as the page.
  }
}
