import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventParser, type ServerEvent } from "./event-parser.ts";

const parse = (...pieces: string[]): ServerEvent[] => pieces.flatMap(createEventParser());
const message = (data: string, id?: string): ServerEvent => ({ name: "message", data, id });

describe("createEventParser", () => {
  test.each<[string, string, ServerEvent[]]>([
    ["a message", "data: a\n\n", [message("a")]],
    ["its name and id", "event: ping\nid: 7\ndata: a\n\n", [{ name: "ping", data: "a", id: "7" }]],
    ["lines of data joined", "data: a\ndata\ndata:b\n\n", [message("a\n\nb")]],
    ["an empty event", "event: return\ndata: \n\n", [{ name: "return", data: "", id: undefined }]],
    ["one space taken off, not two", "data:  a\n\n", [message(" a")]],
    ["comments and unknown fields passed over", ": hello\nretry: 5\nfoo\ndata: a\n\n", [message("a")]],
    ["nothing for an event without data", "event: x\nid: 3\n\n", []],
    ["no id taken over from the event before", "id: 1\ndata: a\n\ndata: b\n\n", [message("a", "1"), message("b")]],
    ["no id with a null in it", "id: 1\u0000\ndata: a\n\n", [message("a")]],
    ["an event that was cut short", "data: a\n\ndata: b\n", [message("a")]],
    ["a colon in the data", "data: a: b\n\n", [message("a: b")]],
  ])("reads %s", (_, text, events) => {
    expect(parse(text)).toEqual(events);
  });

  test("reads every kind of line end", () => {
    for (const end of ["\n", "\r\n"]) {
      expect(parse(`id: 1${end}data: a${end}${end}`)).toEqual([message("a", "1")]);
    }
    expect(parse("id: 1\rdata: a\r\r: next")).toEqual([message("a", "1")]);
  });

  test("reads the same wherever the stream is cut", () => {
    const line = fc.constantFrom("data: é\u2028x", "data", "id: 4", "event: ping", ": note", "", "", "foo: bar");
    const end = fc.constantFrom("\n", "\r\n", "\r");
    const stream = fc.array(fc.tuple(line, end), { maxLength: 20 }).map((lines) => `${lines.flat().join("")}\n\n`);
    fc.assert(
      fc.property(stream, fc.array(fc.nat(120), { maxLength: 6 }), (text, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((to, index) => text.slice(at[index], to));
        expect(parse(...pieces)).toEqual(parse(text));
      }),
    );
  });
});
