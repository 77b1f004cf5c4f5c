import type { Language } from "@pepro/contracts";
import type { EmbeddedError, EmbeddedErrorCode } from "@pepro/db/embedded";
import { fill } from "../text.ts";
import type { Failure } from "./failure.ts";

/** The launcher's own messages are English; these are the same things said in French. */
const FRENCH: Readonly<Record<EmbeddedErrorCode, string>> = {
  unsupported_platform: "La base intégrée ne fonctionne pas sur ce système. Indiquez un PostgreSQL par DATABASE_URL.",
  data_dir_corrupt: "Les données de {path} sont abîmées. Rien n'y a été changé ; restaurez une sauvegarde.",
  data_dir_foreign:
    "{path} contient autre chose que nos données. Rien n'y a été changé ; choisissez un autre PEPRO_DATA_DIR.",
  data_dir_owner: "{path} appartient à un autre utilisateur ({owner}). Lancez la commande sous ce compte.",
  data_dir_readonly:
    "On ne peut pas écrire dans {path}. Rendez ce dossier accessible, ou choisissez un autre PEPRO_DATA_DIR.",
  data_dir_in_use: "{path} est utilisé par un autre processus ({pid}). Arrêtez-le d'abord.",
  data_dir_version: "{path} vient d'une autre version de PostgreSQL ({found}, et non {expected}).",
  root_cannot_run: "PostgreSQL ne peut pas être lancé par root ici. Lancez la commande sous un compte ordinaire.",
  start_failed: "La base intégrée de {path} n'a pas démarré.",
  stop_failed: "La base intégrée de {path} ne s'arrête pas (processus {pid}).",
};

const EXIT_CODE = 6;

/** Why the embedded database cannot be used, with PostgreSQL's last words where there are some. */
export function embeddedFailure(error: EmbeddedError, language: Language): Failure {
  const { log = [], path = "", owner = "?", pid = "?", found = "?", expected = "?" } = error.details;
  const facts = { path, owner, pid, found, expected };
  // What nothing of ours explains has the system's own words for it, whatever its language.
  const reasons = log.length === 0 && error.code === "start_failed" ? [error.message] : log;
  const french = [fill(FRENCH[error.code], facts), ...reasons.map((line) => `  ${line}`)].join("\n");
  const message = language === "fr" ? french : error.message;
  return { code: error.code, message, exitCode: EXIT_CODE, fields: { ...error.details } };
}
