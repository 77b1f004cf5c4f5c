import type { Language } from "@pepro/contracts";
import type { UseCase } from "@pepro/core";
import type * as z from "zod";
import type { FieldSpecs } from "./drf/field-spec.ts";
import type { Method } from "./drf/responses.ts";
import type { RestCall } from "./rest-call.ts";

// biome-ignore lint/suspicious/noExplicitAny: a gate is asked for its permission alone
export type Gate = Pick<UseCase<any, any, any>, "name" | "permission" | "access">;

/** What people read, in every language there is. */
export type Texts = Readonly<Record<Language, string>>;

/** What the documentation says of one method. */
export type Operation = {
  summary: Texts;
  body?: FieldSpecs;
  query?: Readonly<Record<string, Texts>>;
  /** Status and shape of the answer when all goes well. */
  answer: { status: number; schema?: z.ZodType };
  handle(rest: RestCall): Promise<Response>;
};

/** One path of the old API and what each method does there. */
export type Endpoint = {
  /** Below `/api/v1/`, without slashes at the ends: `tenants/{id}/provision`. */
  path: string;
  /** Whose permission is asked for before anything else, whatever the method. */
  gate: Gate;
  methods: Partial<Record<Method, Operation>>;
  /** As `Allow` named them; HEAD only where the old service did. */
  allow: readonly Method[];
  /** What OPTIONS says. */
  metadata: { name: string; description: string; actions?: Readonly<Record<string, FieldSpecs>> };
  /** Its public answer depends on the school alone, so it may be kept and given to everybody. */
  shared?: boolean;
  /** Members written as decimals even when whole. */
  floats?: readonly string[];
};
