import type { Actor, HostTarget } from "@pepro/core";
import type { Connection } from "../deps.ts";
import type { Caller } from "./caller.ts";

/** What is known of a request, filled in on its way. */
export type RequestFacts = Caller & {
  /** The school, or the platform itself; set before any route is reached. */
  target: HostTarget | undefined;
  /** For the log line. */
  actor: Actor | undefined;
  /** Headers that every answer carries. Whoever builds a response puts them in at once and says so by `answered`. */
  headers: Record<string, string>;
  answered: boolean;
};

/** What middleware puts on a request's context. */
export type HttpEnv = {
  Bindings: Connection;
  Variables: { facts: RequestFacts };
};
