import { type ChildProcess, spawn } from "node:child_process";
import { type ClientRequest, request } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { fileURLToPath } from "node:url";

/** The server itself, in a process and a runtime of its own. */
export type ServedApp = {
  port: number;
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
    port,
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
    void encode(init).then(({ sendBody, headers }) => {
      const outgoing = request(
        { port, host: "127.0.0.1", path, method: init.method ?? "GET", agent: false },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("end", () => {
            // Who answers before the whole body came takes no more of it.
            outgoing.destroy();
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
      sendBody(outgoing);
    }, reject);
  });
}

type Encoded = { headers: Headers; sendBody(outgoing: ClientRequest): void };

async function encode(init: RequestInit): Promise<Encoded> {
  const { body } = init;
  if (body instanceof ReadableStream) {
    const stream = Readable.fromWeb(body as NodeStream);
    return { headers: new Headers(init.headers), sendBody: (outgoing) => void stream.pipe(outgoing) };
  }
  const method = body === undefined || body === null ? "GET" : "POST";
  const given = new Request("http://encoded.invalid/", { ...init, method });
  const bytes = Buffer.from(await given.arrayBuffer());
  const sendBody = (outgoing: ClientRequest) => {
    if (bytes.length > 0) outgoing.setHeader("Content-Length", bytes.length);
    outgoing.end(bytes);
  };
  return { headers: given.headers, sendBody };
}
