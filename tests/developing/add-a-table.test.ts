import { createHash } from "node:crypto";
import { createApp, mutationOf, queryOf, route, router } from "@pepro/api";
import { PeproError, type TenantView } from "@pepro/contracts";
import { defineUseCase, execute, inTenant, newId, requireModule, tenantAdmin, updateModules } from "@pepro/core";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { migrations } from "../../migrations/bundle.gen.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

// What docs/developing.md tells a developer to do, done.
const STATEMENTS = [
  `create table notices (
    id uuid not null,
    title text not null,
    author_id uuid not null,
    created_at timestamptz not null default now(),
    constraint notices_pkey primary key (id),
    constraint notices_author_id_fkey foreign key (author_id) references users (id) on delete cascade
  )`,
  "create index notices_author_id_idx on notices (author_id)",
];

const withNotices = {
  public: migrations.public,
  tenant: [
    ...migrations.tenant,
    {
      version: migrations.tenant.length + 1,
      file: "tenant/notices.sql",
      checksum: createHash("sha256").update(STATEMENTS.join()).digest("hex"),
      statements: STATEMENTS.map((text, index) => ({ line: index + 1, text })),
    },
  ],
};

const notice = z.object({ id: z.uuid(), title: z.string() });

const listNotices = defineUseCase({
  name: "notices.list",
  permission: requireModule("messaging"),
  access: "read",
  on: "tenant",
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.array(notice),
  run: async ({ tx }, { limit }) =>
    tx.query<z.output<typeof notice>>(sql`select id, title from notices order by created_at limit ${limit}`),
});

const postNotice = defineUseCase({
  name: "notices.post",
  permission: tenantAdmin,
  access: "write",
  on: "tenant",
  input: z.object({ title: z.string().min(1) }),
  output: notice,
  run: async ({ tx, actor, note }, { title }) => {
    if (actor.kind !== "member") throw new PeproError("forbidden", {});
    const id = newId();
    await tx.execute(sql`insert into notices (id, title, author_id) values (${id}, ${title}, ${actor.userId})`);
    note({ target: { kind: "notice", id }, changes: { title: { from: null, to: title } } });
    return { id, title };
  },
});

let platform: TestPlatform;
let hugo: TenantView;
let zola: TenantView;

beforeAll(async () => {
  platform = await openPlatform({ migrations: withNotices });
  [hugo, zola] = [await platform.openSchool(), await platform.openSchool()];
});
afterAll(() => platform.close());

async function asMember(school: TenantView, email: string, role: "admin" | "teacher") {
  const userId = await platform.addMember(school, email, role);
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  const actor = { kind: "member", tenantId: school.id, userId, email, role, sessionId: newId() } as const;
  return { ...OPERATOR, actor, tenant: target.tenant };
}

test("a table added by a migration is in every school, with the school's own rows alone", async () => {
  const admin = await asMember(hugo, "direction@hugo.fr", "admin");
  await execute(platform.core, postNotice, admin, { title: "Rentrée" });
  const titles = (school: TenantView) =>
    inTenant(platform.core, school.schemaName, ({ tx }) => tx.query<{ title: string }>(sql`select title from notices`));
  expect((await titles(hugo)).map((row) => row.title)).toEqual(["Rentrée"]);
  expect(await titles(zola)).toHaveLength(0);
});

test("code in a school's context cannot reach another school by name", async () => {
  const reach = inTenant(platform.core, hugo.schemaName, ({ tx }) =>
    tx.query(sql([`select id from ${zola.schemaName}.users`] as unknown as TemplateStringsArray)),
  );
  await expect(reach).rejects.toMatchObject({ code: "42501" });
});

test("inTenant refuses a school that does not exist", async () => {
  await expect(inTenant(platform.core, "nulle_part", async () => 1)).rejects.toMatchObject({ code: "not_found" });
});

test("a write in a school leaves an audit entry in that school, in the same transaction", async () => {
  const admin = await asMember(zola, "direction@zola.fr", "admin");
  const { id } = await execute(platform.core, postNotice, admin, { title: "Portes ouvertes" });
  const entries = await inTenant(platform.core, zola.schemaName, ({ tx }) =>
    tx.query(sql`select action, outcome, actor_label as "actorLabel" from audit_entries where target_id = ${id}`),
  );
  expect(entries).toEqual([{ action: "notices.post", outcome: "done", actorLabel: "direction@zola.fr" }]);
});

test("a module's permission follows the school's switch, over a Hono route and over tRPC alike", async () => {
  const teacher = await asMember(hugo, "prof@hugo.fr", "teacher");
  const token = await platform.tokenOf(hugo.domainUrl, "prof@hugo.fr");
  const deps = {
    core: () => platform.core,
    accessLog: () => undefined,
    ready: platform.ping,
    asset: async () => undefined,
    log: platform.core.log,
    mainHosts: [],
    trustedProxies: [],
  };
  const app = createApp(deps);
  app.get(
    "/notices",
    route(deps, listNotices, (c) => c.req.query()),
  );
  const ask = () =>
    app.fetch(
      new Request(`http://${hugo.domainUrl}/notices?limit=5`, {
        headers: { Host: hugo.domainUrl, Authorization: `Bearer ${token}` },
      }),
      {},
    );
  const caller = router({ list: queryOf(listNotices), post: mutationOf(postNotice) }).createCaller({
    core: platform.core,
    call: teacher,
    language: "fr",
    log: platform.core.log,
    session: { token: undefined, write: () => {}, clear: () => {} },
  });

  expect((await ask()).status).toBe(200);
  expect(await caller.list({})).toHaveLength(1);
  await expect(caller.post({ title: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });

  await execute(platform.core, updateModules, OPERATOR, { id: hugo.id, modulesEnabled: { grades: true } });
  expect((await ask()).status).toBe(403);
  const target = await platform.core.resolver.resolve(hugo.domainUrl);
  const now = { ...teacher, tenant: target.kind === "tenant" ? target.tenant : undefined };
  await expect(execute(platform.core, listNotices, now, {})).rejects.toMatchObject({ code: "module_disabled" });
});
