import type { Language } from "@pepro/contracts";
import { type Call, newId, parseInput, type UseCase } from "@pepro/core";
import { fill, type Text } from "@pepro/runtime";
import { createFormats, type Formats } from "../output/formats.ts";
import { createPalette, type Palette } from "../output/palette.ts";
import type { Session } from "../session.ts";
import type { World } from "../world.ts";

/** What a command works with. */
export type Cli = Session & {
  world: World;
  language: Language;
  /** Standard output is for a machine: nothing but the result goes there. */
  json: boolean;
  say(text: Text, fields?: Readonly<Record<string, string | number>>): string;
  formats: Formats;
  palette: Palette;
  /** Who calls: the operator, by the account that runs the command. */
  call: Call;
  /** Refuses a wrong input before anything is opened for it. @throws PeproError `validation_failed` */
  check(useCase: Pick<UseCase, "input">, input: unknown): void;
};

export function createCli(world: World, session: Session, language: Language, json: boolean): Cli {
  return {
    ...session,
    world,
    language,
    json,
    say: (text, fields) => fill(text[language], fields),
    formats: createFormats(language),
    palette: createPalette(world.stdout, world.env),
    call: {
      actor: { kind: "operator", label: `cli:${world.user}` },
      tenant: undefined,
      meta: { requestId: newId(), ipAddress: null, userAgent: `pepro/${world.version}` },
    },
    check: (useCase, input) => void parseInput(useCase.input, input),
  };
}
