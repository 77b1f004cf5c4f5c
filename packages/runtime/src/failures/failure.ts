/** Why a command ended otherwise than it should, ready to be shown. */
export type Failure = {
  /** An error code of the product, or one of the command line's own: `usage`, `configuration`, `database`, `interrupted`. */
  code: string;
  message: string;
  exitCode: number;
  /** One by one, where several things are wrong at once. */
  faults?: readonly Fault[];
  /** What to do about it. */
  hint?: string;
  /** The error's own facts, for machines. */
  fields?: Readonly<Record<string, unknown>>;
  /** For whoever mends the program. */
  details?: string;
};

/** `where` is a flag, an argument or a variable of the environment. */
export type Fault = { where: string; message: string };
