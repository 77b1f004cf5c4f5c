import { rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ANYBODY, OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../../../../tests/harness/index.ts";
import { execute } from "../executor/index.ts";
import { createTenant, deleteTenant, inTenant } from "../tenants/index.ts";
import { DEMO_ACCOUNTS, DEMO_SCHOOLS, type DemoSchool, demoEmail } from "./schools.ts";
import { type SeedOptions, seedDemo } from "./seed.ts";
import { TABLES } from "./tables.ts";

const SUBDOMAINS = DEMO_SCHOOLS.map(({ subdomain }) => subdomain);
const OTHER_PASSWORD = "Autremotdepasse!2026";
/** Two periods are closed by then and a third is under way: no table has reason to be empty. */
const NOW = new Date("2027-05-12T09:30:00Z");

// Several whole seedings in one test are slow on a machine that has other work.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let platform: TestPlatform;
const openFresh = () => {
  beforeAll(async () => {
    platform = await openPlatform();
  });
  afterAll(() => platform.close());
};

const seed = (options: Partial<SeedOptions> = {}, { core } = platform) =>
  seedDemo(core, { ...OPERATOR, now: NOW }, { password: PASSWORD, ...options });

const subdomainsOf = (schools: readonly { subdomain: string }[]) => schools.map(({ subdomain }) => subdomain);

/** How many rows a school has, by table. */
function countRows(subdomain: string): Promise<[table: string, count: number][]> {
  const count = (table: string) => rawSql(`select '${table}' as "table", count(*) as count from ${table}`);
  return inTenant(platform.core, subdomain, async ({ tx }) => {
    const answers = Object.keys(TABLES).map((table) => tx.first<{ table: string; count: number }>(count(table)));
    return (await Promise.all(answers)).map((row) => [row?.table ?? "", row?.count ?? 0]);
  });
}

async function signIn(subdomain: string, local: string, password = PASSWORD) {
  const host = `${subdomain}.${platform.core.config.baseDomain}`;
  const token = await platform.tokenOf(host, demoEmail({ subdomain }, local), password);
  const response = await platform.fetch(host, "/api/v1/auth/profile/", {
    headers: { Authorization: `Bearer ${token}` },
  });
  return (await response.json()) as { email: string; user_type: string };
}

/** What the seed gives to `tenants.create`. */
function inputOf({ head, ...school }: DemoSchool, password: string) {
  return { ...school, admin: { ...head, email: demoEmail(school, "admin"), password } };
}

describe("a first run", () => {
  openFresh();
  const lines: string[] = [];
  let first: Awaited<ReturnType<typeof seed>>;
  beforeAll(async () => {
    first = await seed({ onProgress: (line) => lines.push(line) });
  });

  test("opens the three schools, tells of each, and lists the accounts to remember", () => {
    expect(subdomainsOf(first.opened)).toEqual(SUBDOMAINS);
    expect(first.opened[0]).toEqual({
      schoolName: "Lycée Victor Hugo",
      subdomain: "lycee-hugo",
      domainUrl: "lycee-hugo.peproscolaire.fr",
    });
    expect(lines).toEqual(first.opened.map(({ schoolName, domainUrl }) => `${schoolName} · ${domainUrl}`));
    expect(first.accounts).toEqual(
      DEMO_SCHOOLS.flatMap((school) =>
        DEMO_ACCOUNTS.map(({ local, role }) => ({
          subdomain: school.subdomain,
          role,
          email: demoEmail(school, local),
        })),
      ),
    );
  });

  test.each(DEMO_SCHOOLS)("$subdomain shows its own theme and modules on its host", async (school) => {
    const host = `${school.subdomain}.peproscolaire.fr`;
    const theme = await platform.fetch(host, "/api/v1/current-tenant/theme/");
    expect(await theme.json()).toMatchObject({
      school_name: school.schoolName,
      primary_color: school.primaryColor,
      secondary_color: school.secondaryColor,
    });
    const resolved = await platform.core.resolver.resolve(host);
    expect(resolved).toMatchObject({ kind: "tenant", tenant: { modulesEnabled: school.modulesEnabled } });
  });

  test.each(SUBDOMAINS)("every role signs in on the host of %s", async (subdomain) => {
    for (const { local, role } of DEMO_ACCOUNTS) {
      expect(await signIn(subdomain, local)).toMatchObject({ email: `${local}@${subdomain}.fr`, user_type: role });
    }
  });

  test("an account of one school is nobody on another's host", async () => {
    const login = platform.tokenOf("college-tilleuls.peproscolaire.fr", "prof@lycee-hugo.fr");
    await expect(login).rejects.toThrow("login refused");
  });

  test.each(DEMO_SCHOOLS)("fills every table of $subdomain but those of modules that are off", async (school) => {
    const empty = (await countRows(school.subdomain)).filter(([, count]) => count === 0).map(([table]) => table);
    const off = [
      ...(school.modulesEnabled.messaging ? [] : ["groups", "group_members", "messages", "message_recipients"]),
      ...(school.modulesEnabled.ai_analytics ? [] : ["risk_profiles", "risk_alerts"]),
    ];
    expect(empty).toEqual(off);
  });

  test.each(SUBDOMAINS)(
    "%s has no pupil in two classes, no teacher, room or class twice in a slot",
    async (subdomain) => {
      const doubles = await inTenant(platform.core, subdomain, ({ tx }) =>
        tx.query(sql`
        select 'pupil' as what from enrolments group by student_id having count(*) > 1
        union all select 'teacher' from timetable_entries group by time_slot_id, teacher_id having count(*) > 1
        union all select 'room' from timetable_entries group by time_slot_id, room_id having count(*) > 1
        union all select 'class' from timetable_entries group by time_slot_id, class_id having count(*) > 1`),
      );
      expect([...doubles]).toEqual([]);
    },
  );

  test.each(SUBDOMAINS)(
    "the current year of %s holds today, and moments are the school's own clock",
    async (subdomain) => {
      const row = await inTenant(platform.core, subdomain, ({ tx }) =>
        tx.first(sql`select
        exists (select from academic_years where is_current and ${NOW}::date between starts_on and ends_on) as "holdsToday",
        not exists (
          select from attendance_registers r join time_slots s on s.id = r.time_slot_id
          where (r.opened_at at time zone 'Europe/Paris')::time <> s.starts_at + interval '3 minutes'
            or extract(isodow from r.held_on) <> s.weekday
        ) as "onTheHour"`),
      );
      expect(row).toEqual({ holdsToday: true, onTheHour: true });
    },
  );

  test("is noted in the audit trail of each school", async () => {
    const entries = await inTenant(platform.core, "lycee-hugo", ({ tx }) =>
      tx.query(sql`select action, outcome, actor_kind from audit_entries where action like 'demo.%'`),
    );
    expect([...entries]).toEqual([{ action: "demo.fill", outcome: "done", actor_kind: "operator" }]);
  });

  test("a second run opens nothing, adds nothing and changes no password", async () => {
    const before = await Promise.all(SUBDOMAINS.map(countRows));
    const second = await seed({ password: OTHER_PASSWORD });
    expect(second).toEqual({ opened: [], accounts: first.accounts });
    expect(await Promise.all(SUBDOMAINS.map(countRows))).toEqual(before);
    expect(await signIn("lycee-hugo", "eleve")).toMatchObject({ user_type: "student" });
  });

  test("a school deleted on purpose is not opened again, and its accounts are no longer listed", async () => {
    const resolved = await platform.core.resolver.resolve("college-tilleuls.peproscolaire.fr");
    if (resolved.kind !== "tenant") throw new Error("the school does not answer");
    await execute(platform.core, deleteTenant, OPERATOR, { id: resolved.tenant.id });
    const { opened, accounts } = await seed({ password: OTHER_PASSWORD });
    expect(opened).toEqual([]);
    expect(new Set(subdomainsOf(accounts))).toEqual(new Set(["lycee-hugo", "lycee-pro-forges"]));
    expect(await signIn("lycee-hugo", "parent")).toMatchObject({ user_type: "parent" });
  });
});

describe("a run that is cut off", () => {
  openFresh();

  test("between two schools is finished by the next, whose password then opens them all", async () => {
    const stop = new Error("killed");
    const cut = seed({
      onProgress: () => {
        throw stop;
      },
    });
    await expect(cut).rejects.toBe(stop);
    expect((await countRows("lycee-hugo")).find(([table]) => table === "enrolments")).toEqual(["enrolments", 60]);

    const { opened, accounts } = await seed({ password: OTHER_PASSWORD });
    expect(subdomainsOf(opened)).toEqual(SUBDOMAINS.slice(1));
    expect(accounts).toHaveLength(12);
    for (const subdomain of SUBDOMAINS) {
      expect(await signIn(subdomain, "prof", OTHER_PASSWORD)).toMatchObject({ user_type: "teacher" });
      await expect(signIn(subdomain, "admin", PASSWORD)).rejects.toThrow("login refused");
    }
  });
});

describe("a school that is there already", () => {
  openFresh();

  test("is finished from its control row or its empty schema, and left alone when only its name is the demo's", async () => {
    const [hugo, tilleuls, forges] = DEMO_SCHOOLS as [DemoSchool, DemoSchool, DemoSchool];
    const { core } = platform;
    await platform.openSchool({ subdomain: hugo.subdomain, email: hugo.email });
    await execute(core, createTenant, OPERATOR, inputOf(tilleuls, OTHER_PASSWORD));
    await execute(core, createTenant, OPERATOR, { ...inputOf(forges, OTHER_PASSWORD), provisionNow: true });

    const { opened, accounts } = await seed();
    expect(subdomainsOf(opened)).toEqual([tilleuls.subdomain, forges.subdomain]);
    expect(new Set(subdomainsOf(accounts))).toEqual(new Set([tilleuls.subdomain, forges.subdomain]));
    const filled = (await countRows(hugo.subdomain)).filter(([, count]) => count > 0);
    expect(filled).toEqual([["users", 1]]);
    for (const { subdomain } of [tilleuls, forges]) {
      expect(await signIn(subdomain, "admin")).toMatchObject({ user_type: "admin" });
    }
  });
});

describe("two runs at once", () => {
  openFresh();

  test("from two processes open each school once", async () => {
    const other = await platform.another();
    try {
      const runs = await Promise.all([seed(), seed({ password: OTHER_PASSWORD }, other)]);
      expect(runs.flatMap(({ opened }) => subdomainsOf(opened))).toEqual(SUBDOMAINS);
      expect(runs.map(({ accounts }) => accounts.length)).toEqual([12, 12]);
      for (const subdomain of SUBDOMAINS) {
        const counts = Object.fromEntries(await countRows(subdomain));
        expect(counts).toMatchObject({ academic_years: 1, enrolments: 60 });
      }
    } finally {
      await other.close();
    }
  });

  test("nobody but the platform's own people may seed, and a short password is refused", async () => {
    const options = { password: PASSWORD };
    await expect(seedDemo(platform.core, ANYBODY, options)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(seed({ password: "court" })).rejects.toMatchObject({ code: "validation_failed" });
  });
});
