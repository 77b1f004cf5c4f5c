import { sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, schoolBody, schoolInput, type TestPlatform } from "../harness/index.ts";
import { ROOT, refusalOf, rootClient } from "./support/typed-client.ts";

let platform: TestPlatform;
let second: TestPlatform;
let token: string;
beforeAll(async () => {
  platform = await openPlatform();
  second = await platform.another();
  token = await platform.tokenOf(BASE_DOMAIN, ROOT);
});
afterAll(async () => {
  await second.close();
  await platform.close();
});

async function create(by: TestPlatform, body: Record<string, unknown>) {
  const response = await by.fetch(BASE_DOMAIN, "/api/v1/tenants/", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function schemasCalled(name: string): Promise<number> {
  const { db } = platform.core;
  const rows = await db.queryPlatform<{ count: number }>(sql`select count(*)::int as count
    from pg_namespace where nspname = ${name}`);
  return rows[0]?.count ?? 0;
}

test("of two creations of one subdomain at once, each with its schema, one gets 201 and the other 400", async () => {
  const body = { ...schoolBody("lycee-course"), provision_now: true };
  const answers = await Promise.all([create(platform, body), create(second, body)]);
  const [made, refused] = answers.sort((a, b) => a.status - b.status);
  expect(made?.status).toBe(201);
  expect(made?.body).toMatchObject({ schema_name: "lycee_course", provisioned_at: expect.any(String) });
  expect(refused).toEqual({
    status: 400,
    body: { subdomain: ["Le sous-domaine lycee-course est déjà utilisé"] },
  });
  expect(await schemasCalled("lycee_course")).toBe(1);
  const host = `lycee-course.${BASE_DOMAIN}`;
  expect((await platform.fetch(host, "/api/v1/current-tenant/theme/")).status).toBe(200);
});

test("of ten at once through two processes, one wins and nine are told so", async () => {
  const body = schoolBody("lycee-cohue");
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => create(index % 2 === 0 ? platform : second, body)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, ...Array(9).fill(400)]);
  const root = await rootClient(platform);
  expect((await root.tenants.list.query({ search: "lycee_cohue" })).count).toBe(1);
});

test("through tRPC and REST at once as well", async () => {
  const root = await rootClient(platform);
  const trpc = root.tenants.create.mutate(schoolInput("lycee-duel"));
  const [typed, rest] = await Promise.allSettled([trpc, create(second, schoolBody("lycee-duel"))]);
  const restStatus = rest.status === "fulfilled" ? rest.value.status : 0;
  expect([typed.status, restStatus]).toEqual(typed.status === "fulfilled" ? ["fulfilled", 400] : ["rejected", 201]);
  if (typed.status === "rejected") {
    expect((await refusalOf(trpc)).data.pepro).toEqual({
      code: "subdomain_taken",
      fields: { subdomain: "lycee-duel" },
    });
  }
});

test("of two schools that take one alternative domain at once, one gets it", async () => {
  const [one, two] = [await create(platform, schoolBody()), await create(platform, schoolBody())];
  const add = ({ body }: { body: { id: string } }) =>
    platform.fetch(BASE_DOMAIN, `/api/v1/tenants/${body.id}/add_domain/`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ domain: "course.exemple.fr" }),
    });
  const statuses = (await Promise.all([add(one), add(two)])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 400]);
});
