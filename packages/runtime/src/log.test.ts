import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLog, gatherLines, SILENT_LOG } from "./log.ts";

const NOON = new Date("2026-11-23T12:00:00Z");

function logged(work: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(
    createLog(
      (line) => lines.push(line),
      () => NOON,
    ),
  );
  return lines.map((line) => {
    expect(line.endsWith("\n")).toBe(true);
    expect(line.indexOf("\n")).toBe(line.length - 1);
    return JSON.parse(line) as Record<string, unknown>;
  });
}

describe("createLog", () => {
  test("writes one JSON object a line, with the time, the level and the event", () => {
    const lines = logged((log) => {
      log.info("started");
      log.warn("slow", { ms: 12 });
    });
    const time = NOON.toISOString();
    expect(lines).toEqual([
      { time, level: "info", event: "started" },
      { time, level: "warn", event: "slow", ms: 12 },
    ]);
  });

  test("keeps a line whole, whatever is in it", () => {
    const event = 'a\nb\r\u2028"\\{}\u0000é🏫';
    expect(logged((log) => log.info(event, { [event]: event }))[0]).toMatchObject({ event, [event]: event });
  });

  test("writes an error whole: stack, what PostgreSQL said, and every cause", () => {
    const cause = new Error("the reason", { cause: "the root" });
    const error = Object.assign(new TypeError("it broke", { cause }), {
      code: "23505",
      detail: "Key (email)=(a@b) already exists.",
      hint: "Try another.",
      constraint_name: "users_email_key",
    });
    const [line] = logged((log) => log.error("failed", error, { requestId: "abc" }));
    expect(line).toMatchObject({
      level: "error",
      event: "failed",
      requestId: "abc",
      error: {
        name: "TypeError",
        message: "it broke",
        code: "23505",
        detail: "Key (email)=(a@b) already exists.",
        hint: "Try another.",
        constraint: "users_email_key",
        stack: expect.stringContaining("log.test.ts"),
        cause: { name: "Error", message: "the reason", cause: "the root" },
      },
    });
  });

  test("writes the errors of which one is made, as a refused connection to two addresses is", () => {
    const error = new AggregateError([new Error("on ::1"), new Error("on 127.0.0.1")]);
    const [line] = logged((log) => log.error("failed", error));
    expect(line).toMatchObject({ error: { errors: [{ message: "on ::1" }, { message: "on 127.0.0.1" }] } });
  });

  test.each([["text"], [undefined], [null], [42]])("writes %s thrown in place of an error", (thrown) => {
    expect(logged((log) => log.error("failed", thrown))[0]).toMatchObject({ error: String(thrown) });
  });

  test("never fails its caller: not for a cause that leads back, a circle, a big number or a getter", () => {
    const looped = new Error("looped");
    looped.cause = looped;
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const hostile = {
      get secret() {
        throw new Error("no");
      },
    };
    const lines = logged((log) => {
      log.error("a", looped);
      log.info("b", { circle, other: 1 });
      log.info("c", { count: 10n ** 20n });
      log.info("d", { hostile });
    });
    expect(lines.map(({ event }) => event)).toEqual(["a", "b", "c", "d"]);
    expect(lines[1]).toMatchObject({ unwritable: ["circle", "other"] });
    expect(lines[2]).toMatchObject({ count: "100000000000000000000" });
  });
});

test.each([
  ["an object without a prototype", Object.create(null)],
  [
    "an error whose cause cannot be asked for",
    Object.defineProperty(new Error("no cause"), "cause", {
      get: () => {
        throw new Error("no");
      },
    }),
  ],
])("createLog says that %s was unreadable", (_, thrown) => {
  expect(logged((log) => log.error("failed", thrown))[0]).toMatchObject({ event: "failed", error: "unreadable" });
});

describe("gatherLines", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("writes the lines of ten milliseconds at once, in order, and nothing without lines", () => {
    const written: string[] = [];
    const lines = gatherLines((text) => written.push(text));
    lines.write("1\n");
    vi.advanceTimersByTime(9);
    lines.write("2\n");
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual(["1\n2\n"]);
    vi.advanceTimersByTime(100);
    lines.write("3\n");
    vi.advanceTimersByTime(10);
    expect(written).toEqual(["1\n2\n", "3\n"]);
  });

  test("flush writes what waits, once", () => {
    const written: string[] = [];
    const lines = gatherLines((text) => written.push(text));
    lines.write("1\n");
    lines.flush();
    lines.flush();
    vi.advanceTimersByTime(100);
    expect(written).toEqual(["1\n"]);
  });

  test("does not let more than 64 KiB wait", () => {
    const written: string[] = [];
    const lines = gatherLines((text) => written.push(text));
    const line = `${"x".repeat(1023)}\n`;
    for (let count = 0; count < 200; count++) lines.write(line);
    expect(written.length).toBeGreaterThanOrEqual(3);
    lines.flush();
    expect(written.join("")).toBe(line.repeat(200));
  });
});

test("SILENT_LOG says nothing and takes everything", () => {
  expect(SILENT_LOG.info("a")).toBeUndefined();
  expect(SILENT_LOG.warn("a", {})).toBeUndefined();
  expect(SILENT_LOG.error("a", new Error("b"))).toBeUndefined();
});
