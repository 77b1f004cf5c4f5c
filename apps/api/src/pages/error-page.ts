import type { Language, ThemeView } from "@pepro/contracts";
import { html } from "hono/html";
import { layout } from "./layout.ts";

type ErrorPage = {
  status: number;
  message: string;
  language: Language;
  requestId: string;
  /** Of the school that was asked, where there is one. */
  theme?: ThemeView | undefined;
  /** Seconds after which the page asks again by itself. */
  reloadAfter?: number | undefined;
};

const HINTS = {
  fr: {
    404: "Vérifiez l'adresse, ou demandez-la à votre établissement.",
    503: "Rechargez la page dans un instant.",
    reloads: "Cette page se recharge d'elle-même : rien de ce que vous avez enregistré n'est perdu.",
    other: "Si cela se reproduit, transmettez cette référence à l'administrateur.",
  },
  en: {
    404: "Check the address, or ask your school for it.",
    503: "Reload the page in a moment.",
    reloads: "This page reloads by itself: nothing that you have saved is lost.",
    other: "If it happens again, give this reference to the administrator.",
  },
} as const;

export function errorPage(page: ErrorPage): string {
  const { status, message, language, requestId, theme, reloadAfter } = page;
  const body = html`${theme ? html`<p>${theme.schoolName}</p>` : ""}<h1>${message}</h1>
    <p>${hintOf(page)}</p>${status >= 500 ? html`<p><code>${requestId}</code></p>` : ""}`;
  const title = theme ? `${message} · ${theme.schoolName}` : message;
  return String(layout({ language, title, body, ...(theme && { theme }), reloadAfter }));
}

function hintOf({ status, language, reloadAfter }: ErrorPage): string {
  const hints = HINTS[language];
  if (reloadAfter !== undefined) return hints.reloads;
  return status === 404 ? hints[404] : status === 503 ? hints[503] : hints.other;
}
