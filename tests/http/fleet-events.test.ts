import { request } from "node:http";
import type { AppRouter } from "@pepro/api";
import type { FleetEvent, FleetRun } from "@pepro/contracts";
import { type Core, execute, getFleetRun, type MigrationBundle, subscribe, watchFleetRun } from "@pepro/core";
import { type Connection, openConnection, rawSql } from "@pepro/db";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { HttpServer } from "../../apps/api/src/server/listen.ts";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { BASE_DOMAIN, OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { eventSourceOn } from "./support/event-source.ts";
import { ROOT } from "./support/typed-client.ts";

const SCHOOLS = 3;
const GATE = 4_713;

let platform: TestPlatform;
let server: HttpServer;
let owner: Connection;
let token: string;
/** What the server was deployed with. */
let bundle: MigrationBundle = SMALL_SCHOOLS;
let count = 0;

beforeEach(() => skipElsewhere("the server is deployed with other migrations, in this process"));
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: platform.databaseUrl });
  for (let made = 0; made < SCHOOLS; made++) await platform.openSchool();
  token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  server = await watchedApp(platform, { core: deployed }).listen();
});
afterAll(async () => {
  await server?.close();
  await owner.end();
  await platform.close();
});

function deployed(core: Core): Core {
  return { ...core, migrations: bundle };
}

/** One file more, at which every school is held up until the gate is opened. */
async function release() {
  const statements = [`create table t${count++} (n int)`, `select pg_advisory_xact_lock_shared(${GATE})`];
  bundle = bundleWith(bundle, { tenant: [statements] });
  const gate = await openConnection({ url: platform.databaseUrl });
  await gate.send(rawSql(`select pg_advisory_lock(${GATE})`));
  return { open: () => gate.end() };
}

/** A call over a connection of its own, which is closed with the answer. */
function call<T>(
  procedure: string,
  input: object,
  authorization = `Bearer ${token}`,
): Promise<{ status: number; data: T }> {
  return new Promise((resolve, reject) => {
    const headers = {
      Host: BASE_DOMAIN,
      Authorization: authorization,
      "Content-Type": "application/json",
      Connection: "close",
    };
    const path = `/trpc/${procedure}`;
    const outgoing = request({ host: "127.0.0.1", port: server.port, method: "POST", path, headers }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      incoming.on("close", () => resolve({ status: incoming.statusCode ?? 0, data: JSON.parse(text).result?.data }));
    });
    outgoing.on("error", reject);
    outgoing.end(JSON.stringify(input));
  });
}

const start = async () => (await call<FleetRun>("fleet.start", { concurrency: 1, lockTimeoutMs: 30_000 })).data;
const runOf = async (id: string) => (await execute(platform.core, getFleetRun, OPERATOR, { id })).run;
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 5 });

/** A typed client's subscription over a real connection, which comes back by itself after a loss. */
function watch(id: string, lastEventId?: string, authorization = `Bearer ${token}`) {
  const EventSource = eventSourceOn(server.port, { Host: BASE_DOMAIN, Authorization: authorization });
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: `http://${BASE_DOMAIN}/trpc`, EventSource })],
  });
  const events: FleetEvent[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const { unsubscribe } = client.fleet.watch.subscribe(
      { id, ...(lastEventId && { lastEventId }) },
      { onData: ({ data }) => void events.push(data), onComplete: resolve, onError: reject },
    );
    onTestFinished(unsubscribe);
  });
  ended.catch(() => {});
  const source = () => EventSource.opened[0];
  return { events, ended, source, kinds: () => events.map(({ kind }) => kind) };
}

/** All that was told of a run that is over. */
async function told(id: string): Promise<FleetEvent[]> {
  const events: FleetEvent[] = [];
  for await (const event of subscribe(platform.core, watchFleetRun, OPERATOR, { id }, new AbortController().signal)) {
    events.push(event);
  }
  return events;
}

describe("a run that was started over HTTP", () => {
  test("goes on in the server behind its answer, when whoever asked for it is gone", async () => {
    const gate = await release();
    const run = await start();
    expect(run).toMatchObject({ state: "running", schools: SCHOOLS, counts: { pending: SCHOOLS } });
    await until(async () => expect((await runOf(run.id)).counts).toMatchObject({ running: 1, pending: SCHOOLS - 1 }));
    expect((await runOf(run.id)).isWorking).toBe(true);
    await gate.open();
    await until(async () => expect((await runOf(run.id)).state).toBe("done"));
    expect(await runOf(run.id)).toMatchObject({ counts: { done: SCHOOLS, failed: 0 } });
  });

  test("is refused to who may not, and is not begun", async () => {
    const gate = await release();
    expect((await call("fleet.start", {}, "Bearer x.y.z")).status).toBe(401);
    await gate.open();
    const run = await start();
    expect(run).toMatchObject({ schools: SCHOOLS, current: 0 });
    await platform.core.fleet.settled(run.id);
  });
});

describe("who watches a run", () => {
  test("is told what it missed when its connection broke, whole, in order and once", async () => {
    const gate = await release();
    const { id } = await start();
    const watching = watch(id);
    await until(() => expect(watching.kinds().at(-1)).toBe("school.started"));
    const seen = watching.events.length;
    watching.source()?.cut();
    await until(() => expect(watching.source()?.connections).toBe(2));
    await until(() => expect(watching.source()?.readyState).toBe(1));
    // What it got is not told again.
    expect(watching.events).toHaveLength(seen);
    await gate.open();
    await watching.ended;
    const all = await told(id);
    expect(watching.events).toEqual(all);
    expect(all.slice(0, 3).map(({ kind }) => kind)).toEqual(["run.started", "run.taken", "wave.started"]);
    expect(all.filter(({ kind }) => kind === "school.done")).toHaveLength(SCHOOLS);
    expect(all.at(-1)).toMatchObject({ kind: "run.ended", state: "done" });
  });

  test("and comes later with the id of an event is told what came after it alone", async () => {
    const gate = await release();
    const { id } = await start();
    await gate.open();
    await platform.core.fleet.settled(id);
    const all = await told(id);
    const late = watch(id, all[2]?.id);
    await late.ended;
    expect(late.events).toEqual(all.slice(3));
  });

  test("is refused who may not", async () => {
    const gate = await release();
    const { id } = await start();
    await gate.open();
    await platform.core.fleet.settled(id);
    const refused = watch(id, undefined, "Bearer x.y.z");
    await expect(refused.ended).rejects.toThrow();
    expect(refused.events).toEqual([]);
  });
});
