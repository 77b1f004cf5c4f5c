import { constants, userInfo } from "node:os";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { migrations } from "../../../migrations/bundle.gen.ts";
import manifest from "../package.json" with { type: "json" };
import { runCli } from "./run.ts";
import { Interrupted, type Output, type World } from "./world.ts";

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    const reason = new Interrupted(constants.signals[name]);
    // Somebody who asks twice does not want to wait for an orderly end.
    if (stop.signal.aborted) process.exit(reason.exitCode);
    stop.abort(reason);
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdin: { isTerminal: process.stdin.isTTY === true, ask, readAll },
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  user: userName(),
  interruption: stop.signal,
  migrations,
  version: manifest.version,
});
process.stdin.destroy();

function outputTo(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`| head`) closes the pipe: what is left to say goes nowhere.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    taken: async () => {
      if (!stream.destroyed && stream.writableNeedDrain) await drained(stream);
      return !stream.destroyed;
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
  };
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once("drain", resolve);
    stream.once("close", resolve);
  });
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal is in raw mode meanwhile: Ctrl-C arrives here, and Ctrl-D leaves the question without an answer.
  terminal.on("SIGINT", () => process.emit("SIGINT"));
  const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  try {
    return await Promise.race([terminal.question(question), ended]);
  } finally {
    terminal.close();
  }
}

async function readAll(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text;
}

/** An account without a name, as containers have, goes by its number. */
function userName(): World["user"] {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
