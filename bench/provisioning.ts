import {
  type Call,
  type Core,
  createTenant,
  execute,
  fillSpares,
  getOpening,
  newId,
  provisionTenant,
  startOpening,
} from "@pepro/core";
import { openPsql } from "./fleet/psql.ts";
import { newSchool, recordOpening } from "./opening/script.ts";
import { measure, type Result } from "./ratio.ts";

const OPERATOR: Call = {
  actor: { kind: "operator", label: "bench" },
  tenant: undefined,
  meta: { requestId: "bench", ipAddress: null, userAgent: null },
};

/** Schools that are opened one after the other for one figure. */
const IN_A_ROW = 4;
/** Schools at a time, and sessions of psql. */
const AT_ONCE = 4;

const SCHOOL = {
  schoolName: "Lycée de mesure",
  schoolType: "lycee",
  address: "1 rue du Mètre",
  postalCode: "75001",
  city: "Paris",
  phone: "0123456789",
  email: "contact@mesure.fr",
};

async function register(core: Core): Promise<string> {
  const subdomain = `mesure-${newId().slice(-12)}`;
  return (await execute(core, createTenant, OPERATOR, { ...SCHOOL, subdomain })).tenant.id;
}

/** Milliseconds to provision a registered school: all of it, from the control row to the entry in the trail. */
async function provisionOne(core: Core): Promise<number> {
  const id = await register(core);
  const began = performance.now();
  await execute(core, provisionTenant, OPERATOR, { id });
  return performance.now() - began;
}

async function inARow(one: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (let count = 0; count < IN_A_ROW; count++) sum += await one();
  return sum / IN_A_ROW;
}

/**
 * Provisioning a school against psql sending the same changes in one transaction, and against adopting a ready one: each
 * the whole use case, with its control rows, first administrator, events and audit entry. psql's session has opened a
 * school before.
 */
export async function measureProvisioning(core: Core, databaseUrl: string, rounds: number): Promise<Result[]> {
  const script = await recordOpening(core);
  const psql = openPsql(databaseUrl);
  try {
    const withPsql = async () => {
      const began = performance.now();
      await psql.run(script(newSchool(core)));
      return performance.now() - began;
    };
    const made = await measure(
      {
        name: "provisioning a school of 52 tables ÷ the same statements by one psql transaction",
        target: { at: "most", ratio: 1.3 },
        unit: "ms",
        ours: () => inARow(() => provisionOne(core)),
        theirs: () => inARow(withPsql),
      },
      rounds,
    );
    const adopted = await measure(
      {
        name: "adopting a ready school ÷ provisioning it",
        target: { at: "most", ratio: 0.15 },
        unit: "ms",
        ours: async () => {
          await execute(core, fillSpares, OPERATOR, { size: IN_A_ROW });
          return inARow(() => provisionOne(core));
        },
        theirs: () => inARow(() => provisionOne(core)),
      },
      rounds,
    );
    return [made, adopted];
  } finally {
    await psql.end();
  }
}

/** So many schools out of one file, four at a time, against four sessions of psql: registered, provisioned, told of and audited. */
export async function measureOpening(
  core: Core,
  databaseUrl: string,
  schools: number,
  rounds: number,
): Promise<Result> {
  const script = await recordOpening(core);
  const ours = async () => {
    const csv = fileOf(schools);
    const began = performance.now();
    const { id } = await execute(core, startOpening, OPERATOR, { csv, concurrency: AT_ONCE });
    await core.openings.settled(id);
    const milliseconds = performance.now() - began;
    const { job } = await execute(core, getOpening, OPERATOR, { id, pageSize: 1 });
    if (job.counts.done !== schools) throw new Error(`only ${job.counts.done} of ${schools} were opened`);
    return milliseconds;
  };
  const theirs = async () => {
    const sessions = Array.from({ length: AT_ONCE }, () => openPsql(databaseUrl));
    await Promise.all(sessions.map((session) => session.run("select 1")));
    const scripts = sessions.map((_, at) =>
      Array.from({ length: Math.ceil((schools - at) / AT_ONCE) }, () => script(newSchool(core))).join(";\n"),
    );
    const began = performance.now();
    await Promise.all(sessions.map((session, at) => session.run(scripts[at] ?? "")));
    const milliseconds = performance.now() - began;
    await Promise.all(sessions.map((session) => session.end()));
    return milliseconds;
  };
  return measure(
    {
      name: `${schools} schools of one file, ${AT_ONCE} at a time ÷ ${AT_ONCE} psql sessions`,
      target: { at: "most", ratio: 1.3 },
      unit: "ms",
      ours,
      theirs,
    },
    rounds,
  );
}

function fileOf(schools: number): string {
  const tag = newId().slice(-8);
  const headings = "school_name,subdomain,school_type,address,postal_code,city,phone,email";
  const lines = Array.from(
    { length: schools },
    (_, at) => `École ${at},mesure-${tag}-${at},college,1 rue du Mètre,75001,Paris,0123456789,contact@mesure.fr`,
  );
  return [headings, ...lines].join("\n");
}
