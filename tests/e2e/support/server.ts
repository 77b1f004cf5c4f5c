import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { type Started, start } from "./command.ts";

/** What a person reads in the block that the server shows. */
export type Banner = {
  dashboard: string;
  /** By the school's name. */
  schools: Readonly<Record<string, string>>;
  superAdmin: { email: string; password: string | undefined };
  demoPassword: string | undefined;
};

export type Server = Started & { banner: Banner; port: number };

type Options = Parameters<typeof start>[2];

/** `npm start` on a port of its own, once it says that it is ready. */
export async function npmStart(options: Options, port: number): Promise<Server> {
  const started = start("npm", ["start"], { ...options, env: { PORT: String(port), ...options.env } });
  await started.shown(/Ctrl-C pour arrêter/);
  return { ...started, banner: bannerIn(started.stderr()), port };
}

export function bannerIn(text: string): Banner {
  const rows = [...text.matchAll(/^ {2}(\S.*?) {2,}(\S.*)$/gm)].map(
    ([, label = "", value = ""]) => [label, value] as const,
  );
  const behind = (label: string) => rows.find(([name]) => name === label)?.[1];
  const passwordAfter = (label: string) => {
    const at = rows.findIndex(([name]) => name === label);
    const [name, value] = rows[at + 1] ?? [];
    return at >= 0 && name === "Mot de passe" ? value?.split(" ")[0] : undefined;
  };
  const dashboard = behind("Tableau de bord") ?? "";
  return {
    dashboard,
    schools: Object.fromEntries(
      rows.filter(([name, value]) => /^http/.test(value) && !["Tableau de bord", "API"].includes(name)),
    ),
    superAdmin: { email: behind("Super-admin")?.split(" ")[0] ?? "", password: passwordAfter("Super-admin") },
    demoPassword: passwordAfter("Comptes de démo"),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Every process that works in a folder, or whose command line names it, however it came to be. */
export function processesOf(folder: string): { pid: number; command: string }[] {
  if (!existsSync("/proc/self/cwd")) throw new Error("this test looks for processes in /proc");
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      command: read(() => readFileSync(`/proc/${name}/cmdline`, "utf8")),
      cwd: cwdOf(name),
    }))
    .filter(({ command, cwd }) => command.includes(folder) || cwd === folder || cwd.startsWith(`${folder}/`))
    .map(({ pid, command }) => ({ pid, command: command.replaceAll("\0", " ").trim() }));
}

function cwdOf(pid: string): string {
  return read(() => readlinkSync(`/proc/${pid}/cwd`));
}

/** Processes end while one looks at them, and some are not ours to look at. */
function read(look: () => string): string {
  try {
    return look();
  } catch {
    return "";
  }
}
