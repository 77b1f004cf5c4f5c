import { describe, expect, test } from "vitest";
import { isEmail, isSlug, isWebAddress } from "./validators.ts";

describe("isEmail", () => {
  test("allows 63 characters in a label and 320 in all", () => {
    const label = (length: number) => `a@${"b".repeat(length)}.fr`;
    expect([label(63), label(64)].map(isEmail)).toEqual([true, false]);
    const local = (length: number) => `${"a".repeat(length - 5)}@b.fr`;
    expect([local(320), local(321)].map(isEmail)).toEqual([true, false]);
  });

  test.each([
    "contact@lycee-hugo.fr",
    "A@B.FR",
    "a+b'c@x.fr",
    '"a!b"@x.fr',
    "a@localhost",
    "a@[127.0.0.1]",
    "a@[::1]",
    "a@école.fr",
    "a@1.2.3.44",
  ])("accepts %s", (text) => {
    expect(isEmail(text)).toBe(true);
  });

  test.each([
    "root",
    "@b.fr",
    "a@",
    "a@b",
    "a@x.f",
    ".a@x.fr",
    "a..b@x.fr",
    "a b@x.fr",
    '"a b"@x.fr',
    "a@x..fr",
    "a@-x.fr",
    "a@x-.fr",
    "a@x.fr.",
    "a@x_y.fr",
    "a@b@c.fr",
    "é@x.fr",
    "a@[1.2.3]",
    "a@[01.2.3.4]",
  ])("refuses %s", (text) => {
    expect(isEmail(text)).toBe(false);
  });
});

describe("isWebAddress", () => {
  test("allows 253 characters of host and 2048 in all", () => {
    const host = (length: number) => `http://${"a.".repeat((length - 3) / 2)}abc`;
    expect([host(253), host(255)].map(isWebAddress)).toEqual([true, false]);
    const path = (length: number) => `http://a.fr/${"x".repeat(length - 12)}`;
    expect([path(2048), path(2049)].map(isWebAddress)).toEqual([true, false]);
  });

  test.each([
    "http://a.fr",
    "HTTPS://A.FR/é?é#é",
    "ftp://u:p@a.fr:21/x",
    "http://localhost:8000/x",
    "http://école.fr",
    "http://a.fr.",
    "http://1.2.3.4",
    "http://[::1]:80/",
    "http://a.fr/[x]",
  ])("accepts %s", (text) => {
    expect(isWebAddress(text)).toBe(true);
  });

  test.each([
    "a.fr",
    "//a.fr",
    "http://",
    "http://a",
    "gopher://a.fr",
    "javascript:alert(1)",
    "http://a b.fr",
    "http://a.fr/ b",
    "http://a.fr\n",
    "http://-a.fr",
    "http://a-.fr",
    "http://a_b.fr",
    "http://256.1.1.1",
    "http://01.2.3.4",
    "http://[1:2]",
    "http://[::1",
    "http://u@x@a.fr",
    "http://[x]@a.fr",
    "http://a.fr:123456",
    "http://ex\u2100mple.fr",
  ])("refuses %s", (text) => {
    expect(isWebAddress(text)).toBe(false);
  });
});

test("isSlug takes unaccented letters, digits, underscores and hyphens", () => {
  expect(["lycee-hugo_2", "é", "a b", ""].map(isSlug)).toEqual([true, false, false, false]);
});
