import type { Language } from "@pepro/contracts";
import type { MailMessage } from "./outbox.ts";

type Facts = { to: string; firstName: string; place: string; link: string; minutes: number; language: Language };

const TEXTS = {
  fr: {
    subject: (place: string) => `${place} : votre nouveau mot de passe`,
    hello: (name: string) => (name ? `Bonjour ${name},` : "Bonjour,"),
    why: (place: string) => `Un nouveau mot de passe a été demandé pour votre compte (${place}).`,
    action: "Choisir un nouveau mot de passe",
    limits: (minutes: number) => `Ce lien sert une seule fois, pendant ${minutes} minutes.`,
    other: "Si vous n'avez rien demandé, ignorez ce message : votre mot de passe n'a pas changé.",
  },
  en: {
    subject: (place: string) => `${place}: your new password`,
    hello: (name: string) => (name ? `Hello ${name},` : "Hello,"),
    why: (place: string) => `A new password was asked for your account (${place}).`,
    action: "Choose a new password",
    limits: (minutes: number) => `This link works once, for ${minutes} minutes.`,
    other: "If you asked for nothing, ignore this message: your password has not changed.",
  },
} as const;

/** The message that carries a link for a new password, as text and as HTML. */
export function resetMessage({ to, firstName, place, link, minutes, language }: Facts): MailMessage {
  const t = TEXTS[language];
  const lines = [t.hello(firstName), t.why(place), `${t.action} :\n${link}`, t.limits(minutes), t.other];
  if (language === "en") lines[2] = `${t.action}:\n${link}`;
  const html = `<!doctype html><html lang="${language}"><body>
<p>${escapeHtml(t.hello(firstName))}</p>
<p>${escapeHtml(t.why(place))}</p>
<p><a href="${escapeHtml(link)}">${escapeHtml(t.action)}</a></p>
<p>${escapeHtml(t.limits(minutes))}</p>
<p>${escapeHtml(t.other)}</p>
</body></html>`;
  return { to, subject: oneLine(t.subject(place)), text: `${lines.join("\n\n")}\n`, html };
}

/** A name may hold anything; a header of a message is one line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
