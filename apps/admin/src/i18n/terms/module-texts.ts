import type { Language } from "@pepro/contracts";
import { MODULE_RECORDS, MODULES, type ModuleName } from "@pepro/contracts/modules";

type ModuleTexts = Record<`module.${ModuleName}` | `moduleAbout.${ModuleName}`, string>;

/** `module.grades` and `moduleAbout.grades`, of every module the contracts have. */
export function moduleTexts(language: Language): ModuleTexts {
  const texts = MODULES.flatMap((name) => {
    const words = MODULE_RECORDS[name][language];
    return [[`module.${name}`, words.name] as const, [`moduleAbout.${name}`, words.about] as const];
  });
  return Object.fromEntries(texts) as ModuleTexts;
}
