import process from "node:process";
import { acquireEmbedded } from "./acquire.ts";
import { EmbeddedError } from "./errors.ts";
import type { Answer } from "./fixture.ts";

/** Holds a server until its input ends or says something; prints one line of JSON about how it went. */
async function main(): Promise<void> {
  try {
    const { release, ...server } = await acquireEmbedded(JSON.parse(process.argv[2] ?? "{}"));
    say({ ok: true, ...server });
    process.stdin.resume();
    await new Promise((resolve) => process.stdin.once("data", resolve).once("end", resolve));
    await release();
    process.stdin.destroy();
  } catch (error) {
    if (!(error instanceof EmbeddedError)) throw error;
    say({ ok: false, code: error.code, message: error.message, details: error.details });
  }
}

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

await main();
