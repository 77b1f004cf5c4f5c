import { isPeproError, messageFor } from "@pepro/contracts";
import { EmbeddedError } from "@pepro/db/embedded";
import { ConfigurationError } from "@pepro/runtime";

/** Why the server cannot start, for the person at the terminal; undefined when nobody foresaw it. */
export function explain(error: unknown): string | undefined {
  if (error instanceof ConfigurationError) {
    return ["La configuration est à corriger :", ...error.faults.map((fault) => `  - ${fault}`)].join("\n");
  }
  if (isPeproError(error)) return messageFor(error.code, "fr", error.fields);
  if (error instanceof EmbeddedError) return error.message;
  const { code, message } = error as { code?: unknown; message?: string };
  if (code === "28P01" || code === "28000" || code === "3D000") return `PostgreSQL refuse la connexion : ${message}`;
  if (code === "42501") return `Le compte de DATABASE_URL n'a pas les droits nécessaires : ${message}`;
  return undefined;
}

/** Why a port cannot be listened on. */
export function explainListening(error: unknown, host: string, port: number): string | undefined {
  const code = (error as { code?: unknown }).code ?? (error as { name?: unknown }).name;
  const reasons: Record<string, string> = {
    EADDRINUSE: `Le port ${port} est déjà utilisé sur ${host}. Choisissez-en un autre : PORT=${port + 1} npm start`,
    AddrInUse: `Le port ${port} est déjà utilisé sur ${host}. Choisissez-en un autre : PORT=${port + 1} npm start`,
    EACCES: `Le port ${port} demande des droits d'administrateur. Choisissez un port au-dessus de 1023.`,
    PermissionDenied: `Le port ${port} demande des droits d'administrateur. Choisissez un port au-dessus de 1023.`,
    EADDRNOTAVAIL: `L'adresse ${host} n'est pas de cette machine. Corrigez HOST.`,
    AddrNotAvailable: `L'adresse ${host} n'est pas de cette machine. Corrigez HOST.`,
    ENOTFOUND: `L'adresse ${host} est inconnue. Corrigez HOST.`,
  };
  return reasons[String(code)];
}
