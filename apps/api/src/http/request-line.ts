import type { Actor, HostTarget, Log } from "@pepro/core";
import type { Caller } from "./caller.ts";

type Answered = {
  caller: Caller;
  method: string;
  path: string;
  status: number;
  /** When the request came, by `performance.now()`. */
  started: number;
  target: HostTarget | undefined;
  actor: Actor | undefined;
};

/** One line a request. */
export function writeRequestLine(log: Log, { caller, method, path, status, started, target, actor }: Answered): void {
  log.info("request", {
    requestId: caller.meta.requestId,
    method,
    host: caller.host,
    path,
    status,
    ms: Math.round((performance.now() - started) * 10) / 10,
    tenant: target?.kind === "tenant" ? target.tenant.schema : null,
    actor: actor && "userId" in actor ? `${actor.kind}:${actor.userId}` : (actor?.kind ?? null),
    ip: caller.meta.ipAddress,
  });
}
