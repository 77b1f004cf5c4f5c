import { delay, HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createPeproClient } from "./client.ts";
import { isPeproError, type PeproClientError } from "./errors/index.ts";
import { BASE, refusal, TRPC, thrownBy } from "./testing/answers.ts";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const client = createPeproClient({ url: BASE });

/** Answers every batch, each call with its own name and input, and keeps what was asked. */
function answerAll(): Request[] {
  const asked: Request[] = [];
  server.use(
    http.all(`${TRPC}/*`, ({ request }) => {
      asked.push(request);
      const { pathname, searchParams } = new URL(request.url);
      const paths = decodeURIComponent(pathname.replace("/trpc/", "")).split(",");
      const inputs = JSON.parse(searchParams.get("input") ?? "{}");
      return HttpResponse.json(paths.map((path, at) => ({ result: { data: { path, input: inputs[at] } } })));
    }),
  );
  return asked;
}

describe("calls made together", () => {
  test("travel as one request, and each gets its own answer", async () => {
    const asked = answerAll();
    const answers = await Promise.all([
      client.currentTenant.theme.query(),
      client.auth.session(),
      client.tenants.list.query({ search: "hugo" }),
    ]);
    expect(asked).toHaveLength(1);
    expect(answers).toEqual([
      { path: "currentTenant.theme" },
      { path: "auth.session" },
      { path: "tenants.list", input: { search: "hugo" } },
    ]);
  });

  test("go twenty to a request, as many as the server takes", async () => {
    const asked = answerAll();
    await Promise.all(Array.from({ length: 45 }, () => client.currentTenant.theme.query()));
    expect(asked.map(({ url }) => new URL(url).pathname.split(",").length)).toEqual([20, 20, 5]);
  });

  test("are spread over more requests where the address would be too long for a proxy", async () => {
    const asked = answerAll();
    const search = "é".repeat(200);
    await Promise.all(Array.from({ length: 12 }, () => client.tenants.list.query({ search })));
    expect(asked.length).toBeGreaterThan(1);
    expect(Math.max(...asked.map(({ url }) => url.length))).toBeLessThan(8_000);
  });

  test("changes travel apart from what is only read", async () => {
    const asked = answerAll();
    await Promise.all([client.auth.session(), client.auth.signIn({ email: "a@b.fr", password: "x" })]);
    expect(asked.map(({ method }) => method).sort()).toEqual(["GET", "POST"]);
  });
});

describe("a request carries", () => {
  test("the token and the headers of now, and the language", async () => {
    const asked = answerAll();
    const tokens = ["one", "two"];
    const own = createPeproClient({
      url: BASE,
      token: () => Promise.resolve(tokens.shift()),
      headers: { "x-request-id": "nightly-import" },
      language: "en",
    });
    await own.auth.session();
    await own.auth.session();
    await own.auth.session();
    const sent = (name: string) => asked.map(({ headers }) => headers.get(name));
    expect(sent("authorization")).toEqual(["Bearer one", "Bearer two", null]);
    expect(sent("x-request-id")).toEqual(Array(3).fill("nightly-import"));
    expect(sent("accept-language")).toEqual(Array(3).fill("en"));
  });

  test("the browser's cookies", async () => {
    const asked = answerAll();
    await client.auth.session();
    expect(asked[0]?.credentials).toBe("include");
  });

  test("a path before /trpc when the platform is served under one", async () => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/ecole/trpc/*`, ({ request }) => {
        asked.push(new URL(request.url).pathname);
        return HttpResponse.json([{ result: { data: null } }]);
      }),
    );
    await createPeproClient({ url: `${BASE}/ecole` }).auth.session();
    expect(asked).toEqual(["/ecole/trpc/auth.session"]);
  });
});

describe("a call fails with", () => {
  const failing = async (answer: () => Response | Promise<Response>, own = client) => {
    server.use(http.all(`${TRPC}/*`, answer));
    const error = await thrownBy(own.auth.session());
    if (!isPeproError(error)) throw error;
    return error;
  };

  test("the server's own code, fields, text and request id", async () => {
    const body = refusal("quota_exceeded", { quota: "storage", limit: 50, used: 50 }, "Quota atteint.");
    const error = await failing(() => HttpResponse.json([body], { status: 400 }));
    expect(isPeproError(error, "quota_exceeded") && error.fields.limit).toBe(50);
    expect(isPeproError(error, "domain_taken")).toBe(false);
    expect(error).toMatchObject({ message: "Quota atteint.", requestId: "request-1", name: "PeproClientError" });
  });

  test("the same for each call of a batch that was refused whole", async () => {
    server.use(http.all(`${TRPC}/*`, () => HttpResponse.json(refusal("tenant_not_found", { host: "x" }))));
    const calls = [client.auth.session(), client.currentTenant.theme.query()];
    const errors = await Promise.all(calls.map(thrownBy));
    expect(errors.map((error) => isPeproError(error) && error.code)).toEqual(["tenant_not_found", "tenant_not_found"]);
  });

  test("unavailable when a gateway says that the server is away, with its pause", async () => {
    const page = (headers: HeadersInit = {}) => HttpResponse.html("<h1>Bad gateway</h1>", { status: 503, headers });
    expect((await failing(() => page({ "retry-after": "7" }))).fields).toEqual({ retryAfterSeconds: 7 });
    const later = (await failing(() => page({ "retry-after": new Date(Date.now() + 90_000).toUTCString() }))).fields;
    expect((later as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThanOrEqual(88);
    expect((later as { retryAfterSeconds: number }).retryAfterSeconds).toBeLessThanOrEqual(91);
    expect((await failing(() => page({ "retry-after": "soon" }))).fields).toEqual({ retryAfterSeconds: 5 });
    const error = await failing(() => page());
    expect(error).toMatchObject({
      code: "unavailable",
      fields: { retryAfterSeconds: 5 },
      message: "Le service est momentanément indisponible. Réessayez dans 5 secondes.",
    });
  });

  test.each([
    ["JSON cut short", () => new HttpResponse('[{"result":{"da', { status: 200 })],
    ["a page in its place", () => HttpResponse.html("<title>Portail Wi-Fi</title>")],
    ["an answer of another program", () => HttpResponse.json({ ok: true })],
    ["an empty batch", () => HttpResponse.json([])],
    ["an error that is not ours", () => HttpResponse.json([{ error: { message: "x", code: -32603, data: {} } }])],
  ])("answer_unreadable for %s", async (_, answer) => {
    expect(await failing(answer)).toMatchObject({ code: "answer_unreadable", fields: { status: 200 } });
  });

  test("network when nothing answers, in the client's language", async () => {
    const english = createPeproClient({ url: BASE, language: "en" });
    const error = await failing(() => HttpResponse.error(), english);
    expect(error.code).toBe("network");
    expect(error.message).toBe("The server does not answer. Check your connection, then try again.");
    expect(error.requestId).toBeUndefined();
  });

  test("timeout when the server hangs", async () => {
    const error = await failing(
      async () => {
        await delay("infinite");
        return HttpResponse.json([]);
      },
      createPeproClient({ url: BASE, timeoutMs: 50 }),
    );
    expect(error).toMatchObject({ code: "timeout", fields: { afterMs: 50 } });
  });

  test("nothing at all on a network that is only slow", async () => {
    server.use(
      http.all(`${TRPC}/*`, async () => {
        await delay(150);
        return HttpResponse.json([{ result: { data: null } }]);
      }),
    );
    expect(await client.auth.session()).toBeNull();
  });

  test("aborted by its caller, before it is sent and under way", async () => {
    const code = async (call: Promise<unknown>) => {
      const error = await thrownBy(call);
      return isPeproError(error) ? error.code : error;
    };
    const asked = answerAll();
    expect(await code(client.currentTenant.theme.query(undefined, { signal: AbortSignal.abort() }))).toBe("aborted");
    expect(asked).toHaveLength(0);

    const stop = new AbortController();
    server.use(
      http.all(`${TRPC}/*`, async () => {
        stop.abort();
        await delay("infinite");
      }),
    );
    expect(await code(client.currentTenant.theme.query(undefined, { signal: stop.signal }))).toBe("aborted");
  });

  test("request_malformed when what is asked fits into no address", async () => {
    const error = await thrownBy(client.tenants.list.query({ search: "x".repeat(10_000) }));
    expect(isPeproError(error, "request_malformed")).toBe(true);
  });
});

describe("onSignedOut", () => {
  const watched = () => {
    const told: (PeproClientError | undefined)[] = [];
    return { told, own: createPeproClient({ url: BASE, onSignedOut: (error) => told.push(error) }) };
  };

  test("is told once of a batch that needed a session", async () => {
    const { own, told } = watched();
    const body = refusal("unauthenticated", {});
    server.use(http.all(`${TRPC}/*`, () => HttpResponse.json([body, body], { status: 401 })));
    await Promise.all([own.currentTenant.info.query(), own.currentTenant.features.query()].map(thrownBy));
    await vi.waitFor(() => expect(told.map((error) => error?.code)).toEqual(["unauthenticated"]));
  });

  test("is told again the next time", async () => {
    const { own, told } = watched();
    server.use(http.all(`${TRPC}/*`, () => HttpResponse.json([refusal("user_inactive", {})], { status: 401 })));
    for (const times of [1, 2]) {
      await thrownBy(own.currentTenant.info.query());
      await vi.waitFor(() => expect(told).toHaveLength(times));
    }
  });

  test("is told of signing out, and not of a wrong password", async () => {
    const { own, told } = watched();
    server.use(
      http.post(`${TRPC}/auth.signIn`, () => HttpResponse.json([refusal("invalid_credentials", {})], { status: 401 })),
      http.post(`${TRPC}/auth.signOut`, () => HttpResponse.json([{ result: {} }])),
    );
    const error = await thrownBy(own.auth.signIn({ email: "a@b.fr", password: "x" }));
    expect(isPeproError(error, "invalid_credentials")).toBe(true);
    await own.auth.signOut();
    await vi.waitFor(() => expect(told).toEqual([undefined]));
  });
});

test("outside a page an address is needed", () => {
  expect(() => createPeproClient()).toThrow(TypeError);
  expect(() => createPeproClient({ url: "no address" })).toThrow(TypeError);
});

test("a client may be returned by an async function", async () => {
  expect(await Promise.resolve(client)).toBe(client);
});
