import { spawn } from "node:child_process";

/** Milliseconds that psql takes for these scripts, a session each; the sessions are begun before the clock is. */
export async function timePsql(url: string, scripts: readonly string[]): Promise<number> {
  const sessions = scripts.map(() => openPsql(url));
  await Promise.all(sessions.map((session) => session.run("select 1")));
  const began = performance.now();
  await Promise.all(sessions.map((session, index) => session.run(scripts[index] ?? "")));
  const milliseconds = performance.now() - began;
  await Promise.all(sessions.map((session) => session.end()));
  return milliseconds;
}

export function openPsql(url: string) {
  const child = spawn("psql", [url, "-X", "-q", "-v", "ON_ERROR_STOP=1"], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  let answered: () => void = () => {};
  child.stdout.on("data", (chunk) => {
    out += chunk;
    if (out.includes("finished")) answered();
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const failed = closed.then((code) => {
    if (code !== 0) throw new Error(`psql ended with ${code}`);
  });
  failed.catch(() => {});
  return {
    run: async (script: string) => {
      out = "";
      const done = new Promise<void>((resolve) => {
        answered = resolve;
      });
      child.stdin.write(`${script};\n\\echo finished\n`);
      await Promise.race([done, failed]);
    },
    end: async () => {
      child.stdin.end();
      await failed;
    },
  };
}
