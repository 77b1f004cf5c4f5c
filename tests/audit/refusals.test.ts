import { type Actor, ANONYMOUS, type Call, newId } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR } from "../harness/index.ts";
import { refusalOf, typedClient } from "../http/support/typed-client.ts";
import { runNamed } from "./support/changes.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

let world: AuditWorld;
beforeAll(async () => {
  world = await openAuditWorld();
});
afterAll(() => world.close());

type Row = { outcome: string; kind: string; label: string; tenant: string | null };

const entriesFrom = (address: string, action: string) =>
  world.asOwner<Row>(
    `select outcome, actor_kind as kind, actor_label as label, tenant_id as tenant from audit_entries
      where ip_address = '${address}' and action = '${action}'`,
    "public",
  );

const member = (): Actor => ({
  kind: "member",
  tenantId: world.school.id,
  userId: newId(),
  email: "zoe@hugo.fr",
  role: "student",
  sessionId: newId(),
});

function callFrom(address: string, actor: Actor): Call {
  return { actor, tenant: world.call.tenant, meta: { ...OPERATOR.meta, ipAddress: address } };
}

const refused = (action: string, call: Call, input: unknown = {}) =>
  runNamed(world.platform.core, action, call, input).then(
    () => "let through",
    (error: { code: string }) => error.code,
  );

describe("a refusal", () => {
  test("of a change asked for by nobody leaves an entry", async () => {
    expect(await refused("tenants.create", callFrom("192.0.2.1", ANONYMOUS))).toBe("unauthenticated");
    expect(await entriesFrom("192.0.2.1", "tenants.create")).toEqual([
      { outcome: "refused", kind: "anonymous", label: "", tenant: world.school.id },
    ]);
  });

  test("of a look at something leaves one of whoever is signed in, and none of nobody", async () => {
    expect(await refused("tenants.list", callFrom("192.0.2.2", member()))).toBe("forbidden");
    expect(await refused("tenants.list", callFrom("192.0.2.2", ANONYMOUS))).toBe("unauthenticated");
    expect(await entriesFrom("192.0.2.2", "tenants.list")).toEqual([
      { outcome: "refused", kind: "student", label: "zoe@hugo.fr", tenant: world.school.id },
    ]);
  });

  test("leaves one through the doors as well, of streams too", async () => {
    const { platform, school } = world;
    await platform.addMember(school, "leo@hugo.fr", "student");
    const token = await platform.tokenOf(school.domainUrl, "leo@hugo.fr");
    const leo = typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${token}` });
    expect((await refusalOf(leo.tenants.overview.query())).data.pepro.code).toBe("forbidden");
    const anybody = typedClient(platform.fetch, BASE_DOMAIN);
    expect((await refusalOf(anybody.tenants.delete.mutate({ id: school.id }))).data.pepro.code).toBe("unauthenticated");
    const stream = await platform.fetch(school.domainUrl, "/trpc/tenants.provisioning?input=%7B%7D", {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(await stream.text()).toContain("forbidden");
    const of = (action: string) =>
      world.asOwner<{ label: string }>(
        `select actor_label as label from audit_entries where action = '${action}' and outcome = 'refused'`,
        "public",
      );
    expect(await of("tenants.overview")).toEqual([{ label: "leo@hugo.fr" }]);
    expect(await of("tenants.delete")).toEqual([{ label: "" }]);
    await expect.poll(() => of("tenants.provisioning")).toEqual([{ label: "leo@hugo.fr" }]);
  });
});

test("a change that another site's page sends leaves one, with the site", async () => {
  const { platform, school } = world;
  const send = (headers: Record<string, string>) =>
    platform.fetch(school.domainUrl, "/trpc/auth.signOut", { method: "POST", headers, body: "{}" });
  expect((await send({ Origin: "https://evil.example" })).status).toBe(403);
  expect((await send({ "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  const entries = await world.asOwner(
    `select outcome, actor_kind as kind, tenant_id as tenant, target_id as origin from audit_entries
      where action = 'origins.present' order by id`,
    "public",
  );
  const told = { outcome: "refused", kind: "anonymous", tenant: school.id };
  expect(entries).toEqual([
    { ...told, origin: "https://evil.example" },
    { ...told, origin: "?" },
  ]);
});

describe("a flood of refusals", () => {
  const MOST = 70;

  async function flood(action: string, call: () => Call, input?: unknown): Promise<Set<string>> {
    const said = new Set<string>();
    for (let index = 0; index < 100; index++) said.add(await refused(action, call(), input));
    return said;
  }

  test("from one address is answered as ever and does not fill the trail; another address has its entries", async () => {
    expect(await flood("tenants.create", () => callFrom("192.0.2.3", ANONYMOUS))).toEqual(new Set(["unauthenticated"]));
    const written = await entriesFrom("192.0.2.3", "tenants.create");
    expect(written.length).toBeGreaterThan(30);
    expect(written.length).toBeLessThan(MOST);
    await refused("tenants.create", callFrom("192.0.2.4", ANONYMOUS));
    expect(await entriesFrom("192.0.2.4", "tenants.create")).toHaveLength(1);
  });

  test("of tokens that are none, or of attempts that came too often, does not either", async () => {
    const refresh = { refresh: "eyJhbGciOiJIUzI1NiJ9.e30.x" };
    expect(await flood("auth.refresh", () => callFrom("192.0.2.5", ANONYMOUS), refresh)).toEqual(
      new Set(["token_invalid"]),
    );
    expect((await entriesFrom("192.0.2.5", "auth.refresh")).length).toBeLessThan(MOST);
    const credentials = { email: "personne@hugo.fr", password: "x" };
    expect(await flood("auth.signIn", () => callFrom("192.0.2.6", ANONYMOUS), credentials)).toEqual(
      new Set(["invalid_credentials", "too_many_attempts"]),
    );
    expect((await entriesFrom("192.0.2.6", "auth.signIn")).length).toBeLessThan(MOST + 10);
  });

  test("by somebody who looks again and again is counted by who it is, and every refused change is written", async () => {
    const zoe = member();
    await flood("tenants.list", () => callFrom("192.0.2.7", zoe));
    expect((await entriesFrom("192.0.2.7", "tenants.list")).length).toBeLessThan(MOST);
    await flood("tenants.create", () => callFrom("192.0.2.7", zoe));
    expect(await entriesFrom("192.0.2.7", "tenants.create")).toHaveLength(100);
  });
});
