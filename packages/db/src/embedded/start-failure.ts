import { corrupt } from "./cluster.ts";
import { EmbeddedError } from "./errors.ts";

const DAMAGED =
  /pg_control|control file|checkpoint record|is not a valid data directory|invalid page|could not (open|read|access) (file|directory) "(\.\/)?(base|global|pg_)|invalid data in file|could not find the database system|required WAL directory|files are incompatible with server/;

const LINES_SHOWN = 15;

/** Tells from PostgreSQL's last words why it did not start. */
export function startFailure(path: string, status: string, lines: string[], cause?: unknown): EmbeddedError {
  const text = lines.join("\n");
  const log = lines.slice(-LINES_SHOWN);
  const details = { path, log };
  if (/lock file "postmaster.pid" already exists|shared memory block .* still in use/.test(text)) {
    const pid = Number(text.match(/\(PID (\d+)\)/)?.[1]) || undefined;
    const message = `Another PostgreSQL is using ${path}. Stop it first.`;
    return new EmbeddedError("data_dir_in_use", message, { ...details, pid });
  }
  if (/(lock file|directory|postmaster).*(Permission denied|Read-only file system)/.test(text)) {
    return new EmbeddedError("data_dir_readonly", `${path} cannot be written.`, details);
  }
  if (/has wrong ownership/.test(text)) {
    return new EmbeddedError("data_dir_owner", `${path} belongs to another user.`, details);
  }
  if (/initialized with CATALOG_VERSION_NO/.test(text)) {
    return new EmbeddedError("data_dir_version", `${path} was written by another build of PostgreSQL.`, details);
  }
  if (/^setpriv:|execution of the PostgreSQL server is not permitted/m.test(text)) {
    return new EmbeddedError("root_cannot_run", "PostgreSQL does not run as root. Run as an ordinary user.", details);
  }
  if (DAMAGED.test(text)) return corrupt(path, "PostgreSQL cannot run on it", log, cause);
  return new EmbeddedError("start_failed", `PostgreSQL did not start (${status}).`, details, cause);
}
