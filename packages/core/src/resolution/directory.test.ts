import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { createDirectory, type DirectoryOptions } from "./directory.ts";
import type { ResolvedTenant } from "./tenant.ts";

const school = (schoolName: string) => ({ schoolName }) as ResolvedTenant;

/** A directory over rows the test holds in its hand; every read is noted. */
function open(rows: Record<string, string | undefined>, options: Partial<DirectoryOptions> = {}) {
  const load = vi.fn(async (key: string) => {
    const name = rows[key];
    return name === undefined ? undefined : school(name);
  });
  const directory = createDirectory({ load, ...options });
  directory.trust(true);
  return { directory, load, read: async (key: string) => (await directory.resolve(key))?.schoolName };
}

/** A directory whose reads end when the test says so. */
function openSlow(options: Partial<DirectoryOptions> = {}) {
  const reads: { key: string; end(name: string | undefined): void; fail(error: Error): void }[] = [];
  const load = (key: string) =>
    new Promise<ResolvedTenant | undefined>((resolve, reject) => {
      reads.push({ key, end: (name) => resolve(name === undefined ? undefined : school(name)), fail: reject });
    });
  const directory = createDirectory({ load, ...options });
  directory.trust(true);
  return { directory, reads, read: async (key: string) => (await directory.resolve(key))?.schoolName };
}

describe("a directory", () => {
  test("answers from memory what it read once, schools and absent ones alike", async () => {
    const { directory, load, read } = open({ a: "A" });
    expect([await read("a"), await read("a"), await read("x"), await read("x")]).toEqual([
      "A",
      "A",
      undefined,
      undefined,
    ]);
    expect(load.mock.calls).toEqual([["a"], ["x"]]);
    expect(directory.stats).toEqual({ hits: 2, misses: 2, size: 2 });
  });

  test("asks once for those who ask at the same time", async () => {
    const { reads, read } = openSlow();
    const asking = [read("a"), read("a"), read("b"), read("a")];
    expect(reads.map(({ key }) => key)).toEqual(["a", "b"]);
    reads[0]?.end("A");
    reads[1]?.end(undefined);
    expect(await Promise.all(asking)).toEqual(["A", "A", undefined, "A"]);
  });

  test("shares a failure with those who wait for it, and remembers none", async () => {
    const { reads, read } = openSlow();
    const asking = Promise.allSettled([read("a"), read("a")]);
    reads[0]?.fail(new Error("away"));
    expect((await asking).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const again = read("a");
    reads[1]?.end("A");
    expect(await again).toBe("A");
  });
});

describe("invalidate", () => {
  test("forgets the keys it names and no other", async () => {
    const { directory, load, read } = open({ a: "A", b: "B" });
    for (const key of ["a", "b", "x"]) await read(key);
    directory.invalidate(["a", "x"]);
    for (const key of ["a", "b", "x"]) await read(key);
    expect(load.mock.calls.map(([key]) => key)).toEqual(["a", "b", "x", "a", "x"]);
  });

  test("of all forgets everything", async () => {
    const { directory, read } = open({ a: "A" });
    for (const key of ["a", "x"]) await read(key);
    directory.invalidate("all");
    expect(directory.stats.size).toBe(0);
  });

  test("while a row is being read keeps that row out of memory", async () => {
    const { directory, reads, read } = openSlow();
    const before = read("a");
    directory.invalidate(["a"]);
    reads[0]?.end("old");
    expect(await before).toBe("old");
    const after = read("a");
    reads[1]?.end("new");
    expect([await after, await read("a")]).toEqual(["new", "new"]);
    expect(reads).toHaveLength(2);
  });

  test("lets nobody who asks later wait for a read that began before, however the two end", async () => {
    const { directory, reads, read } = openSlow();
    const before = read("a");
    directory.invalidate(["a"]);
    const after = read("a");
    expect(reads).toHaveLength(2);
    reads[1]?.end("new");
    expect(await after).toBe("new");
    reads[0]?.end("old");
    expect(await before).toBe("old");
    expect(await read("a")).toBe("new");
    expect(directory.peek("a")?.schoolName).toBe("new");
  });

  test("turns an absent school into one that is there", async () => {
    const rows: Record<string, string | undefined> = {};
    const { directory, read } = open(rows);
    expect(await read("a")).toBeUndefined();
    rows.a = "A";
    expect(await read("a")).toBeUndefined();
    directory.invalidate(["a"]);
    expect(await read("a")).toBe("A");
  });

  test("whatever the order of reads, changes and messages: who asks after a message never gets what was before it", () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom("ask", "change", "ask", "lose", "find"), { minLength: 5, maxLength: 40 }),
        async (scheduler, acts) => {
          let committed = 0;
          let heard = 0;
          let listening = true;
          const directory = createDirectory({
            load: async () => {
              await scheduler.schedule(Promise.resolve(), "reach the database");
              const name = String(committed);
              await scheduler.schedule(Promise.resolve(), "come back");
              return school(name);
            },
          });
          directory.trust(true);
          const faults: string[] = [];
          const ask = async () => {
            const least = heard;
            const answer = Number((await directory.resolve("a"))?.schoolName);
            if (answer < least) faults.push(`${answer} after ${least}`);
          };
          const change = async () => {
            const version = ++committed;
            await scheduler.schedule(Promise.resolve(), "notify");
            if (!listening) return;
            directory.invalidate(["a"]);
            heard = Math.max(heard, version);
          };
          const listen = (now: boolean) => {
            listening = now;
            directory.trust(now);
            if (now) heard = committed;
          };
          const done = acts.map((act) =>
            scheduler.schedule(Promise.resolve(), act).then(() => {
              if (act === "ask") return ask();
              if (act === "change") return change();
              listen(act === "find");
            }),
          );
          await scheduler.waitFor(Promise.all(done));
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 300 },
    ));
});

describe("trust", () => {
  test("lost, nothing is answered from memory; found again, memory begins anew", async () => {
    const { directory, load, read } = open({ a: "A" });
    await read("a");
    directory.trust(false);
    expect(directory.peek("a")).toBeUndefined();
    for (let turn = 0; turn < 3; turn++) await read("a");
    expect(load).toHaveBeenCalledTimes(4);
    expect(directory.stats.size).toBe(0);
    directory.trust(true);
    for (let turn = 0; turn < 3; turn++) await read("a");
    expect(load).toHaveBeenCalledTimes(5);
  });

  test("keeps nothing that was read while it was away, even if it ends when trust is back", async () => {
    const { directory, reads, read } = openSlow();
    directory.trust(false);
    const away = read("a");
    directory.trust(true);
    reads[0]?.end("old");
    expect(await away).toBe("old");
    expect(directory.peek("a")).toBeUndefined();
  });

  test("is not there before somebody says so", async () => {
    const load = vi.fn(async () => school("A"));
    const directory = createDirectory({ load });
    await directory.resolve("a");
    await directory.resolve("a");
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe("the bounds", () => {
  const rows = Object.fromEntries(["a", "b", "c", "d", "e"].map((key) => [key, key.toUpperCase()]));

  test("the school that was used longest ago goes first, and a glance is a use", async () => {
    const { directory, load, read } = open(rows, { max: 3 });
    for (const key of ["a", "b", "c"]) await read(key);
    await read("a");
    directory.peek("b");
    await read("d");
    await read("e");
    expect(directory.stats.size).toBe(3);
    load.mockClear();
    for (const key of ["b", "d", "e"]) await read(key);
    expect(load).not.toHaveBeenCalled();
    for (const key of ["c", "a"]) await read(key);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("a flood of invented hosts drives out no school, and is itself bounded", async () => {
    const { directory, load, read } = open(rows, { max: 3, maxAbsent: 10 });
    for (const key of ["a", "b", "c"]) await read(key);
    for (let n = 0; n < 1_000; n++) await read(`invented-${n}`);
    expect(directory.stats.size).toBe(13);
    load.mockClear();
    for (const key of ["a", "b", "c", "invented-999"]) await read(key);
    expect(load).not.toHaveBeenCalled();
    await read("invented-0");
    expect(load).toHaveBeenCalledOnce();
  });

  test("without any given hold twenty thousand schools and a thousand absent ones", async () => {
    const { directory, read } = open(Object.fromEntries(Array.from({ length: 20_050 }, (_, n) => [`s${n}`, "S"])));
    for (let n = 0; n < 20_050; n++) await read(`s${n}`);
    for (let n = 0; n < 1_050; n++) await read(`x${n}`);
    expect(directory.stats.size).toBe(21_000);
  });
});
