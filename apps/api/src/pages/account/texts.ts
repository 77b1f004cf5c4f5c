import type { Language } from "@pepro/contracts";

const fr = {
  forgotten: "Mot de passe oublié",
  forgottenWhy:
    "Donnez l'adresse e-mail de votre compte : vous y recevrez un lien pour choisir un nouveau mot de passe.",
  email: "Adresse e-mail",
  send: "Envoyer le lien",
  sent: "Regardez vos messages",
  sentWhy:
    "Si cette adresse a un compte ici, un message vient de partir. Son lien sert une fois, pendant 30 minutes. Rien reçu ? Regardez dans les indésirables, ou adressez-vous à votre établissement.",
  choose: "Nouveau mot de passe",
  chooseWhy: "Une phrase de plusieurs mots est facile à retenir et difficile à deviner.",
  minimum: "Au moins {minimum} caractères.",
  password: "Nouveau mot de passe",
  save: "Enregistrer",
  saved: "C'est fait",
  savedWhy: "Le nouveau mot de passe est enregistré. Toutes les sessions ouvertes avec l'ancien sont fermées.",
  toSignIn: "Continuer",
  again: "Demander un autre lien",
  enter: "Entrer à la place de quelqu'un",
  enterAs: "Vous allez agir ici en tant que {user}, pendant {minutes} minutes au plus.",
  enterWho: "Demandé par {by}, pour cette raison :",
  enterNote: "Tout ce que vous ferez sera inscrit au journal sous vos deux identités.",
  enterButton: "Entrer",
  actingLabel: "Vous agissez à la place de quelqu'un",
  actingAs: "Vous agissez en tant que {name} ({email})",
  actingBy: "{by}, tout ce que vous faites est inscrit au journal sous vos deux identités,",
  actingUntil: "jusqu'à {time}.",
  leave: "Quitter l'établissement",
  left: "Vous avez quitté l'établissement",
  leftWhy: "Vous n'agissez plus ici à la place de quelqu'un. Cet onglet peut être fermé.",
  toPlatform: "Revenir à la gestion des établissements",
} as const;

export type PageTexts = Readonly<Record<keyof typeof fr, string>>;

const en: PageTexts = {
  forgotten: "Forgotten password",
  forgottenWhy: "Give the e-mail address of your account: a link to choose a new password will be sent to it.",
  email: "E-mail address",
  send: "Send the link",
  sent: "Look at your messages",
  sentWhy:
    "If this address has an account here, a message has just left. Its link works once, for 30 minutes. Nothing came? Look among unwanted mail, or ask your school.",
  choose: "New password",
  chooseWhy: "A phrase of several words is easy to remember and hard to guess.",
  minimum: "At least {minimum} characters.",
  password: "New password",
  save: "Save",
  saved: "Done",
  savedWhy: "The new password is saved. Every session opened with the old one is closed.",
  toSignIn: "Continue",
  again: "Ask for another link",
  enter: "Enter in somebody's place",
  enterAs: "You are about to act here as {user}, for {minutes} minutes at most.",
  enterWho: "Asked by {by}, for this reason:",
  enterNote: "Whatever you do is written in the audit trail under both your identities.",
  enterButton: "Enter",
  actingLabel: "You are acting in somebody's place",
  actingAs: "You are acting as {name} ({email})",
  actingBy: "{by}, whatever you do is written in the audit trail under both your identities,",
  actingUntil: "until {time}.",
  leave: "Leave the school",
  left: "You have left the school",
  leftWhy: "You no longer act here in somebody's place. This tab can be closed.",
  toPlatform: "Back to school management",
};

const TEXTS: Readonly<Record<Language, PageTexts>> = { fr, en };

export function pageTexts(language: Language): PageTexts {
  return TEXTS[language];
}

export function filled(text: string, fields: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in fields ? String(fields[name]) : whole));
}
