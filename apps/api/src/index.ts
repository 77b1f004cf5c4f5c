export { BODY_LIMIT, createApp, type PeproApp } from "./app.ts";
export type { AppDeps, Asset, Connection } from "./deps.ts";
export type { HttpEnv } from "./http/environment.ts";
export { route } from "./http/route.ts";
export { openApiDocument } from "./openapi/document.ts";
export { endpoints } from "./rest/endpoints.ts";
export { mutationOf, queryOf, router } from "./trpc/procedure.ts";
export { type AppRouter, appRouter } from "./trpc/router.ts";
