import type { Language } from "@pepro/contracts";
import type { Text } from "@pepro/runtime";
import { Command as Commander, CommanderError, Option as CommanderOption } from "commander";
import type { Command, Group, Option } from "./command.ts";
import { helpConfiguration } from "./help.ts";
import { usageErrorOf } from "./usage-error.ts";

/** What a command line asks for: a command, or a text to print. */
export type Invocation =
  | { kind: "command"; command: Command; flags: Record<string, unknown>; argument: string }
  | { kind: "print"; text: string };

export type GlobalFlags = { json?: boolean; debug?: boolean };

const SUMMARY: Text = {
  fr: "Ouvre et administre les établissements de PeproScolaire.",
  en: "Opens and administers the schools of PeproScolaire.",
};
const GLOBAL_OPTIONS: readonly Option[] = [
  {
    flags: "--json",
    text: {
      fr: "résultat et erreurs en JSON sur la sortie standard",
      en: "result and errors as JSON on standard output",
    },
  },
  {
    flags: "--lang <code>",
    text: { fr: "langue, sinon celle de LC_ALL ou de LANG", en: "language, else that of LC_ALL or LANG" },
    choices: ["fr", "en"],
  },
  { flags: "--debug", text: { fr: "détails des erreurs inattendues", en: "details of unexpected errors" } },
];
const REQUIRED: Text = { fr: "Options obligatoires :", en: "Required options:" };
const HELP: Text = { fr: "afficher cette aide", en: "show this help" };
const HELP_COMMAND: Text = { fr: "aide d'une commande", en: "help of a command" };
const VERSION: Text = { fr: "afficher la version", en: "show the version" };
const USAGE: Text = { fr: "<commande> [options]", en: "<command> [options]" };

/**
 * Reads a command line. Words of a command may be joined by underscores, as the former `manage.py` had them.
 * @throws UsageError
 */
export function parseArguments(
  argv: readonly string[],
  commands: readonly Command[],
  { language, version, columns }: { language: Language; version: string; columns: number | undefined },
): Invocation {
  let printed = "";
  let found: Invocation | undefined;
  const program = new Commander("pepro")
    .configureHelp(helpConfiguration(language))
    .configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(columns ?? 100, 120),
      getOutHasColors: () => false,
    })
    .exitOverride()
    .usage(USAGE[language])
    .description(SUMMARY[language])
    .helpOption("-h, --help", HELP[language])
    .helpCommand(helpOf(language), HELP_COMMAND[language])
    .version(version, "-V, --version", VERSION[language]);
  for (const option of GLOBAL_OPTIONS) program.addOption(optionOf(option, language));

  for (const command of commands) {
    const parent = command.group ? groupOf(program, command.group, language) : program;
    const made = parent.command(command.name.split(" ").at(-1) ?? "").description(command.summary[language]);
    if (command.formerly) made.alias(command.formerly);
    for (const argument of [command.argument, command.second]) {
      if (argument) made.argument(argument.name[language], argument.text[language]);
    }
    for (const option of command.options) made.addOption(optionOf(option, language));
    made.action((...given: unknown[]) => {
      const argument = command.argument ? String(given[0] ?? "") : "";
      const second = command.second ? { [command.second.field]: String(given[1]) } : {};
      found = { kind: "command", command, flags: { ...made.optsWithGlobals(), ...second }, argument };
    });
  }
  try {
    program.parse([...withHyphens(argv, commands)], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageErrorOf(error);
  }
  return found ?? { kind: "print", text: printed };
}

function helpOf(language: Language): string {
  return `help [${language === "fr" ? "commande" : "command"}]`;
}

function groupOf(program: Commander, { name, summary }: Group, language: Language): Commander {
  const known = program.commands.find((command) => command.name() === name);
  // One that does something itself has no `help` behind it unless told to.
  if (known && known.registeredArguments.length > 0) known.helpCommand(helpOf(language), HELP_COMMAND[language]);
  return known ?? program.command(name).usage(USAGE[language]).description(summary[language]);
}

function optionOf(option: Option, language: Language): CommanderOption {
  const made = new CommanderOption(option.flags, option.text[language]);
  if (option.default !== undefined) made.default(option.default);
  if (option.hidden) made.hideHelp();
  if (option.required) made.helpGroup(REQUIRED[language]);
  if (option.choices) made.choices([...option.choices]);
  if (option.list) {
    made.argParser((text: string, before: string[] | undefined) => {
      const words = text.split(",").map((word) => word.trim());
      return [...(before ?? []), ...words.filter(Boolean)];
    });
  }
  return made;
}

function withHyphens(argv: readonly string[], commands: readonly Command[]): readonly string[] {
  const names = new Set(commands.map(({ name }) => name));
  const index = argv.findIndex((word) => names.has(word.replaceAll("_", "-")));
  return argv.map((word, position) => (position === index ? word.replaceAll("_", "-") : word));
}
