import { type ChildProcess, spawn } from "node:child_process";
import { homedir } from "node:os";

/** The account a command runs under when it is not our own: `nobody`, which every Linux has. */
export type Account = { uid: number; gid: number; home: string };

export type Started = {
  pid: number;
  /** What came until now. */
  stdout(): string;
  stderr(): string;
  /** The first match on standard error; fails when the command ends without it. */
  shown(pattern: RegExp): Promise<RegExpExecArray>;
  /** The same on standard output, where the log is. */
  logged(pattern: RegExp): Promise<RegExpExecArray>;
  /** When the command itself has ended; what it started may still hold its output. */
  exited: Promise<Omit<Ended, "stdout" | "stderr">>;
  ended: Promise<Ended>;
  /** To the command alone. */
  signal(name: NodeJS.Signals): void;
  /** To it and all it started, as a terminal does. */
  signalGroup(name: NodeJS.Signals): void;
};

export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

type Options = { cwd: string; env?: Readonly<Record<string, string>>; as?: Account | undefined };

/** Starts a command as a person in a fresh shell would: PATH, HOME and what is given, in a process group of its own. */
export function start(command: string, args: readonly string[], { cwd, env = {}, as }: Options): Started {
  const [file, ...rest] = as ? [...asAccount(as), command, ...args] : [command, ...args];
  const child = spawn(file as string, rest, {
    cwd,
    env: { PATH: process.env.PATH, HOME: as?.home ?? homedir(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout: out.text(), stderr: err.text() }));
  });
  const exited = new Promise<Omit<Ended, "stdout" | "stderr">>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const out = gather(child, "stdout", ended);
  const err = gather(child, "stderr", ended);
  const pid = child.pid ?? 0;
  return {
    pid,
    stdout: out.text,
    stderr: err.text,
    shown: err.find,
    logged: out.find,
    exited,
    ended,
    signal: (name) => void process.kill(pid, name),
    signalGroup: (name) => void process.kill(-pid, name),
  };
}

/** Runs a command to its end. */
export function run(command: string, args: readonly string[], options: Options): Promise<Ended> {
  return start(command, args, options).ended;
}

function asAccount({ uid, gid }: Account): string[] {
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--"];
}

function gather(child: ChildProcess, name: "stdout" | "stderr", ended: Promise<Ended>) {
  let text = "";
  const waiting = new Set<() => void>();
  child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  });
  const find = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      ended.then(
        ({ code, signal, stdout, stderr }) =>
          reject(new Error(`ended (${code ?? signal}) without ${pattern}:\n${stderr}\n${stdout}`)),
        reject,
      );
    });
  return { text: () => text, find };
}
