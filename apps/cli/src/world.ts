import type { MigrationBundle } from "@pepro/core";

export type Output = {
  write(text: string): void;
  /** Resolves once what was written has been taken: false where nobody takes any more. Absent: it is always taken at once. */
  taken?(): Promise<boolean>;
  isTerminal: boolean;
  columns: number | undefined;
};

export type Input = {
  isTerminal: boolean;
  /** Puts a question on standard error and reads one line. */
  ask(question: string): Promise<string>;
  /** Everything that comes until its end. */
  readAll(): Promise<string>;
};

/** All that a command touches of its process; tests give their own. */
export type World = {
  env: Readonly<Record<string, string | undefined>>;
  stdin: Input;
  stdout: Output;
  stderr: Output;
  /** The operating system's name for who runs the command; the audit trail keeps it. */
  user: string;
  /** Aborts with an `Interrupted` as its reason on Ctrl-C and its like. */
  interruption: AbortSignal;
  migrations: MigrationBundle;
  version: string;
};

/** Why a command was stopped: the exit code is 128 and the signal's number, as shells count. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode: number;
  constructor(signalNumber: number) {
    super("interrupted");
    this.exitCode = 128 + signalNumber;
  }
}
