import { execute, provisionTenant } from "@pepro/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATOR, openPlatform, type TestPlatform } from "./harness/index.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.close());

test("a school that was opened answers on its own host with its own theme", async () => {
  const school = await platform.openSchool({ schoolName: "Lycée Émile Zola" });
  const response = await platform.fetch(school.domainUrl, "/api/v1/current-tenant/theme/");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ school_name: "Lycée Émile Zola", primary_color: "#1976D2" });
});

test("provisioning a school a second time is refused and changes nothing", async () => {
  const school = await platform.openSchool();
  await expect(execute(platform.core, provisionTenant, OPERATOR, { id: school.id })).rejects.toMatchObject({
    code: "already_provisioned",
  });
});

test("a member's token reads the school's info on its own host and is refused on another school's", async () => {
  const [one, two] = [await platform.openSchool(), await platform.openSchool()];
  await platform.addMember(one, "prof@example.fr", "teacher");
  const token = await platform.tokenOf(one.domainUrl, "prof@example.fr");
  const headers = { Authorization: `Bearer ${token}` };
  expect((await platform.fetch(one.domainUrl, "/api/v1/current-tenant/info/", { headers })).status).toBe(200);
  expect((await platform.fetch(two.domainUrl, "/api/v1/current-tenant/info/", { headers })).status).toBe(401);
});
