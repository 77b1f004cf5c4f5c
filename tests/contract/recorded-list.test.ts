import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { clientOf, logIn, ROOT } from "./support/client.ts";
import { type Exchange, named, play, readData } from "./support/exchange.ts";
import { spentTokens } from "./support/recorded-world.ts";
import { creationOf, numberedSchool, tenantBody } from "./support/schools.ts";

const NUMBERS = Array.from({ length: 25 }, (_, index) => index + 1);

let platform: TestPlatform;
let bindings: Record<string, unknown>;

beforeAll(async () => {
  platform = await openPlatform();
  const { tokens } = await logIn(platform, BASE_DOMAIN, ROOT, PASSWORD);
  bindings = {
    ...(await spentTokens(platform)),
    superadmin: tokens.access,
    superadmin_access: tokens.access,
    refresh: tokens.refresh,
    garbage: "not.a.token",
  };
  for (const number of NUMBERS) {
    const school = numberedSchool(number);
    bindings[`body:${school.subdomain.replace("-", "_")}`] = tenantBody(school);
  }
});
afterAll(() => platform.close());

const exchanges = readData<Exchange>("recorded-list");
const first = exchanges.findIndex(({ name }) => name.includes("25 tenants"));

test.for(named(exchanges.slice(0, first)))("%s", ([, exchange]) => play(platform, exchange, bindings));

test("25 tenants are created", async () => {
  const root = clientOf(platform, BASE_DOMAIN, String(bindings.superadmin));
  for (const number of NUMBERS) {
    const json = creationOf(numberedSchool(number));
    expect(await root.send("POST", "/api/v1/tenants/", { json })).toMatchObject({ status: 201 });
  }
});

test.for(named(exchanges.slice(first)))("%s", ([, exchange]) => play(platform, exchange, bindings));
