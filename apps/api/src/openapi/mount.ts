import type { Hono } from "hono";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "../http/environment.ts";
import { openApiDocument } from "./document.ts";
import { docsPage } from "./page.ts";

/** `/openapi.json`, and a page to browse it. */
export function mountDocs(app: Hono<HttpEnv>, deps: AppDeps): void {
  app.get("/openapi.json", (c) => {
    const { scheme, host } = c.get("facts");
    return c.json(openApiDocument(`${scheme}://${host}`));
  });
  app.get("/docs", (c) => c.html(docsPage(c.get("facts").language)));
  app.get("/docs/:file", async (c) => {
    const file = c.req.param("file");
    const asset = (await deps.asset(`docs/${file}`)) ?? (await deps.asset(file));
    if (!asset) return c.notFound();
    return c.body(asset.body, 200, { "Content-Type": asset.type, "Cache-Control": "public, max-age=3600" });
  });
}
