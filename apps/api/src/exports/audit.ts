import { PeproError } from "@pepro/contracts";
import { exportAudit } from "@pepro/core";
import type { Context, Hono } from "hono";
import type { AppDeps } from "../deps.ts";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv } from "../http/environment.ts";

export const AUDIT_EXPORT_PATH = "/api/audit/export";

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/x-ndjson",
};

/**
 * The audit trail as a download, on main hosts alone: `format` is `csv` or `jsonl`, the other parameters are those of
 * `audit.list`. Refusals are told before the download begins; one that is cut short was cut by a failure.
 */
export function mountAuditExport(app: Hono<HttpEnv>, { core, log }: Pick<AppDeps, "core" | "log">): void {
  app.get(AUDIT_EXPORT_PATH, async (c) => {
    const { target, meta } = c.get("facts");
    refuseOtherSites(c);
    if (target?.kind !== "platform") throw new PeproError("not_found", { entity: "path", id: c.req.path });
    const call = { actor: await actorOf(c, core()), tenant: undefined, meta };
    const input = inputOf(c);
    const stopped = new AbortController();
    const pieces = exportAudit(core(), call, input, stopped.signal);
    const first = await pieces.next();
    const fail = (error: unknown) => log.error("audit export cut short", error, { requestId: meta.requestId });
    const day = new Date().toISOString().slice(0, 10);
    return c.body(
      streamOf(first, pieces, fail, () => stopped.abort()),
      200,
      {
        "Content-Type": TYPES[input.format] ?? "application/octet-stream",
        "Content-Disposition": `attachment; filename="audit-${day}.${input.format}"`,
        "Cache-Control": "no-store",
      },
    );
  });
}

/** Another site's page may not set off a download that is written into the trail in its visitor's name. */
function refuseOtherSites(c: Context<HttpEnv>): void {
  const { header, headers } = c.get("facts");
  const origin = header("origin");
  const isAdmitted = origin === undefined || headers["access-control-allow-origin"] !== undefined;
  const site = header("sec-fetch-site") ?? "none";
  if (!isAdmitted || !["same-origin", "none"].includes(site))
    throw new PeproError("origin_refused", { origin: origin ?? site });
}

/** A form leaves what nobody filled in empty. */
function inputOf(c: Context<HttpEnv>): Record<string, string> & { format: string } {
  const given = Object.entries(c.req.query()).filter(([, value]) => value !== "");
  return { format: "csv", ...Object.fromEntries(given) };
}

type Pieces = AsyncGenerator<string, void, void>;

/** Nothing is read before the client has taken what came before it. */
function streamOf(
  first: IteratorResult<string, void>,
  pieces: Pieces,
  fail: (error: unknown) => void,
  stop: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, void> | undefined = first;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        try {
          const piece: IteratorResult<string, void> = next ?? (await pieces.next());
          next = undefined;
          if (piece.done) controller.close();
          else controller.enqueue(encoder.encode(piece.value));
        } catch (error) {
          fail(error);
          controller.error(error);
        }
      },
      cancel: async () => {
        stop();
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
