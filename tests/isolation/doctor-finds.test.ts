import { createApp } from "@pepro/api";
import { type Ask, type Core, examineIsolation, execute, type Layer } from "@pepro/core";
import type { TenantPlace } from "@pepro/db";
import { SILENT_LOG } from "@pepro/runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.close());

function asking(core: Core): Ask {
  const app = createApp({
    core: () => core,
    accessLog: () => undefined,
    ready: async () => true,
    asset: async () => undefined,
    log: SILENT_LOG,
    mainHosts: core.config.mainHosts,
    trustedProxies: [],
  });
  return async (request, peer) => app.fetch(request, { remoteAddress: peer });
}

/** The first that was ever asked for, whatever is asked for now: the fault of a cache without a key. */
function stuck<T>(): (asked: T) => T {
  let first: T | undefined;
  return (asked) => {
    first ??= asked;
    return first;
  };
}

/** The same core with one layer that no longer keeps schools apart. */
const BROKEN: [Layer, (core: Core) => Core, (core: Core) => Ask][] = [
  [
    "pool",
    (core) => {
      const place = stuck<TenantPlace>();
      const queryTenant: Core["db"]["queryTenant"] = (asked, statement) => {
        const isWhoAmI = statement.text.includes("current_user");
        return core.db.queryTenant(isWhoAmI ? place(asked) : asked, statement);
      };
      return { ...core, db: { ...core.db, queryTenant } };
    },
    asking,
  ],
  [
    "sessions",
    (core) => {
      const scope = stuck<Parameters<Core["auth"]["actorOfSession"]>[0]>();
      const actorOfSession: Core["auth"]["actorOfSession"] = (asked, token) =>
        core.auth.actorOfSession(scope(asked), token);
      return { ...core, auth: { ...core.auth, actorOfSession } };
    },
    asking,
  ],
  [
    "tokens",
    (core) => {
      const scope = stuck<Parameters<Core["auth"]["tokens"]["actorOf"]>[0]>();
      const actorOf: Core["auth"]["tokens"]["actorOf"] = (asked, token) =>
        core.auth.tokens.actorOf(scope(asked), token);
      return { ...core, auth: { ...core.auth, tokens: { ...core.auth.tokens, actorOf } } };
    },
    asking,
  ],
  ["files", (core) => ({ ...core, storage: { ...core.storage, ensureArea: async () => {} } }), asking],
  [
    "hosts",
    (core) => core,
    (core) => {
      const ask = asking(core);
      const host = stuck<string>();
      return (request, peer) => {
        const headers = new Headers(request.headers);
        headers.set("host", host(headers.get("host") ?? ""));
        return ask(new Request(request, { headers }), peer);
      };
    },
  ],
];

test.each(BROKEN)("doctor --isolation names a fault of the layer %s", async (layer, broken, app) => {
  const { probes } = await execute(broken(platform.core), examineIsolation, OPERATOR, { app });
  const found = probes.filter(({ outcome }) => outcome === "through" || outcome === "failed");
  expect(found.map((probe) => probe.layer)).toContain(layer);
  expect(found.filter((probe) => probe.layer === layer && probe.outcome === "through").length).toBeGreaterThan(0);
});

test("and none where every layer holds", async () => {
  const { probes } = await execute(platform.core, examineIsolation, OPERATOR, { app: asking });
  expect(probes.filter(({ outcome }) => outcome === "through" || outcome === "failed")).toEqual([]);
});
