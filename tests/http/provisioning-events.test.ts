import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AppRouter } from "@pepro/api";
import { PROVISIONING_STEPS, type ProvisioningEvent, provisioningRunOf } from "@pepro/contracts";
import { createTenant, execute, getProvisioning } from "@pepro/core";
import { type Connection, openConnection, sql } from "@pepro/db";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type HttpServer, listenHttp } from "../../apps/api/src/server/listen.ts";
import type { ChildOptions } from "../failure/provisioning-child.ts";
import { bundleWith } from "../harness/bundle.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { BASE_DOMAIN, OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { eventSourceOn } from "./support/event-source.ts";
import { closeGate, GATED_SCHOOLS, provision } from "./support/slow-provisioning.ts";
import { ROOT } from "./support/typed-client.ts";

let platform: TestPlatform;
/** The process that provisions; subscribers ask the other one. */
let other: TestPlatform;
let server: HttpServer;
let owner: Connection;
let token: string;
beforeEach(() => skipElsewhere("a migration is held up and listened to, in this process"));
beforeAll(async () => {
  platform = await openPlatform({ migrations: GATED_SCHOOLS });
  other = await platform.another();
  token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  server = await listenHttp({ host: "127.0.0.1", port: 0, fetch: watchedApp(platform).handle });
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await server.close();
  await owner.end();
  await other.close();
  await platform.close();
});

async function register(): Promise<string> {
  return (await execute(platform.core, createTenant, OPERATOR, schoolInput())).tenant.id;
}

const runOf = async (id: string) => (await execute(platform.core, getProvisioning, OPERATOR, { id })).run;

type Watching = {
  events: ProvisioningEvent[];
  /** As `step:state`. */
  told(): string[];
  source(): InstanceType<ReturnType<typeof eventSourceOn>>;
  stop(): void;
  /** Resolves when the subscription ended by itself. @throws what it was refused with */
  ended: Promise<void>;
};

type Input = { id: string; lastEventId?: string; afterRun?: string };

/** A typed client's subscription over a real connection. */
function watch(
  input: Input,
  { port = server.port, host = BASE_DOMAIN, headers: own }: { port?: number; host?: string; headers?: object } = {},
): Watching {
  const headers = { Host: host, ...(own ?? { Authorization: `Bearer ${token}` }) };
  const EventSource = eventSourceOn(port, headers);
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: `http://${BASE_DOMAIN}/trpc`, EventSource })],
  });
  const events: ProvisioningEvent[] = [];
  let stop = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    const subscription = client.tenants.provisioning.subscribe(input, {
      onData: ({ data }) => void events.push(data),
      onComplete: resolve,
      onError: reject,
    });
    stop = () => {
      subscription.unsubscribe();
      resolve();
    };
  });
  ended.catch(() => {});
  onTestFinished(() => stop());
  const source = () => {
    const opened = EventSource.opened[0];
    if (!opened) throw new Error("nothing was opened yet");
    return opened;
  };
  return { events, told: () => events.map(({ step, state }) => `${step}:${state}`), source, stop, ended };
}

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 5 });

const UP_TO_TABLES = ["claim:started", "claim:done", "schema:started", "schema:done", "tables:started"];
const WHOLE = PROVISIONING_STEPS.flatMap((step) => [`${step}:started`, `${step}:done`]);

describe("a subscriber", () => {
  test("sees each step of another process's run as it happens, in order, and the stream ends with the run", async () => {
    const id = await register();
    const gate = await closeGate(platform.databaseUrl);
    const early = watch({ id });
    await until(() => expect(early.source().readyState).toBe(1));
    const running = provision(other, id);
    await until(() => expect(early.told()).toEqual(UP_TO_TABLES));
    await gate.open();
    await running;
    await early.ended;
    expect(early.told()).toEqual(WHOLE);

    const ids = early.events.map((event) => Number(event.id));
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
    expect(new Set(early.events.map(({ run }) => run)).size).toBe(1);
    for (const { state, durationMs, error, tenantId } of early.events) {
      expect([tenantId, error]).toEqual([id, null]);
      if (state === "started") expect(durationMs).toBeNull();
      else expect(durationMs).toBeGreaterThanOrEqual(0);
    }
    expect(provisioningRunOf(early.events)).toEqual(await runOf(id));
  });

  test("who comes in the middle is first told what is there already", async () => {
    const id = await register();
    const gate = await closeGate(platform.databaseUrl);
    const running = provision(other, id);
    const first = watch({ id });
    await until(() => expect(first.told()).toEqual(UP_TO_TABLES));
    const late = watch({ id });
    await until(() => expect(late.told()).toEqual(UP_TO_TABLES));
    expect(await runOf(id)).toMatchObject({ state: "running", endedAt: null, lastEventId: late.events.at(-1)?.id });
    await gate.open();
    await Promise.all([running, first.ended, late.ended]);
    expect(late.events).toEqual(first.events);
  });

  test("who comes after the end is told all of it and let go", async () => {
    const id = await register();
    await provision(platform, id);
    const late = watch({ id });
    await late.ended;
    expect(late.told()).toEqual(WHOLE);
  });

  test("who lost the connection goes on after the last event, without one twice", async () => {
    const id = await register();
    const gate = await closeGate(platform.databaseUrl);
    const running = provision(other, id);
    const watching = watch({ id });
    await until(() => expect(watching.told()).toEqual(UP_TO_TABLES));
    watching.source().cut();
    await until(() => expect(watching.source().connections).toBe(2));
    await gate.open();
    await Promise.all([running, watching.ended]);
    expect(watching.told()).toEqual(WHOLE);
  });

  test("who names an event is told what came after it alone", async () => {
    const id = await register();
    await provision(platform, id);
    const whole = watch({ id });
    await whole.ended;
    const rest = watch({ id, lastEventId: whole.events[6]?.id ?? "" });
    await rest.ended;
    expect(rest.events).toEqual(whole.events.slice(7));
    const nothing = watch({ id, lastEventId: whole.events.at(-1)?.id ?? "" });
    await nothing.ended;
    expect(nothing.events).toEqual([]);
  });
});

describe("a run that fails", () => {
  test("tells which step, how long it took and the error that the call has, and stays so until the next", async () => {
    const id = await register();
    const area = join(platform.dataDir, "mediafiles", `tenant_${id}`);
    writeFileSync(area, "in the way");
    const watching = watch({ id });
    const refusal = await provision(platform, id).catch((error: unknown) => error);
    await watching.ended;
    expect(watching.told().slice(-2)).toEqual(["files:started", "files:failed"]);
    const { error } = watching.events.at(-1) ?? {};
    expect(error).toEqual({
      code: "provisioning_failed",
      fields: { step: "files", reason: expect.stringContaining(area) },
    });
    expect(refusal).toMatchObject({ ...error });
    expect(await runOf(id)).toMatchObject({
      state: "failed",
      steps: [
        { step: "claim", state: "done" },
        { step: "schema", state: "done" },
        { step: "tables", state: "done" },
        { step: "admin", state: "done" },
        { step: "files", state: "failed", error },
        { step: "ready", state: "waiting", durationMs: null },
      ],
    });

    // Who tries again waits for the next run; the steps that are done already are skipped in it.
    const again = watch({ id, afterRun: watching.events[0]?.run ?? "" });
    await until(() => expect(again.source().readyState).toBe(1));
    expect(again.events).toEqual([]);
    rmSync(area);
    await provision(platform, id);
    await again.ended;
    expect(again.told()).toContain("schema:skipped");
    expect(again.told()).toContain("tables:skipped");
    expect(again.told().at(-1)).toBe("ready:done");
    expect((await runOf(id))?.state).toBe("done");
  });

  test("names the tables' step for a migration, with PostgreSQL's word", async () => {
    const id = await register();
    const migrations = bundleWith(GATED_SCHOOLS, { tenant: [["select 1 / 0"]] });
    await expect(provision({ core: { ...platform.core, migrations } }, id)).rejects.toMatchObject({
      fields: { step: "tables" },
    });
    const run = await runOf(id);
    expect(run?.steps.find(({ state }) => state === "failed")).toMatchObject({
      step: "tables",
      error: { code: "provisioning_failed", fields: { sqlstate: "22012" } },
    });
  });

  test("of several at once only the one that works is a run", async () => {
    const id = await register();
    await Promise.allSettled([provision(platform, id), provision(other, id), provision(platform, id)]);
    const runs = await owner.send(sql`select distinct run from provisioning_events where tenant_id = ${id}`);
    expect(runs).toHaveLength(1);
  });
});

describe("a process that is killed midway", () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pepro-cut-"));
    await build({
      entryPoints: [fileURLToPath(new URL("../failure/provisioning-child.ts", import.meta.url))],
      outfile: join(folder, "child.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function provisionElsewhere(tenantId: string): { kill(): void } {
    const { databaseUrl, dataDir } = platform;
    const options: ChildOptions = {
      ...{ databaseUrl, dataDir, tenantId, applicationName: "pepro-cut", migrations: GATED_SCHOOLS },
      ...{ dieAt: undefined, moment: "before" },
    };
    const child = spawn(process.execPath, [join(folder, "child.mjs"), JSON.stringify(options)], { stdio: "inherit" });
    return { kill: () => void child.kill("SIGKILL") };
  }

  test("leaves a run that is shown as interrupted, to who watches and to who looks, until the next one", async () => {
    const id = await register();
    const gate = await closeGate(platform.databaseUrl);
    const child = provisionElsewhere(id);
    const watching = watch({ id });
    await until(() => expect(watching.told()).toEqual(UP_TO_TABLES));
    expect((await runOf(id))?.state).toBe("running");
    child.kill();
    await watching.ended;
    expect(watching.told()).toEqual([...UP_TO_TABLES, "tables:interrupted"]);
    const cut = await runOf(id);
    expect(cut).toMatchObject({ state: "interrupted", endedAt: expect.any(String) });
    expect(cut?.steps.map(({ state }) => state)).toEqual([
      ...["done", "done", "interrupted", "waiting", "waiting", "waiting"],
    ]);

    // The end that was shown was never written; a client that saw it is not shown it again.
    const resumed = watch({ id, lastEventId: watching.events.at(-1)?.id ?? "" });
    await resumed.ended;
    expect(resumed.events).toEqual([]);

    await gate.open();
    await provision(platform, id);
    expect(await runOf(id)).toMatchObject({ state: "done", run: expect.not.stringMatching(cut?.run ?? "") });
  });
});

test("the last runs of a school are kept, and no more", async () => {
  const id = await register();
  const area = join(platform.dataDir, "mediafiles", `tenant_${id}`);
  writeFileSync(area, "in the way");
  for (let time = 0; time < 7; time++) await provision(platform, id).catch(() => {});
  const runs = await owner.send(sql`select run from provisioning_events where tenant_id = ${id} group by run`);
  expect(runs).toHaveLength(5);
});

test("provisioning goes on where its events cannot be written", async () => {
  const id = await register();
  const { core } = platform;
  const warnings: string[] = [];
  const db = { ...core.db };
  db.queryPlatform = async (statement) => {
    if (statement.text.includes("provisioning_events")) throw new Error("no room for it");
    return core.db.queryPlatform(statement);
  };
  const log = { ...core.log, warn: (event: string) => void warnings.push(event) };
  const { tenant } = await provision({ core: { ...core, db, log } }, id);
  expect(tenant.state).toBe("ready");
  expect(warnings).toEqual(["provisioning progress not written"]);
});

describe("kept connections", () => {
  test("of subscribers hold no connection to the database", async () => {
    const id = await register();
    // The platform's pool has five.
    const watching = Array.from({ length: 12 }, () => watch({ id }));
    await until(() => expect(watching.filter(({ source }) => source().readyState === 1)).toHaveLength(12));
    const response = await platform.fetch(BASE_DOMAIN, "/trpc/tenants.overview", {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    await until(async () => {
      const busy = await owner.send(sql`select pid from pg_stat_activity
        where application_name = 'pepro-test' and datname = current_database() and state <> 'idle'`);
      expect(busy).toEqual([]);
    });
    await provision(other, id);
    await Promise.all(watching.map(({ ended }) => ended));
    for (const { told } of watching) expect(told()).toEqual(WHOLE);
  });

  test("of clients that left are forgotten", async () => {
    const id = await register();
    let ears = 0;
    const { provisioning } = platform.core;
    const counted = {
      ...provisioning,
      listen: (tenantId: string) => {
        ears++;
        const ear = provisioning.listen(tenantId);
        const close = () => {
          ears--;
          ear.close();
        };
        return { ...ear, close };
      },
    };
    const own = watchedApp(platform, { core: (core) => ({ ...core, provisioning: counted }) });
    const listening = await listenHttp({ host: "127.0.0.1", port: 0, fetch: own.handle });
    onTestFinished(() => listening.close());
    const watching = watch({ id }, { port: listening.port });
    await until(() => expect(ears).toBe(1));
    watching.stop();
    await until(() => expect(ears).toBe(0));
    expect(own.takeLines().filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("do not keep a server that stops, and the client goes on with the next one", async () => {
    const id = await register();
    const closing = new AbortController();
    const { handle } = watchedApp(platform, { closing: closing.signal });
    const first = await listenHttp({ host: "127.0.0.1", port: 0, fetch: handle });
    const watching = watch({ id }, { port: first.port });
    await until(() => expect(watching.source().readyState).toBe(1));
    closing.abort();
    const stopped = performance.now();
    await first.close();
    expect(performance.now() - stopped).toBeLessThan(2_000);
    const next = await listenHttp({ host: "127.0.0.1", port: first.port, fetch: watchedApp(platform).handle });
    onTestFinished(() => next.close());
    await until(() => expect(watching.source().readyState).toBe(1));
    await provision(other, id);
    await watching.ended;
    expect(watching.told()).toEqual(WHOLE);
  });
});

describe("who may not", () => {
  async function headTeacher(): Promise<{ host: string; headers: object }> {
    const { domainUrl, ...school } = await platform.openSchool();
    await platform.addMember({ domainUrl, ...school }, "chef@example.fr", "admin");
    const bearer = await platform.tokenOf(domainUrl, "chef@example.fr");
    return { host: domainUrl, headers: { Authorization: `Bearer ${bearer}` } };
  }

  test.each([
    ["nobody", async () => ({ headers: {} }), "unauthenticated"],
    ["a head teacher, on the school's own host", headTeacher, "forbidden"],
  ])("%s is told nothing", async (_, who, code) => {
    const { id } = await platform.openSchool();
    const watching = watch({ id }, await who());
    await expect(watching.ended).rejects.toMatchObject({ data: { pepro: { code } } });
    expect(watching.events).toEqual([]);
  });

  test("who comes with another host's token is turned away at the door", async () => {
    const { id } = await platform.openSchool();
    const watching = watch({ id }, { headers: (await headTeacher()).headers });
    await expect(watching.ended).rejects.toThrow();
    expect(watching.events).toEqual([]);
  });

  test("a school that is not there is told to be none, and a wrong id to be wrong", async () => {
    const nobodys = watch({ id: "00000000-0000-4000-8000-000000000000" });
    await expect(nobodys.ended).rejects.toMatchObject({ data: { pepro: { code: "not_found" } } });
    const id = await register();
    const wrong = watch({ id, lastEventId: "1; drop table tenants" });
    await expect(wrong.ended).rejects.toMatchObject({ data: { pepro: { code: "validation_failed" } } });
  });
});
