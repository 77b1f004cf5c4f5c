import { COMMANDS } from "./commands/index.ts";
import { type Circumstances, explain } from "./failure/explain.ts";
import { report } from "./failure/report.ts";
import { languageOf, wantsJson } from "./language.ts";
import { createCli } from "./program/cli.ts";
import { isNamedIn, type Result } from "./program/command.ts";
import { type Invocation, parseArguments } from "./program/parse.ts";
import { createSession } from "./session.ts";
import type { World } from "./world.ts";

/**
 * Runs one command line and tells what came of it. Whatever happens, what was opened is closed.
 * @param argv the words after `pepro`
 * @returns the exit code, as docs/cli.md lists them
 */
export async function runCli(argv: readonly string[], world: World): Promise<number> {
  const language = languageOf(argv, world.env);
  const json = wantsJson(argv);
  const debug = argv.includes("--debug");
  const fail = (error: unknown, known: Partial<Circumstances>, asJson = json) =>
    report(explain(error, { language, debug, ...known }), world, language, asJson);

  let invocation: Invocation;
  try {
    invocation = parseArguments(argv, COMMANDS, { language, version: world.version, columns: world.stdout.columns });
  } catch (error) {
    const command = COMMANDS.find((each) => isNamedIn(argv, each));
    return fail(error, { command });
  }
  if (invocation.kind === "print") {
    world.stdout.write(invocation.text);
    return 0;
  }

  const { command, flags, argument } = invocation;
  const session = createSession(world, debug);
  // Who reads a pipe is a program; errors are for people all the same.
  const isPiped = !world.stdout.isTerminal && command.streams?.(flags) === true;
  const asJson = json || isPiped;
  let exitCode: number;
  try {
    const running = command.run(createCli(world, session, language, asJson), flags, argument);
    exitCode = tell(await unlessInterrupted(world.interruption, running), world, asJson);
  } catch (error) {
    exitCode = fail(error, { command, address: session.address() });
  }
  try {
    await session.close();
    return exitCode;
  } catch (error) {
    // The result is out already, and a second document would spoil it.
    return fail(error, { address: session.address() }, false);
  }
}

function tell({ data, isLine, text, exitCode = 0 }: Result, { stdout }: World, json: boolean): number {
  if (json) stdout.write(`${JSON.stringify(data, null, isLine ? 0 : 2)}\n`);
  else if (text) stdout.write(`${text}\n`);
  return exitCode;
}

/** The command's end, or the interruption if that comes first; what the command still does then is nobody's. */
async function unlessInterrupted<T>(interruption: AbortSignal, running: Promise<T>): Promise<T> {
  running.catch(() => {});
  const interrupted = new Promise<never>((_, reject) => {
    if (interruption.aborted) reject(interruption.reason);
    interruption.addEventListener("abort", () => reject(interruption.reason), { once: true });
  });
  return await Promise.race([running, interrupted]);
}
