import { describe, expect, test } from "vitest";
import { decodeUtf8 } from "./utf8.ts";

const decode = (...bytes: number[]) => decodeUtf8(new Uint8Array(bytes));

describe("decodeUtf8", () => {
  test("decodes, keeping a byte order mark", () => {
    expect(decodeUtf8(new TextEncoder().encode("é😀"))).toEqual({ ok: true, text: "é😀" });
    expect(decode(0xef, 0xbb, 0xbf, 0x31)).toEqual({ ok: true, text: "\ufeff1" });
  });

  test("drops a last character that is cut off", () => {
    expect(decode(0x31, 0xe2, 0x82)).toEqual({ ok: true, text: "1" });
  });

  test.each([
    [[0x31, 0xff], "byte 0xff in position 1: invalid start byte"],
    [[0xc0, 0x80], "byte 0xc0 in position 0: invalid start byte"],
    [[0xe9, 0x61], "byte 0xe9 in position 0: invalid continuation byte"],
    [[0xe2, 0x82, 0x61], "bytes in position 0-1: invalid continuation byte"],
    [[0xf0, 0x9f, 0x98, 0x7a], "bytes in position 0-2: invalid continuation byte"],
    [[0xed, 0xa0, 0x80], "byte 0xed in position 0: invalid continuation byte"],
    [[0xf0, 0x80, 0x80, 0x80], "byte 0xf0 in position 0: invalid continuation byte"],
    [[0xf4, 0x90, 0x80, 0x80], "byte 0xf4 in position 0: invalid continuation byte"],
    [[0xc3, 0xa9, 0x80], "byte 0x80 in position 2: invalid start byte"],
  ])("words the fault in %j", (bytes, fault) => {
    expect(decode(...bytes)).toEqual({ ok: false, reason: `'utf-8' codec can't decode ${fault}` });
  });
});
