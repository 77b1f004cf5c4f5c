import type { Settings } from "../options.ts";
import { answerIn, foreignAnswer } from "./answer.ts";
import { deadline } from "./deadline.ts";
import { failureOf, send } from "./send.ts";

/** What tRPC's batches read of a response. */
type Answer = { ok: boolean; json(): Promise<object> };

/** The `fetch` under tRPC's batches: it reads the whole answer itself, so that each way to fail has its own code. */
export function answerFetch(settings: Settings) {
  return async (url: RequestInfo | URL, { signal, ...init }: RequestInit = {}): Promise<Answer> => {
    const limit = deadline(settings.timeoutMs, signal);
    const headers = init.headers as Record<string, string>;
    const [response, text] = await send(settings, String(url), { ...init, headers, signal: limit.signal })
      .then(async (answered) => [answered, await answered.text()] as const)
      .catch((cause) => {
        throw failureOf(cause, limit, signal, settings);
      })
      .finally(limit.end);
    const answer = answerIn(text);
    if (!answer) throw foreignAnswer(response, settings.language());
    return { ok: response.ok, json: () => Promise.resolve(answer) };
  };
}
