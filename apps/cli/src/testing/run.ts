import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationBundle } from "@pepro/core";
import { migrations } from "../../../../migrations/bundle.gen.ts";
import { runCli } from "../run.ts";
import type { World } from "../world.ts";

export type Ran = {
  code: number;
  out: string;
  err: string;
  /** Standard output as the one JSON document it must be. */
  // biome-ignore lint/suspicious/noExplicitAny: assertions read what they expect to be there.
  json(): any;
};

export type Options = {
  env?: Record<string, string>;
  migrations?: MigrationBundle;
  /** Makes every stream a terminal of that many columns. */
  terminal?: number;
  /** What is typed at a question, or comes in on standard input. */
  typed?: string;
  interruption?: AbortSignal;
  onWrite?: (text: string) => void;
};

export const SECRET = "a secret of the test suite, 32 bytes or more";

/** Runs a command line in this process, in French unless the environment says otherwise. */
export async function pepro(argv: readonly string[], options: Options = {}): Promise<Ran> {
  let out = "";
  let err = "";
  const isTerminal = options.terminal !== undefined;
  const output = (keep: (text: string) => void) => ({ write: keep, isTerminal, columns: options.terminal });
  const world: World = {
    env: options.env ?? {},
    stdin: {
      isTerminal,
      ask: async (question) => {
        err += question;
        return options.typed ?? "";
      },
      readAll: async () => options.typed ?? "",
    },
    stdout: output((text) => {
      out += text;
      options.onWrite?.(text);
    }),
    stderr: output((text) => {
      err += text;
    }),
    user: "camille",
    interruption: options.interruption ?? new AbortController().signal,
    migrations: options.migrations ?? migrations,
    version: "9.9.9",
  };
  const code = await runCli(argv, world);
  return { code, out, err, json: () => JSON.parse(out) };
}

export const ROOT = resolve(fileURLToPath(new URL("../../../../", import.meta.url)));
