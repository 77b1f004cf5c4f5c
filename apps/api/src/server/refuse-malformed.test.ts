import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Log } from "@pepro/core";
import { describe, expect, onTestFinished, test } from "vitest";
import { answerMalformed, refuseMalformed } from "./refuse-malformed.ts";

const HEADERS_LIMIT = 8 * 1024;

type Line = { event: string } & Record<string, unknown>;

function listeningLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const log: Log = {
    info: (event, fields) => void lines.push({ event, ...fields }),
    warn: (event, fields) => void lines.push({ event, ...fields }),
    error: (event, error, fields) => void lines.push({ event, error, ...fields }),
  };
  return { log, lines };
}

async function serve(listener: RequestListener, log?: Log, options = {}): Promise<{ port: number; server: Server }> {
  const server = createServer({ maxHeaderSize: HEADERS_LIMIT, requireHostHeader: false, ...options }, listener);
  refuseMalformed(server, { maxHeaderSize: HEADERS_LIMIT, log });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, server };
}

/** Sends bytes and reads what comes until the server closes. */
function exchange(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => parts.forEach((part) => void socket.write(part, "latin1")));
    socket.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {}).on("close", () => resolve(text));
  });
}

function read(answer: string) {
  const [head = "", body = ""] = answer.split(/\r\n\r\n([\s\S]*)/);
  const [line = "", ...fields] = head.split("\r\n");
  const headers = Object.fromEntries(fields.map((field) => field.split(/: (.*)/)));
  return { status: Number(line.split(" ")[1]), headers, body: JSON.parse(body), bytes: Buffer.byteLength(body) };
}

const fine: RequestListener = (_, outgoing: ServerResponse) => void outgoing.end("fine");
const GOOD = "GET / HTTP/1.1\r\nHost: lycee.localhost\r\n\r\n";

describe("refuseMalformed", () => {
  test.each([
    ["a line that is no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n", 400, "request_malformed"],
    ["an unknown method", "FETCH / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_malformed"],
    ["an unknown version", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400, "request_malformed"],
    ["a header name with a space", "GET / HTTP/1.1\r\nHost: a\r\nX y: z\r\n\r\n", 400, "request_malformed"],
    ["a Host with a control character", "GET / HTTP/1.1\r\nHost: a\u0001b\r\n\r\n", 400, "request_malformed"],
    [
      "a length beside chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
      400,
      "request_malformed",
    ],
    ["headers over the limit", `GET / HTTP/1.1\r\nX: ${"x".repeat(HEADERS_LIMIT)}\r\n\r\n`, 431, "payload_too_large"],
    [
      "a chunk that says too much of itself",
      `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;${"x".repeat(20_000)}\r\n`,
      413,
      "payload_too_large",
    ],
  ])("%s is answered in our form", async (_, request, status, code) => {
    const { log, lines } = listeningLog();
    const { port } = await serve((incoming) => void incoming.resume(), log);
    const answer = read(await exchange(port, request));
    expect(answer).toMatchObject({
      status,
      headers: {
        "content-type": "application/json",
        "content-length": String(answer.bytes),
        connection: "close",
        "x-content-type-options": "nosniff",
        "x-request-id": answer.body.id,
      },
      body: { detail: expect.stringMatching(/^L[ae] /), code, id: expect.stringMatching(/^[\w-]{8,64}$/) },
    });
    expect(lines).toEqual([
      {
        event: "request",
        ...{ method: null, host: null, path: null, ms: null, tenant: null, actor: null },
        ...{ requestId: answer.body.id, status, reason: expect.any(String), ip: "127.0.0.1" },
      },
    ]);
  });

  test("speaks the language that was asked for, and says what the limit is", async () => {
    const { port } = await serve(fine);
    const request = `GET / HTTP/1.1\r\nAccept-Language: en-GB\r\nX: ${"x".repeat(HEADERS_LIMIT)}\r\n\r\n`;
    expect(read(await exchange(port, request)).body.detail).toBe("The content sent is over the limit of 8192 bytes.");
    const french = request.replace("en-GB", "fr-FR,en;q=0.5");
    expect(read(await exchange(port, french)).body.detail).toBe("Le contenu envoyé dépasse la limite de 8192 octets.");
  });

  test("shows nothing of what was sent", async () => {
    const { port } = await serve(fine);
    const answer = await exchange(port, "GET / HTTP/1.1\r\nHost: <script>\u0001\r\nX-Secret: abc\r\n\r\n");
    expect(answer).not.toMatch(/<script>|abc/);
  });

  test("a good request before a bad one on the same connection gets its own answer", async () => {
    const { port } = await serve(fine);
    const answers = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(GOOD));
      socket.setEncoding("utf8").on("data", (chunk) => {
        if (text === "") socket.write("nonsense\r\n\r\n");
        text += chunk;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answers).toMatch(/^HTTP\/1\.1 200 [\s\S]*fineHTTP\/1\.1 400 Bad Request\r\n/);
  });

  test("writes nothing into an answer that has begun", async () => {
    let begun = () => {};
    const { port } = await serve((incoming: IncomingMessage, outgoing) => {
      outgoing.write("half of");
      incoming.on("error", () => {}).resume();
      begun();
    });
    const text = await new Promise<string>((resolve) => {
      let read = "";
      const head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
      const socket = connect(port, "127.0.0.1", () => socket.write(head));
      begun = () => void socket.write("no chunk\r\n");
      socket.setEncoding("utf8").on("data", (chunk) => {
        read += chunk;
      });
      socket.on("error", () => {}).on("close", () => resolve(read));
    });
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).not.toContain("400");
  });

  test("a request that does not arrive in time is told so", async () => {
    const { port } = await serve(fine, undefined, { requestTimeout: 50, connectionsCheckingInterval: 10 });
    const answer = read(await exchange(port, "GET / HTTP/1.1\r\nHost: a\r\n"));
    expect([answer.status, answer.body.code]).toEqual([408, "request_malformed"]);
  });

  test("a client that goes away harms nobody", async () => {
    const { port, server } = await serve(fine);
    const noticed = new Promise<void>((resolve) => server.once("clientError", () => resolve()));
    const socket = connect(port, "127.0.0.1", () => {
      socket.write("GET / HTTP/1.1\r\n", () => socket.resetAndDestroy());
    });
    await noticed;
    expect(await exchange(port, GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))).toContain("fine");
  });
});

describe("answerMalformed", () => {
  const listener = (log?: Log, fetch: () => Response = () => new Response("fine")) =>
    getRequestListener(fetch, { errorHandler: answerMalformed(log) });

  test.each([
    ["no Host header", "GET / HTTP/1.1\r\n"],
    ["an empty Host header", "GET / HTTP/1.1\r\nHost:\r\n"],
    ["a Host header with a space", "GET / HTTP/1.1\r\nHost: a b\r\n"],
    ["a Host header with a slash", "GET / HTTP/1.1\r\nHost: a/b\r\n"],
    ["a Host header with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n"],
    ["a Host header with a port that is none", "GET / HTTP/1.1\r\nHost: a:port\r\n"],
    ["a Host header that is a script", "GET / HTTP/1.1\r\nHost: <script>\r\n"],
    ["a target that is no path", "GET * HTTP/1.1\r\nHost: a\r\n"],
    ["a target with a backslash", "GET /\\..\\x HTTP/1.1\r\nHost: a\r\n"],
  ])("%s is answered in our form", async (_, request) => {
    const { log, lines } = listeningLog();
    const { port } = await serve(listener(log), log);
    const { status, headers, body } = read(await exchange(port, `${request}Connection: close\r\n\r\n`));
    expect([status, headers["content-type"], body.code]).toEqual([400, "application/json", "request_malformed"]);
    expect([headers["x-request-id"], lines[0]?.requestId]).toEqual([body.id, body.id]);
    expect(body.detail).toMatch(/^La requête n'est pas lisible : /);
    expect(body.detail).not.toContain("<script>");
  });

  test("a fault of ours is shown as its id, and logged whole", async () => {
    const { log, lines } = listeningLog();
    const fault = new Error("secret detail");
    const { port } = await serve(
      listener(log, () => {
        throw fault;
      }),
    );
    const answer = await exchange(port, GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    const { status, body } = read(answer);
    expect([status, body.code]).toEqual([500, "internal"]);
    expect(body.detail).toContain(body.id);
    expect(answer).not.toContain("secret detail");
    expect(lines).toEqual([{ event: "unexpected error", error: fault, requestId: body.id }]);
  });
});
