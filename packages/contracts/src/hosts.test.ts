import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { domainUrl, isDomainName, isHostName, normalizeHost } from "./hosts.ts";

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join("."));
const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined });
const space = fc.constantFrom("", " ", "\t");

/** Any header a client can make up, near a host name or far from one. */
const anyHeader = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."ab-.:[]0/@ %_é\n") }),
  fc.tuple(host, fc.string(), host).map((parts) => parts.join("")),
);

function mixCase(text: string, upper: readonly boolean[]): string {
  return [...text].map((letter, index) => (upper[index % upper.length] ? letter.toUpperCase() : letter)).join("");
}

describe("normalizeHost", () => {
  test("finds the same name whatever the case, the port, the trailing dot and the space around it", () =>
    fc.assert(
      fc.property(
        host,
        port,
        fc.boolean(),
        fc.array(fc.boolean(), { minLength: 1 }),
        space,
        (name, at, dot, upper, gap) => {
          const header = `${gap}${mixCase(name, upper)}${dot ? "." : ""}${at === undefined ? "" : `:${at}`}${gap}`;
          expect(normalizeHost(header)).toBe(name);
        },
      ),
    ));

  test("makes of anything a host name, an IPv6 literal, or nothing; and leaves what it made as it is", () =>
    fc.assert(
      fc.property(anyHeader, (header) => {
        const found = normalizeHost(header);
        if (found === undefined) return;
        expect(found).toMatch(/^(\[[0-9a-f:.]+\]|[a-z0-9-]+(\.[a-z0-9-]+)*)$/);
        expect(found.startsWith("[") || isHostName(found)).toBe(true);
        expect(normalizeHost(found)).toBe(found);
      }),
      { numRuns: 2_000 },
    ));

  test.each([
    null,
    undefined,
    "",
    " ",
    ".",
    ":8000",
    "a..b",
    "a.b..",
    "-a.fr",
    "a-.fr",
    "a_b.fr",
    "a b.fr",
    "a.fr:",
    "a.fr:x",
    "a.fr/",
  ])("makes nothing of %j", (header) => {
    expect(normalizeHost(header)).toBeUndefined();
  });

  test.each([
    ["[::1]:8000", "[::1]"],
    ["[2001:DB8::17]", "[2001:db8::17]"],
    ["127.0.0.1:8000", "127.0.0.1"],
    ["LYCEE-HUGO.localhost.:8000", "lycee-hugo.localhost"],
    [`${"a".repeat(63)}.fr`, `${"a".repeat(63)}.fr`],
    [`${"a".repeat(64)}.fr`, undefined],
    [`${"a.".repeat(126)}a`, `${"a.".repeat(126)}a`],
    [`${"a.".repeat(127)}a`, undefined],
  ])("of %s makes %s", (header, name) => {
    expect(normalizeHost(header)).toBe(name);
  });
});

describe("isDomainName", () => {
  test("wants two labels and no address", () =>
    fc.assert(
      fc.property(host, (name) => {
        const labels = name.split(".");
        expect(isDomainName(name)).toBe(labels.length > 1 && !/^\d+$/.test(labels.at(-1) ?? ""));
      }),
    ));
});

describe("domainUrl", () => {
  test("lowers what it takes, and takes what normalizeHost finds again", () =>
    fc.assert(
      fc.property(host, fc.constantFrom("fr", "school", "localhost"), (name, end) => {
        const taken = domainUrl.safeParse(`${name}.${end}`.toUpperCase());
        expect(taken.data).toBe(`${name}.${end}`);
        expect(normalizeHost(taken.data)).toBe(taken.data);
      }),
    ));
});
