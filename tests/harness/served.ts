import { type ChildProcess, spawn } from "node:child_process";
import { request } from "node:http";
import { fileURLToPath } from "node:url";

/** The server itself, in a process and a runtime of its own. */
export type ServedApp = {
  fetch(host: string, path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
};

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Starts `npm start`'s program under Deno, as `deno task start` does, on a free port. */
export async function serveUnderDeno(environment: Record<string, string>): Promise<ServedApp> {
  const deno = process.env.PEPRO_DENO ?? ".deno/node_modules/.bin/deno";
  const child = spawn(deno, ["task", "--quiet", "start"], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", PEPRO_SEED: "none", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const port = await listeningPort(child);
  return {
    fetch: (host, path, init) => send(port, host, path, init),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        process.kill(-(child.pid ?? 0), "SIGTERM");
      }),
  };
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
    child.stderr?.on("data", (chunk) => {
      output += chunk;
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    });
  });
}

/** `fetch` may not choose its Host header; a plain request may. */
function send(port: number, host: string, path: string, init: RequestInit = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    void encode(init).then(({ body, headers }) => {
      const outgoing = request(
        { port, host: "127.0.0.1", path, method: init.method ?? "GET", agent: false },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("end", () => {
            const status = incoming.statusCode ?? 0;
            const empty = status === 204 || status === 304 || init.method === "HEAD";
            const answered = new Headers();
            for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
              answered.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
            }
            resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: answered }));
          });
          incoming.on("error", reject);
        },
      );
      outgoing.on("error", reject);
      for (const [name, value] of headers) outgoing.setHeader(name, value);
      outgoing.setHeader("Host", host);
      if (body.length > 0) outgoing.setHeader("Content-Length", body.length);
      outgoing.end(body);
    }, reject);
  });
}

async function encode(init: RequestInit): Promise<{ body: Buffer; headers: Headers }> {
  const given = new Request("http://encoded.invalid/", {
    ...init,
    method: init.body === undefined || init.body === null ? "GET" : "POST",
  });
  return { body: Buffer.from(await given.arrayBuffer()), headers: given.headers };
}
