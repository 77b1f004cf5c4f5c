import type { ErrorCode, ErrorFields } from "@pepro/contracts";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/** What a procedure answers with, given its input: a value, a refusal, or a whole response for what stands between. */
export type Answer = (input: never) => unknown;

const REFUSED = Symbol("refused");
type Refusal = { readonly [REFUSED]: object };

/** An error as the server words it. */
export function refusal<Code extends ErrorCode>(code: Code, fields: ErrorFields[Code], message: string): Refusal {
  const data = { code: "BAD_REQUEST", httpStatus: 400, requestId: "request-1", pepro: { code, fields } };
  return { [REFUSED]: { message, code: -32600, data } };
}

/**
 * A server that answers a page's calls as it is told, call by call; what nobody answers fails. For what the real one does
 * not show on demand: outages, answers out of order, streams that hang.
 *
 * @example const server = fakeServer(); server.answer({ "tenants.list": () => page });
 */
export function fakeServer() {
  const server = setupServer();
  const answers = new Map<string, Answer>();
  /** Procedures in the order in which they were called, with their inputs. */
  const calls: { path: string; input: unknown }[] = [];
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => {
    answers.clear();
    calls.length = 0;
    server.resetHandlers();
  });
  afterAll(() => server.close());

  const ask = async (path: string, input: unknown) => {
    calls.push({ path, input });
    const answer = answers.get(path);
    if (!answer) throw new Error(`nobody answers ${path}`);
    return answer(input as never);
  };
  let answered = 0;
  server.events.on("response:mocked", () => {
    answered += 1;
  });
  const batch = http.all("http://localhost/trpc/*", async ({ request }) => {
    const { pathname, searchParams } = new URL(request.url);
    const paths = decodeURIComponent(pathname.replace("/trpc/", "")).split(",");
    const text = request.method === "POST" ? await request.text() : searchParams.get("input");
    const inputs = JSON.parse(text || "{}");
    if (!searchParams.has("batch")) return (await ask(paths[0] ?? "", inputs)) as Response;
    const results = await Promise.all(paths.map((path, at) => ask(path, inputs[at])));
    const whole = results.find((result) => result instanceof Response);
    if (whole) return whole;
    return HttpResponse.json(
      results.map((result) => (isRefusal(result) ? { error: result[REFUSED] } : { result: { data: result } })),
    );
  });
  return {
    calls,
    /** How many requests have been answered. */
    answered: () => answered,
    answer: (more: Readonly<Record<string, Answer>>) => {
      for (const [path, answer] of Object.entries(more)) answers.set(path, answer);
      server.use(batch);
    },
  };
}

function isRefusal(result: unknown): result is Refusal {
  return typeof result === "object" && result !== null && REFUSED in result;
}

/** Server-sent events under a test's control. */
export function eventStream() {
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: (own) => {
      controller = own;
    },
  });
  const write = (text: string) => controller.enqueue(encoder.encode(text));
  return {
    response: () => {
      write('event: connected\ndata: {"reconnectAfterInactivityMs":60000}\n\n\n');
      return new HttpResponse(body, { headers: { "content-type": "text/event-stream" } });
    },
    send: (id: string, data: unknown) => write(`data: ${JSON.stringify(data)}\nid: ${id}\n\n\n`),
    end: () => {
      write("event: return\ndata: \n\n\n");
      controller.close();
    },
  };
}

/** An answer of a gateway that has nobody behind it. */
export const gatewayDown = () =>
  new HttpResponse("<h1>503</h1>", { status: 503, headers: { "content-type": "text/html" } });
