import { createAsync } from "@solidjs/router";
import { createMemo } from "solid-js";

export type Kept<Answer> = {
  /** What was answered last, be it to another question; undefined before the first answer. */
  readonly answer: Answer | undefined;
  /** Why there is none to the question that was asked last. */
  readonly error: unknown;
  /** Whether another answer is on its way. */
  readonly isStale: boolean;
};

/**
 * What a page shows while its question changes: the last answer stays until the next is there, and when asking fails,
 * too. Answers that are overtaken by a later question are never shown. Waits for the first answer (Suspense).
 *
 * @example const page = createKept(filters, listSchools); page().answer?.items
 */
export function createKept<Asked, Answer>(
  asked: () => Asked,
  ask: (asked: Asked) => Promise<Answer>,
): () => Kept<Answer> {
  const question = createMemo(() => asked(), undefined, { equals: (one, other) => key(one) === key(other) });
  type Told = { asked: string; answer: Answer | undefined; error: unknown };
  const told = createAsync<Told>(async (before) => {
    const wanted = question();
    try {
      return { asked: key(wanted), answer: await ask(wanted), error: undefined };
    } catch (error) {
      return { asked: key(wanted), answer: before?.answer, error };
    }
  });
  return () => {
    const { answer, error, asked: about } = told.latest ?? { answer: undefined, error: undefined, asked: undefined };
    return { answer, error, isStale: about !== key(question()) };
  };
}

function key(value: unknown): string {
  return JSON.stringify(value);
}
