import type { Text } from "@pepro/runtime";
import type { Cli } from "./cli.ts";

export type Option = {
  /** As commander reads it: `--max-students <n>`. */
  flags: string;
  text: Text;
  choices?: readonly string[];
  default?: string;
  /** Values separated by commas, or the option several times. */
  list?: boolean;
  /** Help says so; the use case's input is what insists. */
  required?: boolean;
  /** Accepted, not shown. */
  hidden?: boolean;
};

export type Argument = { field: string; name: Text; text: Text };

export type Result = {
  /** What `--json` prints. */
  data: unknown;
  /** On one line, behind others that were written already. */
  isLine?: boolean;
  /** What people read. */
  text: string;
  /** 0 where it is left out. */
  exitCode?: number;
};

/** Commands that share their first word; alone, it shows what there is. */
export type Group = { name: string; summary: Text };

/** One command: a thin door to a use case. It turns flags into its input, runs it, and says what came of it. */
export type Command<Flags = Record<string, unknown>> = {
  /** One word, or behind its group's a second: `audit verify`. */
  name: string;
  group?: Group;
  /** What the same was called before. */
  formerly?: string;
  summary: Text;
  /** What must be named after the command, such as `<school>`, or may, such as `[school]`: then it can be empty. */
  argument?: Argument;
  /** What must be named behind that; it comes with the flags, under its field. */
  second?: Argument;
  options: readonly Option[];
  /** Whether it tells what happens as it happens: to a terminal for people, elsewhere in JSON lines as with `--json`. */
  streams?(flags: Flags): boolean;
  /** The flag of an input's field, where it is not simply the field's name: `{ schoolName: "--name" }`. */
  fields?: Readonly<Record<string, string>>;
  run(cli: Cli, flags: Flags, argument: string): Promise<Result>;
};

/** Whether a command line that could not be understood was meant for this command. */
export function isNamedIn(argv: readonly string[], { name }: Pick<Command, "name">): boolean {
  return name.split(" ").every((part) => argv.some((word) => word.replaceAll("_", "-") === part));
}

/** Declares a command; its flags are typed by its own declaration. */
export function defineCommand<Flags>(command: Command<Flags>): Command {
  return command as unknown as Command;
}

/** The argument of the commands on one school. */
export const SCHOOL = {
  field: "name",
  name: { fr: "<établissement>", en: "<school>" },
  text: {
    fr: "schéma, sous-domaine, adresse ou identifiant de l'établissement",
    en: "the school's schema, subdomain, host or id",
  },
} as const;
