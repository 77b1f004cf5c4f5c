import type { ClientErrorCode, ClientErrorFields } from "../errors/index.ts";

export const BASE = "http://lycee.test";
export const TRPC = `${BASE}/trpc`;

/** An error as the server words it. */
export function refusal<Code extends ClientErrorCode>(
  code: Code,
  fields: ClientErrorFields[Code],
  message = `refused: ${code}`,
) {
  const data = { code: "BAD_REQUEST", httpStatus: 400, requestId: "request-1", pepro: { code, fields } };
  return { error: { message, code: -32600, data } };
}

/** What a call or an iteration was refused with; one that was not fails the test. */
export function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => {
      throw new Error(`not refused: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

/** A `text/event-stream` of the given text, left open or ended. */
export function eventStream(text: string, { isOpen = false } = {}): Response {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      if (!isOpen) controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

export const connected = (options: object = {}) => `event: connected\ndata: ${JSON.stringify(options)}\n\n\n`;
export const tracked = (id: string, data: unknown) => `data: ${JSON.stringify(data)}\nid: ${id}\n\n\n`;
export const ended = "event: return\ndata: \n\n\n";
