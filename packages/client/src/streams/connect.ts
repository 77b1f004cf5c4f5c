import type { AppRouter } from "@pepro/api";
import { TRPCClientError } from "@trpc/client";
import { answerIn, foreignAnswer } from "../calls/answer.ts";
import { deadline } from "../calls/deadline.ts";
import { failureOf, send } from "../calls/send.ts";
import { ownError, PeproClientError, peproErrorOf } from "../errors/index.ts";
import type { Settings } from "../options.ts";
import { createEventParser, type ServerEvent } from "./event-parser.ts";

/**
 * The events of one connection, until the server ends it.
 *
 * @param outer ends it from this side.
 * @throws PeproClientError also when the server has been silent for longer than it promised.
 */
export async function* connect(settings: Settings, url: string, outer: AbortSignal): AsyncGenerator<ServerEvent> {
  const limit = deadline(settings.timeoutMs, outer);
  let silenceMs: number | undefined;
  try {
    const response = await send(settings, url, { headers: { accept: "text/event-stream" }, signal: limit.signal });
    if (!isStream(response)) throw await refusalOf(response, settings);
    for await (const event of eventsOf(response.body)) {
      if (event.name === "connected") silenceMs = promisedSilence(event, settings);
      limit.restart(silenceMs);
      yield event;
    }
  } catch (cause) {
    if (cause instanceof PeproClientError) throw cause;
    throw failureOf(cause, limit, outer, settings, silenceMs);
  } finally {
    limit.end();
  }
}

function isStream(response: Response): response is Response & { body: ReadableStream<Uint8Array> } {
  const isEventStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  return response.ok && isEventStream === true && response.body !== null;
}

async function refusalOf(response: Response, { language }: Settings): Promise<PeproClientError> {
  const answer = answerIn(await response.text());
  if (!answer || !("error" in answer)) return foreignAnswer(response, language());
  return peproErrorOf(TRPCClientError.from<AppRouter>(answer), language());
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createEventParser();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Rejects when the stream has failed, which whoever reads has been told.
    reader.cancel().catch(() => undefined);
  }
}

/** Milliseconds after which a silent connection is a dead one, when the server says so. */
function promisedSilence({ data }: ServerEvent, settings: Settings): number | undefined {
  return (jsonIn(data, settings) as { reconnectAfterInactivityMs?: number } | null)?.reconnectAfterInactivityMs;
}

/** @throws PeproClientError `answer_unreadable` */
export function jsonIn(data: string, { language }: Settings): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw ownError("answer_unreadable", { status: 200 }, language(), { cause });
  }
}

/** A stream that ends without the server saying so was cut. */
export function cutOff({ language }: Settings): PeproClientError {
  return ownError("network", { reason: "the stream was cut" }, language());
}
