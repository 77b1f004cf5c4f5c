// The raw limit: Hono on the same HTTP server, postgres.js as it comes.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import postgres from "postgres";

const theme = JSON.parse(process.env.BENCH_THEME ?? "{}");
const pool = postgres(process.env.BENCH_DATABASE ?? "", { max: 10 });
const schema = process.env.BENCH_SCHEMA ?? "";
const app = new Hono();
app.get("/theme", (c) => c.json(theme));
app.get("/user", async (c) => {
  const username = "admin";
  const rows =
    await pool`select id, full_name as "fullName" from ${pool(schema)}.users where lower(username) = ${username}`;
  return c.json(rows[0]);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => void process.send?.(port));
