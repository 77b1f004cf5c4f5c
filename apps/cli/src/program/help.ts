import type { Language } from "@pepro/contracts";
import type { Text } from "@pepro/runtime";
import type { HelpConfiguration } from "commander";

const TITLES: Readonly<Record<string, Text>> = {
  "Usage:": { fr: "Utilisation :", en: "Usage:" },
  "Arguments:": { fr: "Arguments :", en: "Arguments:" },
  "Options:": { fr: "Options :", en: "Options:" },
  "Global Options:": { fr: "Options de toutes les commandes :", en: "Options of every command:" },
  "Commands:": { fr: "Commandes :", en: "Commands:" },
};
const EXTRAS: Readonly<Record<"default" | "choices", Text>> = {
  default: { fr: "par défaut : ", en: "default: " },
  choices: { fr: "valeurs : ", en: "values: " },
};

/** Commander's help in a language. */
export function helpConfiguration(language: Language): HelpConfiguration {
  return {
    showGlobalOptions: true,
    sortOptions: false,
    styleTitle: (title) => TITLES[title]?.[language] ?? title,
    subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentName)].join(" "),
    optionDescription: ({ description, argChoices, defaultValue }) => {
      const extras = [
        argChoices ? EXTRAS.choices[language] + argChoices.join(", ") : "",
        typeof defaultValue === "string" ? EXTRAS.default[language] + defaultValue : "",
      ].filter(Boolean);
      return extras.length > 0 ? `${description} (${extras.join(language === "fr" ? " ; " : "; ")})` : description;
    },
  };
}

function argumentName(argument: { name(): string; required: boolean }): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}
