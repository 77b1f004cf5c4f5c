import type { Language } from "@pepro/contracts";
import { fill, type Text } from "../text.ts";
import type { Failure } from "./failure.ts";

/** Where a database is sought, for messages; `embeddedIn` is its folder when it is ours. */
export type DatabaseAddress = { host: string; port: number; embeddedIn: string | undefined };

const EXIT_CODE = 6;

const UNREACHABLE: Text = {
  fr: "PostgreSQL ne répond pas sur {host}:{port} ({reason}).",
  en: "PostgreSQL does not answer at {host}:{port} ({reason}).",
};
const CHECK_URL: Text = {
  fr: "Vérifiez que le serveur est démarré et que DATABASE_URL est juste, puis recommencez.",
  en: "Check that the server is running and that DATABASE_URL is right, then try again.",
};
const CHECK_EMBEDDED: Text = {
  fr: "C'est la base intégrée de {folder} : voyez {folder}/postgres.log, puis recommencez.",
  en: "It is the embedded database of {folder}: see {folder}/postgres.log, then try again.",
};

/** The database is away or went away: where it was sought, and what to do. */
export function unreachable(error: unknown, address: DatabaseAddress | undefined, language: Language): Failure {
  const { host = "", port = 0, embeddedIn } = address ?? {};
  const reason = codeOf(error) ?? (error instanceof AggregateError ? codeOf(error.errors[0]) : undefined) ?? "?";
  const message = fill(UNREACHABLE[language], { host, port, reason });
  const hint = embeddedIn ? fill(CHECK_EMBEDDED[language], { folder: embeddedIn }) : CHECK_URL[language];
  return { code: "unavailable", message, exitCode: EXIT_CODE, hint, fields: { host, port, reason } };
}

const REFUSALS: Readonly<Record<string, Text>> = {
  "28P01": {
    fr: "PostgreSQL refuse le mot de passe sur {host}:{port}.",
    en: "PostgreSQL refuses the password at {host}:{port}.",
  },
  "28000": {
    fr: "PostgreSQL refuse ce compte sur {host}:{port}.",
    en: "PostgreSQL refuses this login at {host}:{port}.",
  },
  "3D000": {
    fr: "Cette base de données n'existe pas sur {host}:{port}.",
    en: "This database does not exist at {host}:{port}.",
  },
};
const CORRECT_URL: Text = {
  fr: "Corrigez DATABASE_URL ou PEPRO_APP_DATABASE_URL, ou PEPRO_SECRET dont vient le mot de passe du service.",
  en: "Correct DATABASE_URL or PEPRO_APP_DATABASE_URL, or PEPRO_SECRET, which the service's password comes from.",
};

/** The server is there and does not let us in; undefined for any other error. */
export function loginRefusal(
  error: unknown,
  address: DatabaseAddress | undefined,
  language: Language,
): Failure | undefined {
  const code = codeOf(error);
  const text = code && REFUSALS[code];
  if (!text || !address) return undefined;
  const { host, port } = address;
  const message = fill(text[language], { host, port });
  return {
    code: "database",
    message,
    exitCode: EXIT_CODE,
    hint: CORRECT_URL[language],
    fields: { host, port, sqlstate: code },
  };
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}
