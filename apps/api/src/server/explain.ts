import { isPeproError, type Language, messageFor } from "@pepro/contracts";
import { isConnectionError } from "@pepro/core";
import { EmbeddedError } from "@pepro/db/embedded";
import {
  type Configuration,
  ConfigurationError,
  configurationFailure,
  type DatabaseAddress,
  embeddedFailure,
  type Failure,
  fill,
  loginRefusal,
  type Text,
  unreachable,
} from "@pepro/runtime";

/** Why the server cannot start, for the person at the terminal; undefined when nobody foresaw it. */
export function explain(error: unknown, language: Language, configuration?: Configuration): string | undefined {
  const failure = failureOf(error, language, configuration && addressOf(configuration));
  if (!failure) return undefined;
  const faults = failure.faults?.map(({ where, message }) => `  - ${where} ${message}`) ?? [];
  return [failure.message, ...faults, ...(failure.hint ? [failure.hint] : [])].join("\n");
}

/** Why the database cannot be reached yet, and that the server waits for it. */
export function explainWaiting(error: unknown, language: Language, configuration: Configuration): string {
  return `${unreachable(error, addressOf(configuration), language).message} ${WAITING[language]}`;
}

function failureOf(error: unknown, language: Language, address: DatabaseAddress | undefined): Failure | undefined {
  if (error instanceof ConfigurationError) return configurationFailure(error, language);
  if (error instanceof EmbeddedError) return embeddedFailure(error, language);
  if (isPeproError(error)) {
    const message = messageFor(error.code, language, error.fields) ?? error.code;
    return { code: error.code, message, exitCode: 1 };
  }
  if (isConnectionError(error)) return unreachable(error, address, language);
  const { code, message = "" } = (error ?? {}) as { code?: unknown; message?: string };
  if (code === "42501") return { code, message: fill(RIGHTS[language], { message }), exitCode: 1 };
  return loginRefusal(error, address, language);
}

const WAITING: Text = {
  fr: "Le serveur écoute, répond 503, et réessaie.",
  en: "The server listens, answers 503, and tries again.",
};

const RIGHTS: Text = {
  fr: "Le compte de DATABASE_URL n'a pas les droits nécessaires : {message}",
  en: "The login of DATABASE_URL lacks the necessary rights: {message}",
};

const IN_USE: Text = {
  fr: "Le port {port} est déjà utilisé sur {host}. Choisissez-en un autre : PORT={next} npm start",
  en: "Port {port} is already in use on {host}. Choose another: PORT={next} npm start",
};
const PRIVILEGED: Text = {
  fr: "Le port {port} demande des droits d'administrateur. Choisissez un port au-dessus de 1023.",
  en: "Port {port} needs administrator rights. Choose a port above 1023.",
};
const NOT_OURS: Text = {
  fr: "L'adresse {host} n'est pas de cette machine. Corrigez HOST.",
  en: "The address {host} is not this machine's. Correct HOST.",
};

/** Node's codes, and the names of Deno's errors. */
const LISTENING: Readonly<Record<string, Text>> = {
  EADDRINUSE: IN_USE,
  AddrInUse: IN_USE,
  EACCES: PRIVILEGED,
  PermissionDenied: PRIVILEGED,
  EADDRNOTAVAIL: NOT_OURS,
  AddrNotAvailable: NOT_OURS,
  ENOTFOUND: NOT_OURS,
};

/** Why a port cannot be listened on. */
export function explainListening(error: unknown, language: Language, host: string, port: number): string | undefined {
  const { code, name } = error as { code?: unknown; name?: unknown };
  const text = LISTENING[String(code ?? name)];
  return text && fill(text[language], { host, port, next: port < 65_535 ? port + 1 : port - 1 });
}

function addressOf({ databaseUrl, dataDir }: Configuration): DatabaseAddress | undefined {
  if (!databaseUrl) return { host: "127.0.0.1", port: 0, embeddedIn: dataDir };
  const { hostname, port } = new URL(databaseUrl);
  return { host: hostname, port: Number(port || 5432), embeddedIn: undefined };
}
