import { existsSync, readFileSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratch } from "./fixture.ts";
import { openLog } from "./log-file.ts";

describe("openLog", () => {
  test("keeps what was there and shows only what came since", () => {
    const path = join(scratch(), "postgres.log");
    writeFileSync(path, "yesterday\n");
    const log = openLog(path);
    expect(log.tail()).toEqual([]);
    writeSync(log.fd, "today é\nnow\n");
    expect(log.tail()).toEqual(["today é", "now"]);
    log.mark();
    writeSync(log.fd, "later\n");
    expect(log.tail()).toEqual(["later"]);
    log.close();
    expect(readFileSync(path, "utf8")).toBe("yesterday\ntoday é\nnow\nlater\n");
  });

  test("puts a log of several megabytes aside", () => {
    const path = join(scratch(), "postgres.log");
    writeFileSync(path, "");
    truncateSync(path, 5 * 1024 * 1024);
    openLog(path).close();
    expect(readFileSync(path, "utf8")).toBe("");
    expect(existsSync(`${path}.1`)).toBe(true);
  });
});
