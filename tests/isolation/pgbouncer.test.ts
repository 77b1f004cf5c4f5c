import { createTenant, deactivateTenant, execute } from "@pepro/core";
import { listen, openConnection, rawSql, schemaName, sql, sqlstateOf, type TenantPlace } from "@pepro/db";
import { type OpenCore, openCore, SILENT_LOG } from "@pepro/runtime";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  BASE_DOMAIN,
  OPERATOR,
  openPlatform,
  PASSWORD,
  SECRET,
  schoolInput,
  type TestPlatform,
} from "../harness/index.ts";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "../harness/pgbouncer.ts";
import { runtimeUrlOf } from "../harness/runtime-login.ts";

const SCHOOLS = 50;
const TRANSACTIONS = 10_000;
const SERVER_CONNECTIONS = 5;
/** More clients than the server has connections, so that each one serves many schools. */
const CLIENTS = 20;

const available = hasPgBouncer();
if (!available)
  console.warn("PgBouncer is not on this machine (Debian: apt-get install pgbouncer): its suite is left out");

describe.skipIf(!available)("behind PgBouncer in transaction mode", () => {
  let direct: TestPlatform;
  let pooler: PgBouncer;
  let pooled: OpenCore;
  let places: TenantPlace[];
  let runtimeUrl: string;

  beforeAll(async () => {
    direct = await openPlatform();
    runtimeUrl = await runtimeUrlOf(direct);
    pooler = await startPgBouncer(runtimeUrl, SERVER_CONNECTIONS);
    places = await cheapSchools(direct, SCHOOLS);
    pooled = await open(pooler.url);
  });
  afterAll(async () => {
    await pooled?.close();
    await pooler?.stop();
    await direct?.close();
  });

  function open(runtimeDatabaseUrl: string): Promise<OpenCore> {
    return openCore({
      configuration: { baseDomain: BASE_DOMAIN, mainHosts: [BASE_DOMAIN], dataDir: direct.dataDir, runtimeDatabaseUrl },
      ownerUrl: direct.databaseUrl,
      secret: SECRET,
      migrations: direct.core.migrations,
      log: SILENT_LOG,
      applicationName: "pepro-pooled",
      maxConnections: CLIENTS,
    });
  }

  test("a connection knows that it is pooled, and prepares nothing", async () => {
    const through = await openConnection({ url: pooler.url });
    const straight = await openConnection({ url: runtimeUrl });
    expect({ through: through.pooled, straight: straight.pooled }).toEqual({ through: true, straight: false });
    await Promise.all([through.end(), straight.end()]);
  });

  test("no transaction of 10,000 meets another school's rows, role or path, and no probe gets through", async () => {
    const { db } = pooled.core;
    const done = { read: 0, written: 0, aborted: 0, refused: 0 };
    let next = 0;
    const own = sql`select current_user as "user", current_setting('search_path') as path, name from pupils`;
    const expectOwn = (place: TenantPlace, rows: readonly { user: string; path: string; name: string }[]) => {
      // An assertion a row would cost more than the transaction.
      const [row] = rows;
      const isOwn =
        rows.length === 1 && row?.user === place.role && row.path === place.schema && row.name === place.schema;
      if (!isOwn) throw new Error(`${place.schema} met ${JSON.stringify(rows)}`);
    };
    type Own = { user: string; path: string; name: string };
    const refused = async (work: Promise<unknown>, codes: readonly string[]) => {
      const error = await work.then(
        () => new Error("it was not refused"),
        (reason) => reason,
      );
      const code = sqlstateOf(error) ?? (error as { code?: string }).code ?? String(error);
      if (!codes.includes(code)) throw new Error(`${code}: ${error}`);
    };

    const one = async (turn: number) => {
      const place = places[turn % SCHOOLS] as TenantPlace;
      const other = places[(turn * 7 + 3) % SCHOOLS] as TenantPlace;
      const kind = turn % 10;
      if (kind < 4) {
        expectOwn(
          place,
          kind < 2 ? await db.queryTenant<Own>(place, own) : await db.readTenant(place, (tx) => tx.query<Own>(own)),
        );
        done.read++;
      } else if (kind < 6) {
        await db.withTenant(place, async (tx) => {
          await tx.query(sql`update pupils set visits = visits + 1`);
          expectOwn(place, await tx.query<Own>(own));
        });
        done.written++;
      } else if (kind < 8) {
        const work = db.withTenant(place, async (tx) => {
          await tx.query(sql`update pupils set name = 'aborted'`);
          if (kind === 6) await tx.query(sql`select 1 / (select 0)`);
          throw Object.assign(new Error("given up"), { code: "22012" });
        });
        await refused(work, ["22012"]);
        done.aborted++;
      } else {
        const text = `select name from ${other.schema}.pupils`;
        const work =
          kind === 8 ? db.queryTenant(place, rawSql(text)) : db.withTenant(place, (tx) => tx.query(rawSql(text)));
        await refused(work, ["42501"]);
        done.refused++;
      }
    };
    const client = async () => {
      for (let turn = next++; turn < TRANSACTIONS; turn = next++) await one(turn);
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));

    expect(done).toEqual({ read: 4_000, written: 2_000, aborted: 2_000, refused: 2_000 });
    const owner = await openConnection({ url: direct.databaseUrl });
    const visits = places.map(({ schema }) => `select sum(visits) as visits from ${schema}.pupils`).join(" union all ");
    const [sum] = await owner.send<{ visits: number }>(rawSql(`select sum(visits)::int as visits from (${visits}) v`));
    expect(sum?.visits).toBe(done.written);
    const sessions = await owner.send<{ count: number }>(sql`select count(*) as count from pg_stat_activity
      where usename = ${direct.core.installation.runtimeRole} and application_name = 'pepro-pooled'`);
    expect(sessions[0]?.count).toBeLessThanOrEqual(SERVER_CONNECTIONS + 1);
    await owner.end();
  }, 240_000);

  test("nothing that a school's SQL sets stays on a server connection", async () => {
    const { db } = pooled.core;
    const [a, b] = places as [TenantPlace, TenantPlace];
    for (const text of [
      `set role ${b.role}`,
      `set search_path = ${b.schema}`,
      "set statement_timeout = 1",
      "prepare x as select 1",
    ]) {
      await expect(db.queryTenant(a, rawSql(text))).rejects.toMatchObject({ code: "STATEMENT_REFUSED" });
    }
    const settings = await Promise.all(
      Array.from({ length: 20 }, () =>
        db.queryPlatform(sql`select current_user = session_user as own, current_setting('statement_timeout') as limit`),
      ),
    );
    for (const rows of settings) expect(rows).toEqual([{ own: true, limit: "1min" }]);
  });

  test("the platform serves: schools are opened, signed in to and closed through it, and its cache hears of changes", async () => {
    const { tenant: school } = await execute(pooled.core, createTenant, OPERATOR, {
      ...schoolInput(),
      provisionNow: true,
    });
    await direct.addMember(school, "camille@example.fr", "teacher");
    const target = await pooled.core.resolver.resolve(school.domainUrl);
    if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
    const credentials = { email: "camille@example.fr", password: PASSWORD };
    const scope = { kind: "tenant", tenant: target.tenant } as const;
    const { user } = await pooled.core.auth.tokens.logIn(scope, credentials, { ipAddress: null, userAgent: null });
    expect(user.email).toBe(credentials.email);
    // The listener takes the direct way by itself: what the pooler's side remembers is known to be up to date.
    await vi.waitFor(async () => {
      await pooled.core.resolver.resolve(school.domainUrl);
      expect(pooled.core.resolver.peek(school.domainUrl)).toBeDefined();
    });
    await execute(direct.core, deactivateTenant, OPERATOR, { id: school.id });
    await vi.waitFor(
      () => expect(pooled.core.resolver.resolve(school.domainUrl)).rejects.toMatchObject({ code: "tenant_inactive" }),
      { timeout: 10_000, interval: 10 },
    );
  });

  test("where no way leads past the pooler nothing is kept in memory, so nothing can be stale", async () => {
    const lines: string[] = [];
    const trusts: boolean[] = [];
    const listener = listen({
      url: pooler.url,
      channel: "pepro_tenants",
      onMessage: () => {},
      onTrust: (trusted) => void trusts.push(trusted),
      log: (line) => void lines.push(line),
    });
    await vi.waitFor(() => expect(lines.join()).toContain("connection pooler"));
    await listener.close();
    expect(trusts).not.toContain(true);
  });
});

/** Schools of one table and one row each: role, schema and rights as provisioning makes them. */
async function cheapSchools({ core, databaseUrl }: TestPlatform, count: number): Promise<TenantPlace[]> {
  const owner = await openConnection({ url: databaseUrl });
  const { runtimeRole, roles, controlClusterId } = core.installation;
  const places: TenantPlace[] = [];
  for (let number = 0; number < count; number++) {
    const role = roles.tenant(`${String(number).padStart(8, "0")}`);
    const schema = schemaName(`school_${number}`);
    for (const text of [
      `create role ${role} nologin inherit`,
      `grant ${roles.tenants} to ${role}`,
      `grant ${role} to ${runtimeRole}`,
      `create schema ${schema}`,
      `grant usage on schema ${schema} to ${role}`,
      `create table ${schema}.pupils (name text, visits int not null default 0)`,
      `insert into ${schema}.pupils values ('${schema}')`,
      `grant select, insert, update, delete on ${schema}.pupils to ${role}`,
    ]) {
      await owner.send(rawSql(text));
    }
    places.push({ clusterId: controlClusterId, schema, role });
  }
  await owner.end();
  return places;
}
