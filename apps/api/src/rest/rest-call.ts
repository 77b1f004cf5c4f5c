import type { Language } from "@pepro/contracts";
import { type Call, type Core, execute, type Place, type UseCase } from "@pepro/core";
import type { Context } from "hono";
import type * as z from "zod";
import type { HttpEnv } from "../http/environment.ts";
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
  params: Readonly<Record<string, string>>;
  answers: Answers;
  /** The address as the client wrote it, scheme and host included. */
  url(): URL;
  /** The body, whatever its form. @throws Refusal */
  body(): Promise<Body>;
  /** The body's fields. @throws Refusal with every fault */
  fields(specs: FieldSpecs, options?: { partial?: boolean }): Promise<Record<string, unknown>>;
  run<Input extends z.ZodType, Output, On extends Place>(
    useCase: UseCase<Input, Output, On>,
    input: z.input<Input>,
  ): Promise<Output>;
};

type RestCallOptions = Pick<RestCall, "language" | "call" | "core" | "params" | "answers"> & {
  c: Context<HttpEnv>;
  maxBytes: number;
};

export function restCall({ c, maxBytes, language, call, core, params, answers }: RestCallOptions): RestCall {
  const body = async () => {
    const read = await readBody(c.req.raw, { maxBytes, text: textFor(language) });
    if (!read.ok) throw new Refusal(answers.detail(read.status, read.detail));
    return read.body;
  };
  return {
    language,
    call,
    core,
    params,
    answers,
    body,
    url: () => {
      const { scheme, host } = c.get("facts");
      const { pathname, search, host: asked } = new URL(c.req.url);
      return new URL(`${scheme}://${host ?? asked}${pathname}${search}`);
    },
    fields: async (specs, { partial = false } = {}) => {
      const read = readFields(specs, await body(), { partial, lang: language });
      if (!read.ok) throw new Refusal(answers.invalid(read.errors));
      return read.values;
    },
    run: (useCase, input) => execute(core, useCase, call, input),
  };
}
