import type { Language } from "@pepro/contracts";
import { type Call, type Core, execute, type Place, type UseCase } from "@pepro/core";
import type * as z from "zod";
import { type Body, readBody } from "./drf/body.ts";
import type { FieldSpecs } from "./drf/field-spec.ts";
import { readFields } from "./drf/fields.ts";
import type { Answers } from "./drf/responses.ts";
import { textFor } from "./drf/texts.ts";
import { Refusal } from "./refusal.ts";

/** One request to an endpoint, past authentication and permission. */
export type RestCall = {
  language: Language;
  call: Call;
  core: Core;
  /** As the client wrote it, scheme and host included. */
  url: URL;
  params: Readonly<Record<string, string>>;
  answers: Answers;
  /** The body, whatever its form. @throws Refusal */
  body(): Promise<Body>;
  /** The body's fields. @throws Refusal with every fault */
  fields(specs: FieldSpecs, options?: { partial?: boolean }): Promise<Record<string, unknown>>;
  run<Input extends z.ZodType, Output, On extends Place>(
    useCase: UseCase<Input, Output, On>,
    input: z.input<Input>,
  ): Promise<Output>;
};

export type RestCallOptions = Omit<RestCall, "body" | "fields" | "run"> & { request: Request; maxBytes: number };

export function restCall({ request, maxBytes, ...given }: RestCallOptions): RestCall {
  const { answers, language } = given;
  const body = async () => {
    const read = await readBody(request, { maxBytes, text: textFor(language) });
    if (!read.ok) throw new Refusal(answers.detail(read.status, read.detail));
    return read.body;
  };
  return {
    ...given,
    body,
    fields: async (specs, { partial = false } = {}) => {
      const read = readFields(specs, await body(), { partial, lang: language });
      if (!read.ok) throw new Refusal(answers.invalid(read.errors));
      return read.values;
    },
    run: (useCase, input) => execute(given.core, useCase, given.call, input),
  };
}
