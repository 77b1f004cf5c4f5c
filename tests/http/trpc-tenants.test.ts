import { MODULE_RECORDS, MODULES } from "@pepro/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { rootClient, type TypedClient, typedClient } from "./support/typed-client.ts";

let platform: TestPlatform;
let root: TypedClient;
beforeAll(async () => {
  platform = await openPlatform();
  root = await rootClient(platform);
});
afterAll(() => platform.close());

const themeOf = (host: string) => typedClient(platform.fetch, host).currentTenant.theme.query();

/** A school without a schema: it answers on its host already, for what needs no table. */
const register = async () => (await root.tenants.create.mutate(schoolInput())).tenant;

test("create with provisionNow opens a school that answers at once, with its first administrator", async () => {
  const input = { ...schoolInput("lycee-curie"), schoolName: "Lycée Curie", provisionNow: true };
  const admin = { email: "proviseur@lycee-curie.fr", firstName: "Irène", lastName: "Joliot", password: "Radium!1898" };
  const made = await root.tenants.create.mutate({ ...input, admin });

  expect(made.admin).toEqual({ email: admin.email, password: null });
  expect(made.tenant).toMatchObject({
    schemaName: "lycee_curie",
    domainUrl: `lycee-curie.${BASE_DOMAIN}`,
    state: "ready",
    isActive: true,
    primaryColor: "#1976D2",
    school: { name: "Lycée Curie", subdomain: "lycee-curie" },
  });
  expect((await themeOf(made.tenant.domainUrl)).schoolName).toBe("Lycée Curie");
  const school = typedClient(platform.fetch, made.tenant.domainUrl);
  const { user } = await school.auth.signIn.mutate({ email: admin.email, password: admin.password });
  expect(user).toMatchObject({ email: admin.email, firstName: "Irène", userType: "admin" });
});

test("create makes up the administrator's password where none is given, and shows it this once", async () => {
  const made = await root.tenants.create.mutate({ ...schoolInput("lycee-noether"), provisionNow: true });
  expect(made.admin?.password).toMatch(/^\S{12,}$/);
  const school = typedClient(platform.fetch, made.tenant.domainUrl);
  const credentials = { email: made.admin?.email ?? "", password: made.admin?.password ?? "" };
  expect((await school.auth.signIn.mutate(credentials)).user?.userType).toBe("admin");
});

test("provision gives a registered school its schema", async () => {
  const { tenant } = await root.tenants.create.mutate(schoolInput("lycee-galois"));
  expect(tenant).toMatchObject({ state: "created", provisionedAt: null });
  const provisioned = await root.tenants.provision.mutate({ id: tenant.id });
  expect(provisioned.tenant).toMatchObject({ id: tenant.id, state: "ready" });
  expect(provisioned.tenant.provisionedAt).not.toBeNull();
  expect(provisioned.admin?.email).toBe("contact@lycee-galois.fr");
});

test("list searches, filters, sorts and pages", async () => {
  for (const letter of ["a", "b", "c"]) {
    const input = { ...schoolInput(`tri-${letter}`), schoolName: `Triage ${letter}`, city: "Lannion" };
    await root.tenants.create.mutate({ ...input, schoolType: letter === "c" ? "college" : "lycee" });
  }
  const names = async (input: Parameters<typeof root.tenants.list.query>[0]) => {
    const page = await root.tenants.list.query({ search: "Triage", ...input });
    return { count: page.count, names: page.items.map(({ school }) => school.subdomain) };
  };
  expect(await names({})).toEqual({ count: 3, names: ["tri-a", "tri-b", "tri-c"] });
  expect(await names({ ordering: ["-school_name"] })).toEqual({ count: 3, names: ["tri-c", "tri-b", "tri-a"] });
  expect(await names({ schoolType: "college" })).toEqual({ count: 1, names: ["tri-c"] });
  expect(await names({ pageSize: 2, page: 2 })).toEqual({ count: 3, names: ["tri-c"] });
  expect(await names({ isActive: false })).toEqual({ count: 0, names: [] });
});

test("get reads what create wrote", async () => {
  const { tenant } = await root.tenants.create.mutate(schoolInput());
  expect(await root.tenants.get.query({ id: tenant.id })).toEqual(tenant);
});

test("update changes what is given, and the school's own host shows it at once", async () => {
  const school = await register();
  expect((await themeOf(school.domainUrl)).primaryColor).toBe("#1976D2");
  const updated = await root.tenants.update.mutate({
    id: school.id,
    primaryColor: "#2E7D32",
    maxStudents: 1500,
    school: { schoolName: "Lycée Rebaptisé" },
  });
  expect(updated).toMatchObject({ primaryColor: "#2E7D32", maxStudents: 1500, secondaryColor: "#424242" });
  expect(await themeOf(school.domainUrl)).toMatchObject({ primaryColor: "#2E7D32", schoolName: "Lycée Rebaptisé" });
});

test("deactivate turns a school away at once, and activate brings it back", async () => {
  const school = await register();
  await themeOf(school.domainUrl);
  expect(await root.tenants.deactivate.mutate({ id: school.id })).toMatchObject({ isActive: false });
  await expect(themeOf(school.domainUrl)).rejects.toMatchObject({ data: { pepro: { code: "tenant_inactive" } } });
  expect(await root.tenants.activate.mutate({ id: school.id })).toMatchObject({ isActive: true });
  expect((await themeOf(school.domainUrl)).schoolName).toBe(school.school.name);
});

test("delete suspends a school at once and keeps its name taken", async () => {
  const school = await register();
  const { subdomain } = school.school;
  const deleted = await root.tenants.delete.mutate({ id: school.id });
  expect(Date.parse(deleted.purgeAfter)).toBeGreaterThan(Date.now());
  await expect(themeOf(school.domainUrl)).rejects.toMatchObject({ data: { pepro: { code: "tenant_not_found" } } });
  await expect(root.tenants.get.query({ id: school.id })).rejects.toMatchObject({ data: { httpStatus: 404 } });
  const again = root.tenants.create.mutate(schoolInput(subdomain));
  await expect(again).rejects.toMatchObject({ data: { pepro: { code: "subdomain_taken", fields: { subdomain } } } });
});

test("stats counts users by role", async () => {
  const school = await platform.openSchool();
  await platform.addMember(school, "a@example.fr", "student");
  await platform.addMember(school, "b@example.fr", "student");
  await platform.addMember(school, "c@example.fr", "teacher");
  const stats = await root.tenants.stats.query({ id: school.id });
  expect(stats).toMatchObject({
    tenantId: school.id,
    totalUsers: 4,
    studentCount: 2,
    teacherCount: 1,
    adminCount: 1,
    storageUsedBytes: 0,
    storageLimitBytes: 50 * 1024 ** 3,
  });
  const off = MODULES.filter((name) => !MODULE_RECORDS[name].byDefault);
  expect([...stats.inactiveModules].sort()).toEqual([...off].sort());
});

test("checkSubdomain tells whether a name is free, which rule forbids it, and what hosts end with", async () => {
  const school = await register();
  const check = (subdomain: string) => root.tenants.checkSubdomain.query({ subdomain });
  const refused = (rule: string) => ({ available: false, rule, baseDomain: BASE_DOMAIN });
  expect(await check("lycee-tout-neuf")).toEqual({ available: true, rule: null, baseDomain: BASE_DOMAIN });
  expect(await check(school.school.subdomain)).toEqual(refused("subdomain_taken"));
  expect(await check("admin")).toEqual(refused("subdomain_reserved"));
  expect(await check("Majuscule")).toEqual(refused("subdomain_characters"));
  expect(await check("")).toEqual(refused("blank"));
});

test("updateModules replaces the modules, and an empty map brings the defaults back", async () => {
  const school = await register();
  const modulesOf = () => typedClient(platform.fetch, school.domainUrl).currentTenant.modules.query();
  await root.tenants.updateModules.mutate({ id: school.id, modulesEnabled: { grades: true, messaging: false } });
  expect(await modulesOf()).toEqual({ grades: true, messaging: false });
  await root.tenants.updateModules.mutate({ id: school.id, modulesEnabled: {} });
  expect(await modulesOf()).toMatchObject({ grades: true, messaging: true, ai_analytics: false });
});

test("addDomain makes a school answer on another host, and removeDomain takes it away", async () => {
  const school = await register();
  const added = await root.tenants.addDomain.mutate({ tenantId: school.id, domain: "Ecole.Exemple-Un.fr" });
  expect(added).toMatchObject({ domain: "ecole.exemple-un.fr", isPrimary: false });
  expect((await themeOf("ecole.exemple-un.fr")).schoolName).toBe(school.school.name);
  expect(await root.tenants.removeDomain.mutate({ tenantId: school.id, id: added.id })).toEqual({
    domain: "ecole.exemple-un.fr",
  });
  await expect(themeOf("ecole.exemple-un.fr")).rejects.toMatchObject({ data: { httpStatus: 404 } });
});

test("updateSettings changes what is given and settings reads it", async () => {
  const school = await register();
  await root.tenants.updateSettings.mutate({ tenantId: school.id, settings: { timezone: "Indian/Reunion" } });
  expect(await root.tenants.settings.query({ tenantId: school.id })).toMatchObject({
    timezone: "Indian/Reunion",
    language: "fr",
    sessionTimeoutMinutes: 60,
  });
});

test("calls made in one turn travel in one batch and are answered each", async () => {
  const paths: string[] = [];
  const school = await register();
  const fetch: TestPlatform["fetch"] = (host, path, init) => {
    paths.push(path);
    return platform.fetch(host, path, init);
  };
  const { currentTenant } = typedClient(fetch, school.domainUrl);
  const [theme, modules] = await Promise.all([currentTenant.theme.query(), currentTenant.modules.query()]);
  expect(paths).toHaveLength(1);
  expect(theme.schoolName).toBe(school.school.name);
  expect(modules.grades).toBe(true);
});
