import type { Database, Statement } from "@pepro/db";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createAccessLog } from "./access-log.ts";

beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-23T08:00:00Z") }));
afterEach(() => vi.useRealTimers());

function open(answer: (statement: Statement) => Promise<unknown> = async () => []) {
  const queryPlatform = vi.fn(answer);
  const onError = vi.fn();
  const log = createAccessLog({ queryPlatform } as unknown as Database, onError);
  return { log, queryPlatform, onError };
}

describe("an access log", () => {
  test("writes at most once a minute for each school", async () => {
    const { log, queryPlatform } = open();
    for (let second = 0; second < 180; second++) {
      log.touch("a");
      log.touch("b");
      vi.advanceTimersByTime(1_000);
    }
    await log.settled();
    const written = queryPlatform.mock.calls.map(([{ values }]) => values[0]);
    expect(written).toEqual(["a", "b", "a", "b", "a", "b"]);
  });

  test("does not keep anybody waiting, and can be waited for at the end", async () => {
    let end = () => {};
    const { log } = open(() => new Promise<unknown>((resolve) => (end = () => resolve([]))));
    log.touch("a");
    const settled = vi.fn();
    const waiting = log.settled().then(settled);
    await Promise.resolve();
    expect(settled).not.toHaveBeenCalled();
    end();
    await waiting;
    expect(settled).toHaveBeenCalledOnce();
  });

  test("reports what it cannot write, and throws nothing", async () => {
    const away = new Error("away");
    const { log, onError } = open(() => Promise.reject(away));
    log.touch("a");
    await log.settled();
    expect(onError).toHaveBeenCalledExactlyOnceWith(away);
  });

  test("remembers ten thousand schools, and of more forgets the one it wrote longest ago", async () => {
    const { log, queryPlatform } = open();
    for (let n = 0; n <= 10_000; n++) log.touch(`s${n}`);
    queryPlatform.mockClear();
    log.touch("s1");
    log.touch("s10000");
    expect(queryPlatform).not.toHaveBeenCalled();
    log.touch("s0");
    expect(queryPlatform).toHaveBeenCalledOnce();
    await log.settled();
  });
});
