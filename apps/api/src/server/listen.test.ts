import { request } from "node:http";
import { connect, createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Fetch, type HttpServer, listenHttp } from "./listen.ts";

async function serve(fetch: Fetch): Promise<HttpServer> {
  const server = await listenHttp({ host: "127.0.0.1", port: 0, fetch });
  onTestFinished(() => server.close());
  return server;
}

function signal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

type Answer = { status: number; body: string };

/** Sends a request by hand; `fetch` chooses its own Host header. */
function send(
  port: number,
  options: { path?: string; host?: string; method?: string; body?: string } = {},
): Promise<Answer> {
  const { path = "/", host = "lycee.localhost", method = "GET", body } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, agent: false }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body: text }));
    });
    outgoing.setHeader("Host", host);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

describe("listenHttp", () => {
  test("hands requests over with their address, their Host header and who sends them", async () => {
    const { port } = await serve((request, connection) =>
      Response.json([request.method, request.url, connection.remoteAddress, connection.header?.("host")]),
    );
    const { status, body } = await send(port, { path: "/a%20b?c=d", host: "Lycee-Hugo.localhost:8000" });
    expect(status).toBe(200);
    const [method, url, remoteAddress, host] = JSON.parse(body);
    expect([method, remoteAddress, host]).toEqual(["GET", "127.0.0.1", "Lycee-Hugo.localhost:8000"]);
    expect(new URL(url).pathname + new URL(url).search).toBe("/a%20b?c=d");
  });

  test("chooses a free port for 0 and says which", async () => {
    const [one, two] = [await serve(() => new Response("1")), await serve(() => new Response("2"))];
    expect(one.port).not.toBe(two.port);
    expect([(await send(one.port)).body, (await send(two.port)).body]).toEqual(["1", "2"]);
  });

  test("fails with the system's code for a port that is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    const listening = listenHttp({ host: "127.0.0.1", port, fetch: () => new Response() });
    await expect(listening).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("fails with the system's code for an address that is not this machine's", async () => {
    const listening = listenHttp({ host: "203.0.113.1", port: 0, fetch: () => new Response() });
    await expect(listening).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
  });

  test("an answer given before the body was read reaches who sent it, however long the body", async () => {
    const { port } = await serve(() => new Response("too long", { status: 413 }));
    const answer = await send(port, { method: "POST", body: "x".repeat(5 * 1024 * 1024) });
    expect(answer).toEqual({ status: 413, body: "too long" });
  });

  test("what is no HTTP is refused and harms nobody", async () => {
    const { port } = await serve(() => new Response("fine"));
    const answer = await new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.write("\u0016\u0003\u0001 hello\r\n\r\n"));
      socket.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      socket.on("end", () => resolve(text)).on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await send(port)).body).toBe("fine");
  });

  test.each([
    ["no Host header", "GET / HTTP/1.1\r\n\r\n"],
    ["a Host header that is no host", "GET / HTTP/1.1\r\nHost: a b/c\r\n\r\n"],
    ["a line that is no request", "NONSENSE\r\n\r\n"],
  ])("refuses %s with an id and in words, and never asks for an answer", async (_, packet) => {
    const { port } = await serve(() => new Response("never"));
    const socket = connect(port, "127.0.0.1");
    const answer = await new Promise<string>((resolve) => {
      socket.end(packet);
      socket.once("data", (data) => resolve(String(data)));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({
      code: "request_malformed",
      id: expect.stringMatching(/^[0-9a-z]{12}-[0-9a-z]{4,}$/),
    });
  });
});

describe("close", () => {
  test("lets a request under way end, and takes no new connection", async () => {
    const [asked, go] = [signal(), signal()];
    const server = await listenHttp({
      host: "127.0.0.1",
      port: 0,
      fetch: async () => {
        asked.give();
        await go.given;
        return new Response("whole");
      },
    });
    const answer = send(server.port);
    await asked.given;
    const closed = server.close();
    await expect(send(server.port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    go.give();
    expect((await answer).body).toBe("whole");
    await closed;
  });

  test("does not wait for connections that are kept open for nothing", async () => {
    const server = await listenHttp({ host: "127.0.0.1", port: 0, fetch: () => new Response("ok") });
    const socket = connect(server.port, "127.0.0.1");
    await new Promise<void>((resolve) => {
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      socket.once("data", () => resolve());
    });
    const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(3_000);
    await ended;
  });
});
