import { PeproError } from "@pepro/contracts";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppDeps } from "./deps.ts";
import { mountAuditExport } from "./exports/audit.ts";
import { tenantOf } from "./http/actor.ts";
import { callers } from "./http/caller.ts";
import { entry } from "./http/entry.ts";
import type { HttpEnv } from "./http/environment.ts";
import { faultOf } from "./http/fault.ts";
import { type Kept, type KeptAnswers, keepAnswers } from "./http/kept-answers.ts";
import { pathOf } from "./http/path-of.ts";
import { respondWith } from "./http/respond.ts";
import { tenantHost } from "./http/tenant-host.ts";
import { mountDocs } from "./openapi/mount.ts";
import { impersonationBanner, mountImpersonation, mountPasswordReset } from "./pages/account/index.ts";
import { dashboard } from "./pages/dashboard.ts";
import { platformPage, schoolPage } from "./pages/home.ts";
import { mountRest } from "./rest/mount.ts";
import { answerTrpc } from "./trpc/mount.ts";

/** Bytes of a request's body that is not a file. */
export const BODY_LIMIT = 1024 * 1024;

/** `instant` gives a server that has a cheaper way than `Response` what needs no application at all. */
export type PeproApp = Hono<HttpEnv> & { instant: KeptAnswers["answer"] };

/**
 * The HTTP application: host → tenant → actor → use case. It has no side effects of its own and touches no runtime.
 *
 * @example const app = createApp(deps); const response = await app.fetch(request, { remoteAddress });
 */
export function createApp(deps: AppDeps): PeproApp {
  const app = new Hono<HttpEnv>({ strict: false });
  const callerOf = callers(deps.trustedProxies);
  const kept = keepAnswers(deps, callerOf);
  const whole = app.fetch;
  app.fetch = (request, connection, ...rest) => {
    const answer = kept.answer(request.method, pathOf(request.url), request, connection as HttpEnv["Bindings"]);
    return answer ? responseOf(answer) : whole(request, connection, ...rest);
  };
  app.use(entry(deps, callerOf));
  app.onError((error, c) => respondWith(c, faultOf(error, c.get("facts").meta.requestId, deps.log)));
  app.notFound((c) => respondWith(c, new PeproError("not_found", { entity: "page", id: c.req.path })));

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const ready = await deps.ready();
    return c.json({ status: ready ? "ok" : "unavailable" }, ready ? 200 : 503);
  });

  app.use(tenantHost(deps));
  app.use("/trpc/*", limited(), (c) => answerTrpc(c, deps));
  mountAuditExport(app, deps);
  mountRest(app, deps, { maxBytes: BODY_LIMIT, kept });
  mountDocs(app, deps);
  for (const path of ["/password-reset/*", "/impersonation/*"]) app.use(path, limited());
  mountPasswordReset(app, deps);
  mountImpersonation(app, deps);
  app.get("/static/*", async (c) => {
    const asset = await deps.asset(c.req.path.slice(1));
    if (!asset) return c.notFound();
    return c.body(asset.body, 200, { "Content-Type": asset.type, "Cache-Control": "public, max-age=3600" });
  });
  app.use(dashboard(deps));
  app.get("/", async (c) => {
    const tenant = tenantOf(c);
    const { language } = c.get("facts");
    if (!tenant) return c.html(platformPage(language));
    return c.html(schoolPage(tenant, language, await impersonationBanner(c, deps.core)));
  });
  return Object.assign(app, { instant: kept.answer });
}

function responseOf({ headers, body }: Kept): Response {
  const response = new Response(body);
  for (let at = 0; at < headers.length; at += 2) {
    // Whoever sends a `Response` counts its bytes.
    if (headers[at] !== "content-length") response.headers.set(headers[at] ?? "", headers[at + 1] ?? "");
  }
  return response;
}

function limited() {
  return bodyLimit({
    maxSize: BODY_LIMIT,
    onError: () => {
      throw new PeproError("payload_too_large", { limitBytes: BODY_LIMIT });
    },
  });
}
