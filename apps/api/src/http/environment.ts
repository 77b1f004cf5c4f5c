import type { Language } from "@pepro/contracts";
import type { Actor, HostTarget, RequestMeta } from "@pepro/core";
import type { Connection } from "../deps.ts";

/** What middleware puts on a request's context. */
export type HttpEnv = {
  Bindings: Connection;
  Variables: {
    meta: RequestMeta;
    language: Language;
    /** The host, scheme and address the client used, as far as a trusted proxy vouches for them. */
    origin: { host: string | null; scheme: "http" | "https" };
    target: HostTarget;
    /** For the log line. */
    actor?: Actor;
  };
};
