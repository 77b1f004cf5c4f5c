import type { Language } from "@pepro/contracts";
import type { Actor, HostTarget, RequestMeta } from "@pepro/core";
import type { Connection } from "../deps.ts";

/** What is known of a request, filled in on its way. */
export type RequestFacts = {
  meta: RequestMeta;
  /** A header of the request, by its lower-case name. */
  header(name: string): string | undefined;
  language: Language;
  /** The host and scheme the client used, as far as a trusted proxy vouches for them. */
  host: string | null;
  scheme: "http" | "https";
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
