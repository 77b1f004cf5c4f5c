import { connect } from "node:net";
import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpServer } from "../../apps/api/src/server/listen.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";

let platform: TestPlatform;
let server: HttpServer;
let school: TenantView;
let other: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool({ schoolName: "Lycée du premier hôte" });
  other = await platform.openSchool({ schoolName: "Lycée du second hôte" });
  server = await watchedApp(platform).listen();
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** Writes bytes to the server and reads its whole answer; what is sent after the answer came is lost on it. */
function exchange(...parts: readonly string[]): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(server.port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    socket.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", (error) => (text === "" ? reject(error) : undefined));
    socket.on("close", () => {
      const [head = "", body = ""] = text.split(/\r\n\r\n([\s\S]*)/);
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body });
    });
  });
}

const get = (target: string, host: string, ...more: string[]) =>
  exchange([`GET ${target} HTTP/1.1`, `Host: ${host}`, "Connection: close", ...more, "", ""].join("\r\n"));

const THEME = "/api/v1/current-tenant/theme/";

describe("over a socket", () => {
  test("the Host header chooses the school, whatever its case, its port and its final dot", async () => {
    for (const host of [school.domainUrl, `${school.domainUrl.toUpperCase()}:8000`, `${school.domainUrl}.`]) {
      const { status, body } = await get(THEME, host);
      expect([status, JSON.parse(body).school_name]).toEqual([200, "Lycée du premier hôte"]);
    }
  });

  test("a kept answer is written as the application writes it, and another school's never", async () => {
    const text = async (host: string) => {
      const { status, head, body } = await get(THEME, host);
      const headers = head
        .split("\r\n")
        .slice(1)
        .map((line) => line.replace(/^(date|x-request-id): .*/i, "$1"));
      return { status, headers: headers.sort(), body };
    };
    const fresh = await text(school.domainUrl);
    await text(other.domainUrl);
    for (let time = 0; time < 3; time++) expect(await text(school.domainUrl)).toEqual(fresh);
    expect((await text(other.domainUrl)).body).toContain("Lycée du second hôte");
  });

  test("an address with a host of its own does not choose another school", async () => {
    for (let time = 0; time < 2; time++) {
      const { body } = await get(`http://${other.domainUrl}${THEME}`, school.domainUrl);
      expect(body).not.toContain("Lycée du second hôte");
    }
  });

  test("requests on one connection are each their own host's", async () => {
    const ask = (host: string, last = false) =>
      [`GET ${THEME} HTTP/1.1`, `Host: ${host}`, ...(last ? ["Connection: close"] : []), "", ""].join("\r\n");
    const { body } = await exchange(ask(school.domainUrl) + ask(other.domainUrl) + ask(school.domainUrl, true));
    const names = [...body.matchAll(/Lycée du (premier|second) hôte/g)].map(([, which]) => which);
    expect(names).toEqual(["premier", "second", "premier"]);
  });

  test.each([
    ["no host", []],
    ["an empty host", ["Host:"]],
    ["a host with a space", ["Host: a b"]],
    ["a host with a slash", ["Host: a/b"]],
    ["a host that is a script", ["Host: <script>"]],
  ])("%s is refused", async (name, headers) => {
    if (name === "no host") skipElsewhere("Deno's server takes localhost, the platform's own, for a missing host");
    const { status, body } = await exchange(["GET / HTTP/1.1", ...headers, "Connection: close", "", ""].join("\r\n"));
    expect([400, 404]).toContain(status);
    expect(body).not.toContain("<script>");
  });

  test.each([
    ["/../../../../etc/passwd"],
    ["/static/../../package.json"],
    ["/static/%2e%2e/%2e%2e/package.json"],
    ["/docs/..%2f..%2fpackage.json"],
    ["//evil.example/"],
    ["/%"],
    ["/%ff%fe"],
    ["/\\..\\..\\package.json"],
    ["*"],
  ])("the path %s leads nowhere", async (path) => {
    const { status, body } = await get(path, school.domainUrl);
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/root:|"workspaces"/);
  });

  test("headers over 32 KiB are refused, and the next request is answered", async () => {
    skipElsewhere("Deno's server has a limit of its own");
    expect((await get("/healthz", BASE_DOMAIN, `X-Long: ${"x".repeat(40_000)}`)).status).toBe(431);
    expect((await get("/healthz", BASE_DOMAIN)).status).toBe(200);
  });
});

describe("a body over 1 MiB sent over a socket", () => {
  const MIB = 1024 * 1024;
  const head = (path: string, ...more: string[]) =>
    [
      `POST ${path} HTTP/1.1`,
      `Host: ${BASE_DOMAIN}`,
      "Content-Type: application/json",
      "Connection: close",
      ...more,
      "",
      "",
    ].join("\r\n");

  test.each([["/trpc/auth.signIn"], ["/api/v1/auth/login/"]])(
    "is refused with 413 by %s when it says so",
    async (path) => {
      const body = JSON.stringify({ email: "x".repeat(2 * MIB), password: "y" });
      const { status } = await exchange(head(path, `Content-Length: ${body.length}`), body);
      expect(status).toBe(413);
    },
  );

  test.each([["/trpc/auth.signIn"], ["/api/v1/auth/login/"]])("and by %s when it comes in chunks", async (path) => {
    const chunk = `${(64 * 1024).toString(16)}\r\n${" ".repeat(64 * 1024)}\r\n`;
    const { status } = await exchange(head(path, "Transfer-Encoding: chunked"), ...Array(40).fill(chunk), "0\r\n\r\n");
    expect(status).toBe(413);
  });

  test("a length beside chunks, by which requests are smuggled, is refused", async () => {
    const { status } = await exchange(
      head("/trpc/auth.signIn", "Transfer-Encoding: chunked", "Content-Length: 4"),
      "0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    );
    expect(status).toBe(400);
  });
});
