import { DEFAULT_MODULES, everyModule, type TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { refusalOf, rootClient, typedClient } from "./support/typed-client.ts";

let platform: TestPlatform;
let school: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool({ schoolName: "Lycée Ada Lovelace" });
  await platform.addMember(school, "eleve@example.fr", "student");
});
afterAll(() => platform.close());

async function asStudent() {
  const token = await platform.tokenOf(school.domainUrl, "eleve@example.fr");
  return typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${token}` }).currentTenant;
}

test("theme and modules are there for anybody, for the login page needs them", async () => {
  const { currentTenant } = typedClient(platform.fetch, school.domainUrl);
  expect(await currentTenant.theme.query()).toEqual({
    primaryColor: "#1976D2",
    secondaryColor: "#424242",
    logoUrl: "/static/img/default-logo.png",
    faviconUrl: "/static/img/favicon.ico",
    schoolName: "Lycée Ada Lovelace",
  });
  expect(await currentTenant.modules.query()).toMatchObject({ grades: true, ai_analytics: false });
});

test("info gives a member the school as it is stored", async () => {
  const info = await (await asStudent()).info.query();
  expect(info).toMatchObject({ id: school.id, domainUrl: school.domainUrl, schemaName: school.schemaName });
  expect(info.studentCount).toBe(1);
});

test("features gives a member all modules by name, the limits and the formats", async () => {
  expect(await (await asStudent()).features.query()).toEqual({
    modules: DEFAULT_MODULES,
    maxStudents: 1000,
    maxStorageGb: 50,
    language: "fr",
    timezone: "Europe/Paris",
    dateFormat: "%d/%m/%Y",
    timeFormat: "%H:%M",
  });
});

test("the main host has the platform's theme, every module, and no school", async () => {
  const { currentTenant } = await rootClient(platform);
  expect(await currentTenant.theme.query()).toMatchObject({ schoolName: "PeproScolaire", primaryColor: "#1976D2" });
  expect(await currentTenant.modules.query()).toEqual(everyModule(() => true));
  for (const call of [currentTenant.info.query(), currentTenant.features.query()]) {
    expect((await refusalOf(call)).data.pepro).toEqual({ code: "tenant_required", fields: {} });
  }
});

test("the host alone chooses the school: X-Tenant-Subdomain is for the old paths", async () => {
  const other = await platform.openSchool({ schoolName: "Lycée Grace Hopper" });
  const asking = (host: string, subdomain: string) =>
    typedClient(platform.fetch, host, { "X-Tenant-Subdomain": subdomain }).currentTenant.theme.query();
  expect((await asking(BASE_DOMAIN, school.school.subdomain)).schoolName).toBe("PeproScolaire");
  expect((await asking(other.domainUrl, school.school.subdomain)).schoolName).toBe("Lycée Grace Hopper");
  expect((await asking(BASE_DOMAIN, "peproscolaire")).schoolName).toBe("PeproScolaire");
});
