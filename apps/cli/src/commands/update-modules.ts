import { MODULES, type ModuleName } from "@pepro/contracts";
import { execute, switchModules, updateModules } from "@pepro/core";
import { pad, widthOf } from "../output/width.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { findSchool, NO_SCHOOL } from "../school.ts";

type Flags = { enable?: string[]; disable?: string[]; set?: string[]; defaults?: boolean };

const ONE_WAY = {
  fr: "Indiquez --enable et --disable, ou bien --set, ou bien --defaults.",
  en: "Give --enable and --disable, or else --set, or else --defaults.",
};

export const updateModulesCommand = defineCommand<Flags>({
  name: "update-modules",
  summary: { fr: "choisir les modules d'un établissement", en: "choose a school's modules" },
  argument: SCHOOL,
  options: [
    {
      flags: "--enable <modules>",
      text: { fr: "modules à activer, séparés par des virgules", en: "modules to switch on, separated by commas" },
      list: true,
    },
    { flags: "--disable <modules>", text: { fr: "modules à désactiver", en: "modules to switch off" }, list: true },
    {
      flags: "--set <modules>",
      text: { fr: "ces modules et eux seuls", en: "these modules and no others" },
      list: true,
    },
    { flags: "--defaults", text: { fr: "les modules par défaut", en: "the default modules" } },
  ],
  fields: { modulesEnabled: "--set" },
  run: async (cli, flags, name) => {
    const change = changeOf(flags);
    cli.check(change.useCase, { ...change.input, id: NO_SCHOOL });
    const school = await findSchool(cli, name);
    const input = { ...change.input, id: school.id };
    const core = await cli.core();
    const data = await (change.useCase === switchModules
      ? execute(core, switchModules, cli.call, input)
      : execute(core, updateModules, cli.call, input));
    return { data, text: listed(cli, school.schoolName, data.modulesEnabled) };
  },
});

function changeOf({ enable, disable, set, defaults }: Flags) {
  const ways = [enable ?? disable, set, defaults].filter((way) => way !== undefined);
  const named = [enable, disable, set].filter((list) => list !== undefined);
  if (ways.length !== 1 || named.some((list) => list.length === 0)) throw new UsageError(ONE_WAY);
  if (defaults) return { useCase: updateModules, input: { modulesEnabled: {} } };
  if (!set) return { useCase: switchModules, input: { enable, disable } };
  const modulesEnabled = Object.fromEntries([...MODULES, ...set].map((module) => [module, set.includes(module)]));
  return { useCase: updateModules, input: { modulesEnabled } };
}

function listed(cli: Cli, school: string, modules: Readonly<Record<string, boolean>>): string {
  const title = { fr: "Les modules de {school} :", en: "The modules of {school}:" };
  const on = cli.palette.green(cli.say({ fr: "activé", en: "on" }));
  const off = cli.palette.dim(cli.say({ fr: "désactivé", en: "off" }));
  const width = Math.max(...MODULES.map(widthOf));
  const line = (name: ModuleName) => `  ${pad(name, width)}  ${modules[name] === true ? on : off}`;
  return [cli.say(title, { school }), "", ...MODULES.map(line)].join("\n");
}
