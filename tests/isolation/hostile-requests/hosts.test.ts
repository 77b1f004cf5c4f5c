import { normalizeHost } from "@pepro/contracts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTwoSchools, type TwoSchools } from "./two-schools.ts";

let world: TwoSchools;
beforeAll(async () => {
  world = await openTwoSchools();
});
afterAll(() => world?.close());

const THEME = "/api/v1/current-tenant/theme/";

/** What anybody could make of two hosts: joined, bent, dressed up as one another. */
function hostsFrom(a: string, b: string): fc.Arbitrary<string> {
  const host = fc.constantFrom(a, b, "localhost", "127.0.0.1", "[::1]", "peproscolaire.fr");
  const joint = fc.constantFrom(
    ",",
    ", ",
    " ",
    "@",
    "/",
    "\\",
    "#",
    "?",
    ":",
    ".",
    "%00",
    "%2e",
    "..",
    "-",
    ";",
    "|",
    "&",
    "\t",
  );
  const port = fc.oneof(
    fc.constant(""),
    fc.constant(":"),
    fc.integer({ min: -1, max: 99_999 }).map((n) => `:${n}`),
    fc.constant(":8000@"),
    fc.constant(":80:80"),
  );
  const bent = host.chain((name) =>
    fc.constantFrom(
      name,
      name.toUpperCase(),
      `${name}.`,
      `${name}..`,
      `.${name}`,
      `xn--${name}`,
      `www.${name}`,
      ` ${name} `,
      name.replace("l", "1"),
      name.replace("e", "\u00e9"),
      name.replace("e", "%65"),
      name.replace("-", "\u00ad"),
      name.replace(".", "\u00b7"),
      `[${name}]`,
      `http://${name}`,
      `${name}/..`,
    ),
  );
  return fc.oneof(
    fc.tuple(bent, port).map((parts) => parts.join("")),
    fc.tuple(bent, joint, bent).map((parts) => parts.join("")),
    fc.tuple(bent, joint, bent, port).map((parts) => parts.join("")),
    fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
  );
}

const FORWARDED = [
  "x-forwarded-host",
  "forwarded",
  "x-original-host",
  "x-host",
  "x-forwarded-server",
  "x-real-host",
  "x-original-url",
  "x-rewrite-url",
  "x-tenant",
  "x-tenant-id",
  "x-tenant-schema",
];

describe("a Host header", () => {
  test("leads to the school whose host it is, however it is written, and to no other", async () => {
    const { a, b, platform } = world;
    await fc.assert(
      fc.asyncProperty(hostsFrom(a.host, b.host), async (header) => {
        const request = `GET ${THEME} HTTP/1.1\r\nHost: ${header}\r\nConnection: close\r\n\r\n`;
        const { status, body } = await world.exchange(request);
        const found = [a, b].filter(({ word }) => body.includes(word)).map(({ host }) => host);
        // The rule again: the bare name and nothing else decides.
        const name = normalizeHost(header);
        const isSchool = name === a.host || name === b.host;
        const isMain = name !== undefined && platform.core.config.mainHosts.includes(name);
        expect([400, 404, ...(isSchool || isMain ? [200] : [])]).toContain(status);
        expect(found).toEqual(isSchool && status === 200 ? [name] : []);
      }),
      { numRuns: 300 },
    );
  });

  test("is not outdone by forwarded headers of a peer that nobody trusts", async () => {
    const { a, b, platform } = world;
    const headers = fc.dictionary(
      fc.constantFrom(...FORWARDED),
      fc.constantFrom(
        b.host,
        `host=${b.host}`,
        `for=127.0.0.1;host=${b.host};proto=https`,
        b.tenant.id,
        b.tenant.schema,
        `http://${b.host}/`,
        "127.0.0.1",
      ),
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(headers, async (sent) => {
        const response = await platform.fetch(a.host, THEME, { headers: sent });
        const text = await response.text();
        expect([response.status, text.includes(a.word), text.includes(b.word)]).toEqual([200, true, false]);
      }),
      { numRuns: 150 },
    );
  });

  test("of a school is not outdone by the old hint", async () => {
    const { a, b, platform } = world;
    for (const hint of [
      b.tenant.subdomain,
      b.host,
      b.tenant.id,
      ` ${b.tenant.subdomain} `,
      b.tenant.subdomain.toUpperCase(),
    ]) {
      const response = await platform.fetch(a.host, THEME, { headers: { "X-Tenant-Subdomain": hint } });
      expect(await response.text()).toContain(a.word);
    }
  });
});

describe("on the wire", () => {
  /** Nothing of the other school, whatever is sent to it. */
  const ask = async (text: string) => {
    const answer = await world.exchange(text);
    const said = `${answer.head}\n${answer.body}`;
    return { status: answer.status, a: said.includes(world.a.word), b: said.includes(world.b.word) };
  };
  const end = "Connection: close\r\n\r\n";

  test.each<[string, (a: string, b: string) => string, readonly number[]]>([
    ["two Host headers", (a, b) => `GET ${THEME} HTTP/1.1\r\nHost: ${a}\r\nHost: ${b}\r\n`, [400]],
    ["one of them folded", (a, b) => `GET ${THEME} HTTP/1.1\r\nHost: ${a}\r\n Host: ${b}\r\n`, [400, 404]],
    ["a space before the colon", (a, b) => `GET ${THEME} HTTP/1.1\r\nHost: ${a}\r\nHost : ${b}\r\n`, [400]],
    ["two Host headers that say the same", (a) => `GET ${THEME} HTTP/1.1\r\nHost: ${a}\r\nhost: ${a}\r\n`, [400]],
    ["no Host at all", () => `GET ${THEME} HTTP/1.1\r\n`, [400]],
    ["HTTP/1.0 without one", () => `GET ${THEME} HTTP/1.0\r\n`, [400, 404]],
    ["an absolute target of another school", (a, b) => `GET http://${b}${THEME} HTTP/1.1\r\nHost: ${a}\r\n`, [400]],
    [
      "a target that begins with another host",
      (a, b) => `GET //${b}${THEME} HTTP/1.1\r\nHost: ${a}\r\n`,
      [200, 400, 404],
    ],
    ["a target with a user", (a, b) => `GET http://${b}@${a}${THEME} HTTP/1.1\r\nHost: ${a}\r\n`, [400]],
    ["a null in the host", (a, b) => `GET ${THEME} HTTP/1.1\r\nHost: ${a}\u0000${b}\r\n`, [400]],
    [
      "a request smuggled behind a length",
      (a, b) =>
        `POST ${THEME} HTTP/1.1\r\nHost: ${a}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ${THEME} HTTP/1.1\r\nHost: ${b}\r\n`,
      [400],
    ],
    ["two lengths", (a) => `POST ${THEME} HTTP/1.1\r\nHost: ${a}\r\nContent-Length: 0\r\nContent-Length: 5\r\n`, [400]],
  ])("%s gets nothing of the other school", async (_, text, statuses) => {
    const { status, b } = await ask(text(world.a.host, world.b.host) + end);
    expect(statuses).toContain(status);
    expect(b).toBe(false);
  });

  test("headers beyond the limit are refused, and the server goes on", async () => {
    const { a } = world;
    for (const many of [
      `X-Long: ${"x".repeat(40_000)}\r\n`,
      Array.from({ length: 10_000 }, (_, n) => `X-${n}: ${n}\r\n`).join(""),
    ]) {
      const { status } = await ask(`GET ${THEME} HTTP/1.1\r\nHost: ${a.host}\r\n${many}${end}`);
      expect([400, 431]).toContain(status);
    }
    expect(await ask(`GET ${THEME} HTTP/1.1\r\nHost: ${a.host}\r\n${end}`)).toEqual({ status: 200, a: true, b: false });
  });

  test("nothing that is echoed makes a header of its own", async () => {
    const { a } = world;
    const break_ = fc.constantFrom("\r\n", "\n", "\r", "%0d%0a", "%0a", "\u0085", "%E5%98%8A%E5%98%8D");
    const name = fc.constantFrom(
      "Origin",
      "X-Request-Id",
      "Accept-Language",
      "User-Agent",
      "Access-Control-Request-Headers",
      "X-Tenant-Subdomain",
      "Accept",
      "Cookie",
    );
    const place = fc.oneof(
      fc
        .tuple(name, break_)
        .map(([header, cut]) => [`/api/v1/current-tenant/theme/`, `${header}: x${cut}X-Injected: yes\r\n`]),
      break_.filter((cut) => cut.startsWith("%")).map((cut) => [`/nulle-part${cut}X-Injected:yes`, ""]),
      break_.filter((cut) => cut.startsWith("%")).map((cut) => [`/trpc/x${cut}X-Injected:yes?input=${cut}`, ""]),
      break_
        .filter((cut) => cut.startsWith("%"))
        .map((cut) => [`/?next=${cut}X-Injected:yes`, "Accept: text/html\r\n"]),
    );
    await fc.assert(
      fc.asyncProperty(place, async ([target = "/", header = ""]) => {
        const { status, head } = await world.exchange(`GET ${target} HTTP/1.1\r\nHost: ${a.host}\r\n${header}${end}`);
        expect(status).toBeGreaterThan(0);
        expect(status).toBeLessThan(500);
        expect(head).not.toMatch(/^x-injected/im);
      }),
      { numRuns: 80 },
    );
  });
});
