import { createTRPCClient } from "@trpc/client";
import type { AnyRouter } from "@trpc/server";
import { initTRPC } from "@trpc/server";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { typedErrors } from "../calls/typed-errors.ts";
import { isPeproError } from "../errors/index.ts";
import { settingsOf } from "../options.ts";
import { BASE, connected, ended, eventStream, refusal, TRPC, tracked } from "../testing/answers.ts";
import { streamLink } from "./link.ts";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const t = initTRPC.create();
const stepsRouter = t.router({
  steps: t.procedure
    .input((value) => value as { id: string; lastEventId?: string })
    .subscription(async function* () {
      yield* [] as { id: string; data: string }[];
    }),
});

function follow(options: Parameters<typeof settingsOf>[0] = {}) {
  const settings = settingsOf({ url: BASE, ...options });
  const client = createTRPCClient<typeof stepsRouter>({
    links: [typedErrors<AnyRouter>(settings, () => undefined) as never, streamLink(settings)],
  });
  const seen: unknown[] = [];
  const states: string[] = [];
  let over: (error?: unknown) => void = () => undefined;
  const end = new Promise<unknown>((resolve) => {
    over = resolve;
  });
  client.steps.subscribe(
    { id: "t" },
    {
      onData: (event) => seen.push(event),
      onConnectionStateChange: ({ state, error }) =>
        states.push(isPeproError(error) ? `${state} ${error.code}` : state),
      onError: over,
      onComplete: () => over(),
    },
  );
  return { seen, states, end };
}

/** Gives the answers one after the other, and keeps the input of each request. */
function answerInTurn(...answers: (() => Response)[]): unknown[] {
  const inputs: unknown[] = [];
  server.use(
    http.get(`${TRPC}/steps`, ({ request }) => {
      inputs.push(JSON.parse(new URL(request.url).searchParams.get("input") ?? "null"));
      return answers.shift()?.() ?? HttpResponse.error();
    }),
  );
  return inputs;
}

const away = () => HttpResponse.html("Bad gateway", { status: 502, headers: { "retry-after": "0" } });

describe("a subscription", () => {
  test("ends when the server has said everything", async () => {
    const inputs = answerInTurn(() => eventStream(connected() + tracked("1", "schema") + ended));
    const { seen, states, end } = follow();
    expect(await end).toBeUndefined();
    expect(seen).toEqual([{ id: "1", data: "schema" }]);
    expect(states).toEqual(["connecting", "pending", "idle"]);
    expect(inputs).toEqual([{ id: "t" }]);
  });

  test("goes on after the last event it saw when the stream is cut, whoever answers meanwhile", async () => {
    const inputs = answerInTurn(
      () => eventStream(`${connected() + tracked("1", "claim") + tracked("2", "schema")}data: "half`),
      away,
      () => HttpResponse.error(),
      () => eventStream(connected() + tracked("3", "ready") + ended),
    );
    const { seen, states, end } = follow();
    expect(await end).toBeUndefined();
    expect(seen).toEqual(["claim", "schema", "ready"].map((data, at) => ({ id: String(at + 1), data })));
    const resumed = { id: "t", lastEventId: "2" };
    expect(inputs).toEqual([{ id: "t" }, resumed, resumed, resumed]);
    expect(states).toEqual([
      "connecting",
      "pending",
      "connecting network",
      "connecting unavailable",
      "connecting network",
      "pending",
      "idle",
    ]);
  });

  test("tells data without an id as they are", async () => {
    answerInTurn(() => eventStream(`${connected()}data: {"n":1}\n\n${ended}`));
    const { seen, end } = follow();
    await end;
    expect(seen).toEqual([{ n: 1 }]);
  });

  test("fails for good when it is refused, with the server's code", async () => {
    const inputs = answerInTurn(() => HttpResponse.json(refusal("unauthenticated", {}), { status: 401 }));
    const error = await follow().end;
    expect(isPeproError(error, "unauthenticated")).toBe(true);
    expect(inputs).toHaveLength(1);
  });

  test("fails for good with an error of the stream's own, and tries again after a passing one", async () => {
    const failing = (body: object) => () =>
      eventStream(`${connected()}event: serialized-error\ndata: ${JSON.stringify(body)}\n\n`);
    const inputs = answerInTurn(
      failing(refusal("tenant_unavailable", { retryAfterSeconds: 0 }).error),
      failing(refusal("not_found", { entity: "tenant", id: "t" }).error),
    );
    const error = await follow().end;
    expect(isPeproError(error, "not_found") && error.fields.entity).toBe("tenant");
    expect(inputs).toHaveLength(2);
  });

  test.each([
    ["a page in its place", () => HttpResponse.html("<h1>404</h1>", { status: 404 })],
    ["events that are no JSON", () => eventStream(`${connected()}data: {half\n\n`)],
  ])("fails for good at %s", async (_, answer) => {
    answerInTurn(answer);
    expect(isPeproError(await follow().end, "answer_unreadable")).toBe(true);
  });

  test("can be read with for await, and stopped by a signal", async () => {
    answerInTurn(() => eventStream(connected() + tracked("1", "claim") + tracked("2", "schema"), { isOpen: true }));
    const settings = settingsOf({ url: BASE });
    const client = createTRPCClient<typeof stepsRouter>({ links: [streamLink(settings)] });
    const stop = new AbortController();
    const seen: unknown[] = [];
    for await (const event of client.steps.subscribe({ id: "t" }, { signal: stop.signal })) {
      seen.push(event);
      if (seen.length === 2) stop.abort();
    }
    expect(seen).toHaveLength(2);
  });
});
