import type { RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createPeproClient } from "../client.ts";
import { isPeproError } from "../errors/index.ts";
import { thrownBy } from "../testing/answers.ts";
import { listen, type TestServer } from "../testing/test-server.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

async function codeAfter(answer: RequestListener): Promise<unknown> {
  server = await listen(answer);
  const error = await thrownBy(createPeproClient({ url: server.url, timeoutMs: 300 }).auth.session());
  return isPeproError(error) ? error.code : error;
}

test("an answer that stops in the middle is a timeout", async () => {
  expect(await codeAfter((_, response) => response.writeHead(200).write("[{"))).toBe("timeout");
});

test("an answer that is cut in the middle is the network's fault", async () => {
  const cut: RequestListener = (_, response) => {
    response.writeHead(200, { "content-length": 100 }).write("[{", () => response.destroy());
  };
  expect(await codeAfter(cut)).toBe("network");
});

test("a server that hangs up, or is not there, is the network's fault", async () => {
  expect(await codeAfter((request) => request.destroy())).toBe("network");
  await server?.close();
  const { url } = server as TestServer;
  const error = await thrownBy(createPeproClient({ url }).auth.session());
  expect(isPeproError(error, "network") && error.fields.reason).toMatch(/ECONNREFUSED/);
});
