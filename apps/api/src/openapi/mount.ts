import type { Language } from "@pepro/contracts";
import type { Context, Hono } from "hono";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "../http/environment.ts";
import { openApiDocument } from "./document.ts";
import { docsPage } from "./page.ts";

/** `/openapi.json`, and a page to browse it. */
export function mountDocs(app: Hono<HttpEnv>, deps: AppDeps): void {
  app.get("/openapi.json", (c) => {
    const { scheme, host } = c.get("facts");
    return c.json(openApiDocument(`${scheme}://${host}`, languageAskedFor(c)), 200, VARY);
  });
  app.get("/docs", (c) => c.html(docsPage(languageAskedFor(c)), 200, VARY));
  app.get("/docs/:file", async (c) => {
    const file = c.req.param("file");
    const asset = (await deps.asset(`docs/${file}`)) ?? (await deps.asset(file));
    if (!asset) return c.notFound();
    return c.body(asset.body, 200, { "Content-Type": asset.type, "Cache-Control": "public, max-age=3600" });
  });
}

const VARY = { Vary: "Accept-Language" };

/** `?lang=fr` and `?lang=en` win over what the request's header asks for, so that a link can name a language. */
function languageAskedFor(c: Context<HttpEnv>): Language {
  const named = c.req.query("lang");
  return named === "fr" || named === "en" ? named : c.get("facts").language;
}
