import { readFileSync } from "node:fs";
import type { TenantView } from "@pepro/contracts";
import {
  type Core,
  execute,
  inTenant,
  type MigrationBundle,
  migrateTenants,
  type ResolvedTenant,
  updateTenant,
} from "@pepro/core";
import { type Statement, sql, type Tx } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { migrations } from "../../migrations/bundle.gen.ts";
import { withFiles } from "../harness/bundle.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "../http/support/app.ts";

const GUIDE = readFileSync(new URL("../../docs/releases.md", import.meta.url), "utf8");
const BEFORE = migrations.tenant.length;

/** The guide's own statements, release by release. */
const [expand = "", fill = "", contract = ""] = [...GUIDE.matchAll(/```sql\n([\s\S]*?);\n```/g)].map(([, sql]) => sql);

function bundleOf(files: string[], servedFrom: number): MigrationBundle {
  const tenant = withFiles(
    "tenant",
    migrations.tenant,
    files.map((file) => [file]),
  );
  return { public: migrations.public, tenant, servedFrom };
}

type Program = {
  bundle: MigrationBundle;
  read(tenant: ResolvedTenant): Statement;
  write(tenant: ResolvedTenant, number: string): Statement;
};

const both = (number: string) => sql`update users set phone_number = ${number}, phone = ${number}`;
const hasPhone = ({ schemaVersion }: ResolvedTenant) => schemaVersion > BEFORE;

/** What each release's program does, as the guide has it. */
const PROGRAMS: Record<"before" | "A" | "B" | "C", Program> = {
  before: {
    bundle: bundleOf([], BEFORE),
    read: () => sql`select phone_number as phone from users`,
    write: (_, number) => sql`update users set phone_number = ${number}`,
  },
  A: {
    bundle: bundleOf([expand], BEFORE),
    read: (tenant) =>
      hasPhone(tenant)
        ? sql`select coalesce(phone, phone_number) as phone from users`
        : sql`select phone_number as phone from users`,
    write: (tenant, number) => (hasPhone(tenant) ? both(number) : sql`update users set phone_number = ${number}`),
  },
  B: {
    bundle: bundleOf([expand, fill], BEFORE + 1),
    read: () => sql`select coalesce(phone, phone_number) as phone from users`,
    write: (_, number) => both(number),
  },
  C: {
    bundle: bundleOf([expand, fill, contract], BEFORE + 2),
    read: () => sql`select phone from users`,
    write: (_, number) => sql`update users set phone = ${number}`,
  },
};

let platform: TestPlatform;
let school: TenantView;
beforeEach(() => skipElsewhere("programs with other migrations run in this process"));
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool({ schoolName: "Lycée Rosa Parks" });
  await execute(platform.core, updateTenant, OPERATOR, { id: school.id, primaryColor: "#7B1FA2" });
});
afterAll(() => platform.close());

const as = ({ bundle }: Program): Core => ({ ...platform.core, migrations: bundle });
const app = (program: Program) => watchedApp(platform, { core: (core) => ({ ...core, migrations: program.bundle }) });
const theme = async (program: Program) =>
  (await app(program).fetch(school.domainUrl, "/api/v1/current-tenant/theme/")).status;

/** One value written and read by a program, in a school as it is. */
async function goesOn(program: Program, number: string): Promise<void> {
  await inTenant(as(program), school.id, async ({ tx, tenant }) => {
    await tx.query(program.write(tenant, number));
    expect(await phoneOf(tx, tenant, program)).toBe(number);
  });
}

async function phoneOf(tx: Tx, tenant: ResolvedTenant, program: Program): Promise<string | undefined> {
  return (await tx.first<{ phone: string }>(program.read(tenant)))?.phone;
}

const migrate = (program: Program) => execute(as(program), migrateTenants, OPERATOR, { schema: school.schemaName });

describe("expand, fill, contract, as the guide has it", () => {
  test("the guide has a statement for each release", () => {
    for (const text of [expand, fill, contract]) expect(text).toMatch(/(alter table|update) users/);
  });

  test("each program serves the version before its own and its own, and nobody's number is lost", async () => {
    const { before, A, B, C } = PROGRAMS;
    await goesOn(before, "0100000000");
    await goesOn(A, "0100000001");
    expect([await theme(before), await theme(A), await theme(B)]).toEqual([200, 200, 503]);

    await migrate(A);
    // Written before there was the new column: both programs that serve this version still find it.
    for (const program of [A, B])
      await inTenant(as(program), school.id, async ({ tx, tenant }) =>
        expect(await phoneOf(tx, tenant, program)).toBe("0100000001"),
      );
    await goesOn(A, "0100000002");
    await goesOn(B, "0100000003");
    expect([await theme(before), await theme(A), await theme(B), await theme(C)]).toEqual([503, 200, 200, 503]);

    await migrate(B);
    await inTenant(as(C), school.id, async ({ tx, tenant }) => expect(await phoneOf(tx, tenant, C)).toBe("0100000003"));
    await goesOn(B, "0100000004");
    await goesOn(C, "0100000005");
    expect([await theme(A), await theme(B), await theme(C)]).toEqual([503, 200, 200]);

    await migrate(C);
    await goesOn(C, "0100000006");
    expect([await theme(B), await theme(C)]).toEqual([503, 200]);
  });
});

describe("a school outside of what a program works with", () => {
  const LATER: Program = { ...PROGRAMS.C, bundle: { ...bundleOf([expand, fill, contract, "select 1"], BEFORE + 4) } };
  const HTML = { headers: { accept: "text/html", "accept-language": "en" } };

  test("answers a page in its own name and colour that reloads by itself, in the reader's language", async () => {
    for (const path of ["/", "/anything"]) {
      const response = await app(LATER).fetch(school.domainUrl, path, HTML);
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "15"]);
      const page = await response.text();
      expect(page).toContain("Lycée Rosa Parks");
      expect(page).toContain("--accent:#7B1FA2");
      expect(page).toContain("This school is being updated");
      expect(page).toContain('http-equiv="refresh" content="15"');
    }
    const french = await app(LATER).fetch(school.domainUrl, "/", { headers: { accept: "text/html" } });
    expect(await french.text()).toContain("en cours de mise à jour");
  });

  test("answers 503 by every door, sign-in included, and is not touched", async () => {
    const { fetch } = app(LATER);
    const rest = await fetch(school.domainUrl, "/api/v1/current-tenant/theme/");
    expect([rest.status, rest.headers.get("retry-after")]).toEqual([503, "15"]);
    expect(await rest.json()).toEqual({ detail: expect.stringContaining("mise à jour"), id: expect.any(String) });
    const login = await fetch(school.domainUrl, "/api/v1/auth/login/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "a@b.fr", password: PASSWORD }),
    });
    expect(login.status).toBe(503);
    const trpc = await fetch(school.domainUrl, "/trpc/currentTenant.theme");
    expect(trpc.status).toBe(503);
    expect(await trpc.json()).toMatchObject({
      error: { data: { pepro: { code: "tenant_unavailable", fields: { retryAfterSeconds: 15 } } } },
    });
    await expect(inTenant(as(LATER), school.id, async () => 1)).rejects.toMatchObject({ code: "tenant_unavailable" });
  });

  test("is served by this process and another the moment its migration is done", async () => {
    const other = await platform.another();
    try {
      const elsewhere = watchedApp(other, { core: (core) => ({ ...core, migrations: LATER.bundle }) });
      const statusThere = async () => (await elsewhere.fetch(school.domainUrl, "/api/v1/current-tenant/theme/")).status;
      expect([await theme(LATER), await statusThere()]).toEqual([503, 503]);
      await migrate(LATER);
      expect(await theme(LATER)).toBe(200);
      await expect.poll(statusThere).toBe(200);
    } finally {
      await other.close();
    }
  });
});

test("the oldest version that this program says it serves is one of its own", () => {
  expect(migrations.servedFrom).toBeGreaterThanOrEqual(1);
  expect(migrations.servedFrom).toBeLessThanOrEqual(migrations.tenant.length);
});
