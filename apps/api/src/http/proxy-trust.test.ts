import { describe, expect, test } from "vitest";
import { proxyTrust } from "./proxy-trust.ts";

const trust = proxyTrust(["10.0.0.0/8", "192.168.1.1", "fd00::/8", "2001:db8::1"]);

describe("vouchesFor", () => {
  test.each([
    ["10.255.0.1", true],
    ["11.0.0.1", false],
    ["192.168.1.1", true],
    ["192.168.1.2", false],
    ["::ffff:10.0.0.1", true],
    ["::ffff:11.0.0.1", false],
    ["fd12::5", true],
    ["2001:db8::1", true],
    ["2001:db8::2", false],
    ["not an address", false],
    ["", false],
    [undefined, false],
  ])("%s: %s", (peer, expected) => {
    expect(trust.vouchesFor(peer)).toBe(expected);
  });

  test("nobody where no proxy is named", () => {
    expect(proxyTrust([]).vouchesFor("127.0.0.1")).toBe(false);
    expect(proxyTrust([]).vouchesFor("::1")).toBe(false);
  });

  test("a range of one family says nothing of the other", () => {
    expect(proxyTrust(["0.0.0.0/0"]).vouchesFor("2001:db8::9")).toBe(false);
    expect(proxyTrust(["::/0"]).vouchesFor("203.0.113.9")).toBe(false);
  });
});

describe("clientOf", () => {
  test.each([
    ["without a list, is the peer", undefined, "203.0.113.7", "203.0.113.7"],
    ["is the only one listed", "203.0.113.9", "10.0.0.1", "203.0.113.9"],
    ["is the nearest that is no proxy of ours", "1.1.1.1, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"],
    ["is not what the client claims before it", "10.0.0.9, 203.0.113.9", "10.0.0.1", "203.0.113.9"],
    ["is the peer where every one is ours", "10.0.0.2, 10.0.0.3", "10.0.0.1", "10.0.0.1"],
    ["is written without its IPv4 wrapping", "::ffff:203.0.113.9", "10.0.0.1", "203.0.113.9"],
    ["is written without it as a peer too", undefined, "::ffff:203.0.113.9", "203.0.113.9"],
    ["may be of IPv6", "2001:db8::9", "10.0.0.1", "2001:db8::9"],
    ["is nobody for what is no address", "unknown", "10.0.0.1", null],
    ["is nobody for an address with a port", "203.0.113.9:1234", "10.0.0.1", null],
    ["is nobody without list and peer", undefined, undefined, null],
  ])("%s", (_, forwardedFor, peer, expected) => {
    expect(trust.clientOf(forwardedFor, peer)).toBe(expected);
  });
});
