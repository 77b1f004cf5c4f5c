export type EmbeddedErrorCode =
  | "unsupported_platform"
  | "data_dir_corrupt"
  | "data_dir_foreign"
  | "data_dir_owner"
  | "data_dir_readonly"
  | "data_dir_in_use"
  | "data_dir_version"
  | "root_cannot_run"
  | "start_failed"
  | "stop_failed";

export type EmbeddedErrorDetails = {
  /** The folder or file the error is about. */
  path?: string;
  /** The user id that owns `path`. */
  owner?: number;
  pid?: number;
  port?: number;
  /** PostgreSQL major versions, for `data_dir_version`. */
  found?: string;
  expected?: string;
  /** The last lines PostgreSQL wrote. */
  log?: string[];
};

/** Why the embedded PostgreSQL cannot be used. Nothing in the data directory was changed. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;
  readonly details: EmbeddedErrorDetails;

  constructor(code: EmbeddedErrorCode, message: string, details: EmbeddedErrorDetails = {}, cause?: unknown) {
    super(details.log?.length ? `${message}\n  ${details.log.join("\n  ")}` : message, { cause });
    this.name = "EmbeddedError";
    this.code = code;
    this.details = details;
  }
}

/** The system's own code of a failed call (`ENOENT`), if it has one. */
export function errno(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Gives an unforeseen failure of the system, such as a full disk, the shape callers expect. */
export function asEmbeddedError(error: unknown, path: string): EmbeddedError {
  if (error instanceof EmbeddedError) return error;
  const syscall = error instanceof Error && "syscall" in error ? String(error.syscall) : "";
  const message = messageOf(error);
  if (syscall.endsWith("chown")) {
    return new EmbeddedError(
      "root_cannot_run",
      `PostgreSQL's files cannot be given to its user: ${message}.`,
      { path },
      error,
    );
  }
  if (["EACCES", "EPERM", "EROFS"].includes(errno(error) ?? "")) {
    return new EmbeddedError("data_dir_readonly", `${path} cannot be used: ${message}.`, { path }, error);
  }
  return new EmbeddedError("start_failed", `PostgreSQL could not be started: ${message}.`, { path }, error);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
