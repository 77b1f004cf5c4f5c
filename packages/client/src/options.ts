import type { Language } from "@pepro/contracts";
import type { PeproClientError } from "./errors/index.ts";

/** A value, or what gives it anew for each request. */
export type Source<T> = T | (() => T | Promise<T>);

export type PeproClientOptions = {
  /**
   * Where the school or the platform answers, `https://lycee-hugo.peproscolaire.fr` say: the host chooses the school.
   * A path before `/trpc` is kept. In a page, its own origin when left out.
   */
  url?: string | URL;
  /** The `fetch` to send with; the runtime's own when left out. */
  fetch?: typeof globalThis.fetch;
  /** Sent with every request, streams included. */
  headers?: Source<Readonly<Record<string, string>>>;
  /** An access token, sent as `Authorization: Bearer`; undefined for none. */
  token?: Source<string | undefined>;
  /** Of the texts in errors; the browser's when left out, elsewhere French. */
  language?: Language | (() => Language);
  /** Milliseconds given to a call, and to a stream until its answer begins. 30,000 when left out. */
  timeoutMs?: number;
  /**
   * Nobody is signed in (any more): the server refused a call for want of a session, or `signOut` was called. Once for
   * the calls of a batch.
   */
  onSignedOut?: (error?: PeproClientError) => void;
};

/** Options with their defaults. */
export type Settings = {
  /** Of everything relative that the server names; ends with `/`. */
  base: URL;
  /** `…/trpc`. */
  endpoint: string;
  fetch: typeof globalThis.fetch;
  headers(): Promise<Record<string, string>>;
  language(): Language;
  timeoutMs: number;
};

const TIMEOUT_MS = 30_000;

/** @throws TypeError for an address that is none, or a missing one outside a page. */
export function settingsOf(options: PeproClientOptions): Settings {
  const { url = "/", token, headers, language = browserLanguage, timeoutMs = TIMEOUT_MS } = options;
  const base = new URL(url, globalThis.location?.href);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  return {
    base,
    endpoint: new URL("trpc", base).href,
    // Looked up at each call, so that what replaces the runtime's own later is used too.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    headers: async () => {
      const [own, bearer] = await Promise.all([given(headers), given(token)]);
      return {
        ...(options.language ? { "accept-language": wordOf(language) } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...own,
      };
    },
    language: () => wordOf(language),
    timeoutMs,
  };
}

function given<T extends string | object | undefined>(source: Source<T> | undefined): T | Promise<T> | undefined {
  return typeof source === "function" ? source() : source;
}

function browserLanguage(): Language {
  return typeof document !== "undefined" && navigator.language.startsWith("en") ? "en" : "fr";
}

function wordOf(language: Language | (() => Language)): Language {
  return typeof language === "function" ? language() : language;
}
