import { createTRPCClient } from "@trpc/client";
import { initTRPC, tracked } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isPeproError } from "../errors/index.ts";
import { settingsOf } from "../options.ts";
import { listen, type TestServer } from "../testing/test-server.ts";
import { streamLink } from "./link.ts";

/** A tRPC server that tells numbers up to a limit which the test moves, and goes on after the last one told. */
function counter(sse: Parameters<typeof initTRPC.create>[0] = {}) {
  const t = initTRPC.create(sse);
  const state = { limit: 2, asked: [] as (string | undefined)[], waiting: 0 };
  const router = t.router({
    count: t.procedure
      .input((value) => value as { to: number; lastEventId?: string })
      .subscription(async function* ({ input, signal }) {
        state.asked.push(input.lastEventId);
        for (let n = Number(input.lastEventId ?? 0) + 1; n <= input.to; n++) {
          state.waiting += 1;
          await vi.waitUntil(() => n <= state.limit || signal?.aborted, { timeout: 20_000, interval: 5 });
          state.waiting -= 1;
          if (signal?.aborted) return;
          yield tracked(String(n), n);
        }
      }),
  });
  const handler = createHTTPHandler({ router, basePath: "/trpc/" });
  return { state, router, serve: (port?: number) => listen(handler, port) };
}

type Counter = ReturnType<typeof counter>["router"];

let server: TestServer | undefined;
afterEach(() => server?.close());

function follow(to: number) {
  const settings = settingsOf({ url: server?.url ?? "" });
  const client = createTRPCClient<Counter>({ links: [streamLink(settings)] });
  const seen: number[] = [];
  const states: string[] = [];
  let complete: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    complete = resolve;
  });
  const { unsubscribe } = client.count.subscribe(
    { to },
    {
      onData: ({ data }) => seen.push(data),
      onComplete: () => complete(),
      onConnectionStateChange: ({ state, error }) =>
        states.push(isPeproError(error) ? `${state} ${error.code}` : state),
    },
  );
  return { seen, states, end, unsubscribe };
}

describe("a subscription to a real server", () => {
  test("goes on where it was after the server was stopped and started again", async () => {
    const { state, serve } = counter();
    server = await serve();
    const { seen, states, end } = follow(4);
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
    await server.close();
    await vi.waitFor(() => expect(states.at(-1)).toBe("connecting network"));
    state.limit = 4;
    server = await serve(server.port);
    await end;
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(state.asked).toEqual([undefined, "2"]);
  });

  test("leaves a connection that is silent for longer than the server promised", async () => {
    const { state, serve } = counter({ sse: { client: { reconnectAfterInactivityMs: 200 } } });
    server = await serve();
    const { seen, states, end } = follow(3);
    await vi.waitFor(() => expect(states).toContain("connecting timeout"));
    state.limit = 3;
    await end;
    expect(seen).toEqual([1, 2, 3]);
    expect(state.asked.slice(0, 2)).toEqual([undefined, "2"]);
  });

  test("stays on a quiet connection that the server keeps alive", async () => {
    const sse = { ping: { enabled: true, intervalMs: 20 }, client: { reconnectAfterInactivityMs: 400 } };
    const { state, serve } = counter({ sse });
    server = await serve();
    const { seen, states, end } = follow(3);
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
    const quietSince = performance.now();
    await vi.waitUntil(() => performance.now() - quietSince > 900, { timeout: 5_000 });
    state.limit = 3;
    await end;
    expect(states).toEqual(["connecting", "pending", "idle"]);
    expect(state.asked).toEqual([undefined]);
  });

  test("lets go of the server once nobody listens", async () => {
    const { state, serve } = counter();
    server = await serve();
    const { seen, end, unsubscribe } = follow(9);
    await vi.waitFor(() => expect([seen, state.waiting]).toEqual([[1, 2], 1]));
    unsubscribe();
    await end;
    await vi.waitFor(() => expect(state.waiting).toBe(0));
    expect(state.asked).toHaveLength(1);
  });

  test("goes on though a listener throws, whose fault is reported", async () => {
    const { serve } = counter();
    server = await serve();
    const client = createTRPCClient<Counter>({ links: [streamLink(settingsOf({ url: server.url }))] });
    const reported: unknown[] = [];
    const others = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", (error) => reported.push(error));
    const seen: number[] = [];
    const fault = new Error("a listener's own");
    await new Promise<void>((resolve, reject) => {
      client.count.subscribe(
        { to: 2 },
        {
          onData: ({ data }) => {
            seen.push(data);
            if (data === 1) throw fault;
          },
          onComplete: resolve,
          onError: reject,
        },
      );
    });
    process.removeAllListeners("uncaughtException");
    for (const listener of others) process.on("uncaughtException", listener);
    expect(seen).toEqual([1, 2]);
    expect(reported).toEqual([fault]);
  });
});
