import type { Text } from "@pepro/runtime";
import type { CommanderError } from "commander";

/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly text: Text;
  readonly fields: Readonly<Record<string, string>>;
  constructor(text: Text, fields: Readonly<Record<string, string>> = {}) {
    super(text.en);
    this.text = text;
    this.fields = fields;
  }
}

const TEXTS: Readonly<Record<string, Text>> = {
  "commander.unknownCommand": { fr: "La commande {word} n'existe pas.", en: "There is no command {word}." },
  "commander.unknownOption": { fr: "L'option {word} n'existe pas.", en: "There is no option {word}." },
  "commander.optionMissingArgument": {
    fr: "L'option {word} attend une valeur.",
    en: "The option {word} needs a value.",
  },
  "commander.missingArgument": { fr: "Il manque {word}.", en: "{word} is missing." },
  "commander.excessArguments": { fr: "Il y a un argument de trop.", en: "There is one argument too many." },
  "commander.invalidArgument": {
    fr: "L'option {word} ne prend pas la valeur « {value} ». Valeurs possibles : {choices}.",
    en: "The option {word} does not take the value “{value}”. Possible values: {choices}.",
  },
  "commander.help": { fr: "Il manque une commande.", en: "A command is missing." },
};
const OTHER: Text = {
  fr: "La ligne de commande est incorrecte : {message}",
  en: "The command line is wrong: {message}",
};
const MEANT: Text = { fr: " Vouliez-vous dire {meant} ?", en: " Did you mean {meant}?" };

/** Commander's fault in our own words; it tells what it is about in its English message alone. */
export function usageErrorOf(error: CommanderError): UsageError {
  const [, word = "", value = ""] = /'([^']*)'(?:.*?'([^']*)' is invalid)?/s.exec(error.message) ?? [];
  const choices = /Allowed choices are (.*)\./.exec(error.message)?.[1] ?? "";
  const meant = /Did you mean (?:one of )?(.*?)\?/.exec(error.message)?.[1];
  const known = TEXTS[error.code] ?? OTHER;
  const text = meant ? { fr: known.fr + MEANT.fr, en: known.en + MEANT.en } : known;
  const argument = error.code === "commander.missingArgument" ? `<${word}>` : word.replace(/^.*(--[\w-]+).*$/, "$1");
  const message = error.message.replace(/^error: /, "");
  return new UsageError(text, { word: argument, value, choices, meant: meant ?? "", message });
}
