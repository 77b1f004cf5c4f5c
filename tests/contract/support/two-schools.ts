import { BASE_DOMAIN, schoolBody, type TestPlatform } from "../../harness/index.ts";
import { type Client, superAdminOf } from "./client.ts";
import { openHugo } from "./recorded-world.ts";

export const HUGO_HOST = `lycee-hugo.${BASE_DOMAIN}`;
export const OTHER_HOST = `autre.${BASE_DOMAIN}`;
/** A teacher of either school, under one address, with a password of their own each. */
export const TEACHER = "prof@lycee-hugo.fr";
export const OTHER_PASSWORD = "Autre-mot-2026";

export type TwoSchools = { root: Client; other: string };

/** The recorded school and another one, each with a teacher of the same address. */
export async function openTwoSchools(platform: TestPlatform): Promise<TwoSchools> {
  const root = await superAdminOf(platform);
  await openHugo(platform);
  const json = { ...schoolBody("autre"), provision_now: true };
  const created = await root.send("POST", "/api/v1/tenants/", { json });
  await addUser(platform, OTHER_HOST, { email: TEACHER, lastName: "Autre", password: OTHER_PASSWORD });
  return { root, other: String(created.json.id) };
}

/** A teacher of a host's school. @returns the id */
export async function addUser(
  { core }: TestPlatform,
  host: string,
  { email, lastName, password }: { email: string; lastName: string; password: string },
): Promise<string> {
  const target = await core.resolver.resolve(host);
  if (target.kind !== "tenant") throw new Error(`no school answers on ${host}`);
  const passwordHash = await core.auth.passwords.hash(password);
  const user = { username: email, email, firstName: "Émile", lastName, userType: "teacher", passwordHash } as const;
  return core.db.withTenant(target.tenant, (tx) => core.auth.insertUser(tx, user));
}
