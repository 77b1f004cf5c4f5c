import { createAuth, createSecrets, createTenant, execute } from "@pepro/core";
import { sql } from "@pepro/db";
import { BASE_DOMAIN, OPERATOR, PASSWORD, SECRET, type TestPlatform } from "../../harness/index.ts";
import { type Client, logIn, ROOT } from "./client.ts";
import { creationOf, HUGO, numberedSchool, tenantBody } from "./schools.ts";

const HOUR_MS = 3_600_000;

/** The super-admin of the recording, with its name and number. */
export async function dressRoot({ core }: TestPlatform): Promise<void> {
  await core.db.queryPlatform(sql`update users set username = 'root', phone_number = '+33612345678'`);
}

/** The school of the recording with its administrator, teacher, student, and a teacher who left. @returns its id */
export async function openHugo({ core }: TestPlatform): Promise<string> {
  const { tenant } = await execute(core, createTenant, OPERATOR, {
    schoolName: HUGO.name,
    schoolType: "lycee",
    address: String(HUGO.address),
    postalCode: String(HUGO.postal_code),
    city: String(HUGO.city),
    phone: String(HUGO.phone),
    email: String(HUGO.email),
    subdomain: HUGO.subdomain,
    primaryColor: "#abcdef",
    secondaryColor: "#012345",
    maxStudents: 1500,
    provisionNow: true,
    admin: { email: "admin@lycee-hugo.fr", firstName: "Jean", lastName: "Valjean", password: PASSWORD },
  });
  const target = await core.resolver.resolve(tenant.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const passwordHash = await core.auth.passwords.hash(PASSWORD);
  const people = [
    { username: "prof", firstName: "Émile", lastName: "Zola", userType: "teacher" },
    { username: "eleve", firstName: "Cosette", lastName: "Valjean", userType: "student" },
    { username: "parti", firstName: "Fantine", lastName: "Thénardier", userType: "teacher" },
  ] as const;
  await core.db.withTenant(target.tenant, async (tx) => {
    for (const person of people) {
      const email = `${person.username}@lycee-hugo.fr`;
      const id = await core.auth.insertUser(tx, { ...person, email, passwordHash });
      if (person.username === "prof") await tx.query(sql`insert into profiles (user_id) values (${id})`);
    }
    await tx.query(sql`update users set is_active = false where username = 'parti'`);
  });
  return tenant.id;
}

/** The 25 schools of the recording, by the old API. @returns their ids, and their bodies as they are read */
export async function createNumbered(root: Client): Promise<Record<string, unknown>> {
  const bindings: Record<string, unknown> = {};
  for (let number = 1; number <= 25; number++) {
    const school = numberedSchool(number);
    const created = await root.send("POST", "/api/v1/tenants/", { json: creationOf(school) });
    if (created.status !== 201) throw new Error(`not created: ${created.text}`);
    const name = school.subdomain.replace("-", "_");
    bindings[name] = created.json.id;
    bindings[`body:${name}`] = tenantBody(school);
  }
  return bindings;
}

/** Tokens of super-admins that were good once: expired, of a deactivated account, of a deleted one. */
export async function spentTokens(platform: TestPlatform) {
  const { db, auth } = platform.core;
  const scope = { kind: "platform" } as const;
  const meta = { ipAddress: null, userAgent: null };
  const clock = () => new Date(Date.now() - 48 * HOUR_MS);
  const early = createAuth({ db, secrets: await createSecrets(SECRET), passwords: auth.passwords, clock });
  const { tokens: old } = await early.tokens.logIn(scope, { email: ROOT, password: PASSWORD }, meta);

  const passwordHash = await auth.passwords.hash(PASSWORD);
  const tokenOf = async (username: string) => {
    const email = `${username}@${BASE_DOMAIN}`;
    const user = { username, email, firstName: "A", lastName: "B", userType: "superadmin", passwordHash } as const;
    await db.withPlatform((tx) => auth.insertUser(tx, user));
    return (await logIn(platform, BASE_DOMAIN, email, PASSWORD)).tokens.access;
  };
  const [inactive, deleted] = [await tokenOf("inactive"), await tokenOf("deleted")];
  await db.queryPlatform(sql`update users set is_active = false where username = 'inactive'`);
  await db.queryPlatform(sql`delete from users where username = 'deleted'`);
  return { expired: old.access, inactive, deleted };
}
