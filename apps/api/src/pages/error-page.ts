import type { Language } from "@pepro/contracts";
import { html } from "hono/html";
import { layout } from "./layout.ts";

type ErrorPage = { status: number; message: string; language: Language; requestId: string };

const HINTS = {
  fr: {
    404: "Vérifiez l'adresse, ou demandez-la à votre établissement.",
    503: "Rechargez la page dans un instant.",
    other: "Si cela se reproduit, transmettez cette référence à l'administrateur.",
  },
  en: {
    404: "Check the address, or ask your school for it.",
    503: "Reload the page in a moment.",
    other: "If it happens again, give this reference to the administrator.",
  },
} as const;

export function errorPage({ status, message, language, requestId }: ErrorPage): string {
  const hints = HINTS[language];
  const hint = status === 404 ? hints[404] : status === 503 ? hints[503] : hints.other;
  const body = html`<h1>${message}</h1><p>${hint}</p>${status >= 500 ? html`<p><code>${requestId}</code></p>` : ""}`;
  return String(layout({ language, title: message, body }));
}
