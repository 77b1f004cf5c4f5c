import type { Context } from "hono";
import type { HttpEnv } from "../http/environment.ts";
import { type Negotiated, negotiate } from "./drf/negotiation.ts";

const PLAIN: Negotiated = { ok: true, indent: 0 };

/** In what form to answer. Clients that ask for nothing special, or for JSON alone, need no negotiation. */
export function formOf(c: Context<HttpEnv>, suffix: string | undefined): Negotiated {
  const accept = c.get("facts").header("accept");
  const format = suffix ?? c.req.query("format");
  const isPlain = accept === undefined || accept === "application/json" || accept === "*/*";
  return format === undefined && isPlain ? PLAIN : negotiate(accept ?? null, format);
}
