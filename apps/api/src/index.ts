export { BODY_LIMIT, createApp } from "./app.ts";
export type { AppDeps, Asset, Connection } from "./deps.ts";
export { openApiDocument } from "./openapi/document.ts";
export { endpoints } from "./rest/endpoints.ts";
export { type AppRouter, appRouter } from "./trpc/router.ts";
