import type { Language } from "@pepro/contracts";
import type { ConfigurationError } from "../environment.ts";
import type { Text } from "../text.ts";
import type { Failure } from "./failure.ts";

const MESSAGE: Text = {
  fr: "Les variables d'environnement sont à corriger.",
  en: "The environment variables need correcting.",
};

/** The reader of the environment speaks English, to logs and to people alike; here is what it says in French. */
const FRENCH: Readonly<Record<string, string>> = {
  "must be a postgres:// URL": "doit être une URL postgres://",
  "must be a host name": "doit être un nom d'hôte",
  "must be a port number, 0 to 65535": "doit être un numéro de port, de 0 à 65535",
  "must be a number, 0 to 1000": "doit être un nombre, de 0 à 1000",
  "must not be empty": "ne doit pas être vide",
  "must name at least one host": "doit nommer au moins un hôte",
  "must be an e-mail address": "doit être une adresse e-mail",
  "must have 8 characters or more": "doit avoir 8 caractères ou plus",
  "must have 128 characters or fewer": "doit avoir 128 caractères ou moins",
  "must be demo or none": "doit être demo ou none",
  "must have 32 bytes or more": "doit avoir 32 octets ou plus",
  "must be addresses or ranges": "doit être des adresses ou des plages d'adresses",
  "must be an http:// or https:// address without a path": "doit être une adresse http:// ou https:// sans chemin",
  "must be a redis:// or rediss:// URL": "doit être une URL redis:// ou rediss://",
  "must be an smtp:// or smtps:// URL": "doit être une URL smtp:// ou smtps://",
  "must be an e-mail address, or Name <address>": "doit être une adresse e-mail, ou Nom <adresse>",
  "must be a list like deadShare=40%,schoolBytes=50GB": "doit être une liste comme deadShare=40%,schoolBytes=50GB",
  "is required when PEPRO_SMTP_URL is set": "est obligatoire avec PEPRO_SMTP_URL",
  "is required when DATABASE_URL is set": "est obligatoire avec DATABASE_URL",
  "only goes with DATABASE_URL": "ne va qu'avec DATABASE_URL",
};

export function configurationFailure({ faults }: ConfigurationError, language: Language): Failure {
  const told = faults.map((fault) => {
    const [, where = "", message = fault] = /^([A-Z_]+) (.*)$/s.exec(fault) ?? [];
    return { where, message: language === "fr" ? (FRENCH[message] ?? message) : message };
  });
  return { code: "configuration", message: MESSAGE[language], exitCode: 2, faults: told };
}
