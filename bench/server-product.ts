// The product as it is served: every middleware, the log line included.

import { createApp, route } from "@pepro/api";
import { defineUseCase, everyone } from "@pepro/core";
import { sql } from "@pepro/db";
import { createLog, gatherLines, openCore, SILENT_LOG } from "@pepro/runtime";
import * as z from "zod";
import { listenHttp } from "../apps/api/src/server/listen.ts";
import { migrations } from "../migrations/bundle.gen.ts";

const mainHosts = ["localhost"];
/** So many files of the schools' tables are all there is; without it, as many as the product has. */
const files = Number(process.env.BENCH_FILES ?? migrations.tenant.length);
const served = { ...migrations, tenant: migrations.tenant.slice(0, files), servedFrom: files };
const opened = await openCore({
  configuration: {
    baseDomain: "localhost",
    mainHosts,
    dataDir: process.env.BENCH_DATA ?? "",
    runtimeDatabaseUrl: undefined,
  },
  ownerUrl: process.env.BENCH_DATABASE ?? "",
  secret: process.env.BENCH_SECRET ?? "",
  migrations: served,
  log: SILENT_LOG,
  applicationName: "pepro-bench",
});
const deps = {
  core: () => opened.core,
  accessLog: () => opened.accessLog,
  ready: opened.ping,
  asset: async () => undefined,
  log: createLog(gatherLines((text) => void process.stdout.write(text)).write),
  mainHosts,
  trustedProxies: [],
};
const readUser = defineUseCase({
  name: "bench.user",
  permission: everyone,
  access: "read",
  on: "tenant",
  input: z.object({ username: z.string() }),
  output: z.unknown(),
  run: ({ tx }, { username }) =>
    tx.first(sql`select id, full_name as "fullName" from users where lower(username) = ${username}`),
});
const app = createApp(deps);
app.get(
  "/bench/user",
  route(deps, readUser, () => ({ username: "admin" })),
);

const server = await listenHttp({
  host: "127.0.0.1",
  port: 0,
  fetch: (request, connection) => app.fetch(request, connection),
  instant: app.instant,
});
process.send?.(server.port);
