import { appRouter, endpoints } from "@pepro/api";
import type { TenantView } from "@pepro/contracts";
import {
  activateTenant,
  deactivateTenant,
  defineSubscription,
  defineUseCase,
  deleteTenant,
  everyone,
  execute,
  findTenantByName,
  inTenant,
  type ResolvedTenant,
  requireLive,
  subscribe,
} from "@pepro/core";
import { roleName, schemaName, sql, sqlstateOf } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { BASE_DOMAIN, OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
let live: TenantView;
/** Schools in whose context nothing may run, by what is the matter with them. */
const closed = {} as Record<"inactive" | "deleted" | "unprovisioned", TenantView>;
let root: string;

beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  const { core } = platform;
  live = await platform.openSchool();
  closed.inactive = await platform.openSchool();
  closed.deleted = await platform.openSchool();
  closed.unprovisioned = await platform.openSchool({ provisionNow: false });
  root = await platform.tokenOf(BASE_DOMAIN, `root@${BASE_DOMAIN}`);
  await execute(core, deactivateTenant, OPERATOR, { id: closed.inactive.id });
  await execute(core, deleteTenant, OPERATOR, { id: closed.deleted.id });
});
afterAll(() => platform?.close());

async function resolved({ domainUrl }: TenantView): Promise<ResolvedTenant> {
  const target = await platform.core.resolver.resolve(domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  return target.tenant;
}

const whoAmI = defineUseCase({
  name: "test.whoAmI",
  permission: everyone,
  access: "read",
  on: "tenant",
  input: z.void(),
  output: z.string(),
  run: async ({ tx }) => (await tx.first<{ user: string }>(sql`select current_user as "user"`))?.user ?? "",
});

/** Says nothing, until nobody listens any more. */
const silence = defineSubscription({
  name: "test.silence",
  permission: everyone,
  input: z.void(),
  event: z.string(),
  idOf: (event) => event,
  run: async function* ({ signal }) {
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  },
});

const never = new AbortController().signal;

describe("a school's context", () => {
  test("is that of a live school", async () => {
    const tenant = await resolved(live);
    const { core } = platform;
    expect(await execute(core, whoAmI, { ...OPERATOR, tenant }, undefined)).toBe(tenant.role);
    expect(await inTenant(core, live.id, async ({ tenant: { id } }) => id)).toBe(live.id);
  });

  test.each([
    ["none", async () => undefined, "tenant_required"],
    ["an inactive school", async () => ({ ...(await resolved(live)), isActive: false }), "tenant_inactive"],
    ["one without its tables", async () => ({ ...(await resolved(live)), isProvisioned: false }), "not_provisioned"],
  ])("is refused by every door where it is %s", async (_, tenantOf, code) => {
    const tenant = await tenantOf();
    const call = { ...OPERATOR, tenant };
    expect(() => requireLive(platform.core, tenant)).toThrow(expect.objectContaining({ code }));
    await expect(execute(platform.core, whoAmI, call, undefined)).rejects.toMatchObject({ code });
    if (tenant)
      expect(() => subscribe(platform.core, silence, call, undefined, never)).toThrow(
        expect.objectContaining({ code }),
      );
  });

  test.each([
    ["inactive", "tenant_inactive"],
    ["deleted", "not_found"],
    ["unprovisioned", "not_provisioned"],
  ] as const)("is none for a job, where the school is %s", async (state, code) => {
    await expect(inTenant(platform.core, closed[state].id, async () => 1)).rejects.toMatchObject({ code });
  });

  test("is none for the command line, where the school is deleted", async () => {
    const find = execute(platform.core, findTenantByName, OPERATOR, { name: closed.deleted.schemaName });
    await expect(find).rejects.toMatchObject({ code: "not_found" });
  });

  test("is none where schema and role are gone, whatever a process remembers", async () => {
    const gone = { ...(await resolved(live)), schema: schemaName("gone"), role: roleName("pepro_gone") };
    const asked = platform.core.db.queryTenant(gone, sql`select 1 as one`).catch((error) => error);
    expect(sqlstateOf(await asked)).toBe("22023");
  });
});

describe("over HTTP", () => {
  type Procedure = { _def: { type: string } };
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
  const paths = [
    ...procedures.map(([name, { _def }]) => [_def.type === "mutation" ? "POST" : "GET", `/trpc/${name}`] as const),
    ...endpoints.flatMap(({ path, methods }) =>
      Object.keys(methods).map((method) => [method, `/api/v1/${path.replace("{id}", "x")}/`] as const),
    ),
    ["GET", "/"] as const,
    ["GET", "/static/img/favicon.ico"] as const,
  ];

  test.each(["inactive", "deleted"] as const)("nothing answers on the host of a school that is %s", async (state) => {
    const answered: string[] = [];
    for (const [method, path] of paths) {
      const response = await platform.fetch(closed[state].domainUrl, path, {
        method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${root}` },
        ...(method !== "GET" && { body: "{}" }),
      });
      if (response.status !== 404) answered.push(`${method} ${path}: ${response.status}`);
    }
    expect(paths.length).toBeGreaterThan(70);
    expect(answered).toEqual([]);
  });

  test("an answer that was kept is not given once the school is closed", async () => {
    const school = await platform.openSchool();
    const theme = () => platform.fetch(school.domainUrl, "/api/v1/current-tenant/theme/");
    expect([(await theme()).status, (await theme()).status]).toEqual([200, 200]);
    await execute(platform.core, deactivateTenant, OPERATOR, { id: school.id });
    expect((await theme()).status).toBe(404);
    await execute(platform.core, activateTenant, OPERATOR, { id: school.id });
    expect((await theme()).status).toBe(200);
  });
});

describe("a stream under way", () => {
  test.each([
    ["deactivated", (id: string) => execute(platform.core, deactivateTenant, OPERATOR, { id }), "tenant_inactive"],
    ["deleted", (id: string) => execute(platform.core, deleteTenant, OPERATOR, { id }), "tenant_not_found"],
  ] as const)("ends when its school is %s, and says why", async (_, close, code) => {
    const school = await platform.openSchool();
    const tenant = await resolved(school);
    const stream = subscribe(platform.core, silence, { ...OPERATOR, tenant }, undefined, never);
    const end = stream.next().catch((error) => error);
    await close(school.id);
    expect(await end).toMatchObject({ code });
  });

  test("ends so over server-sent events too", async () => {
    const school = await platform.openSchool();
    const input = encodeURIComponent(JSON.stringify({ id: closed.unprovisioned.id }));
    const response = await platform.fetch(school.domainUrl, `/trpc/tenants.provisioning?input=${input}`, {
      headers: { Accept: "text/event-stream", Authorization: `Bearer ${root}` },
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const text = response.text();
    await execute(platform.core, deactivateTenant, OPERATOR, { id: school.id });
    expect(await text).toContain("tenant_inactive");
  });

  test("goes on while its school lives, and leaves nothing running when its listener goes", async () => {
    const listening = new AbortController();
    const stream = subscribe(
      platform.core,
      silence,
      { ...OPERATOR, tenant: await resolved(live) },
      undefined,
      listening.signal,
    );
    const end = stream.next();
    listening.abort();
    expect(await end).toEqual({ done: true, value: undefined });
  });
});
