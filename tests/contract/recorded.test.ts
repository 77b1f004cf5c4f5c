import { afterAll, beforeAll, describe, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { clientOf, logIn, ROOT } from "./support/client.ts";
import { type Exchange, named, play, readData } from "./support/exchange.ts";
import { createNumbered, dressRoot, openHugo, spentTokens } from "./support/recorded-world.ts";

describe("authentication as recorded", () => {
  let platform: TestPlatform;
  const bindings: Record<string, unknown> = { garbage: "not.a.token" };

  beforeAll(async () => {
    platform = await openPlatform();
    await dressRoot(platform);
    await openHugo(platform);
    const tokens = async () => (await logIn(platform, BASE_DOMAIN, ROOT, PASSWORD)).tokens;
    const session = await tokens();
    const teacher = await logIn(platform, `lycee-hugo.${BASE_DOMAIN}`, "prof@lycee-hugo.fr", PASSWORD);
    Object.assign(bindings, await spentTokens(platform), {
      superadmin: session.access,
      access: session.access,
      refresh: session.refresh,
      rotated: (await tokens()).refresh,
      logged_out: (await tokens()).refresh,
      teacher: teacher.tokens.access,
    });
  });
  afterAll(() => platform.close());

  test.for(named(readData<Exchange>("recorded-auth")))("%s", ([, exchange]) => play(platform, exchange, bindings));
});

describe("the list as recorded", () => {
  let platform: TestPlatform;
  const bindings: Record<string, unknown> = { garbage: "not.a.token" };
  const exchanges = readData<Exchange>("recorded-list");
  const first = exchanges.findIndex(({ name }) => name.includes("25 tenants"));

  beforeAll(async () => {
    platform = await openPlatform();
    const { tokens } = await logIn(platform, BASE_DOMAIN, ROOT, PASSWORD);
    const own = { superadmin: tokens.access, superadmin_access: tokens.access, refresh: tokens.refresh };
    Object.assign(bindings, await spentTokens(platform), own);
  });
  afterAll(() => platform.close());

  test.for(named(exchanges.slice(0, first)))("%s", ([, exchange]) => play(platform, exchange, bindings));

  test("25 tenants are created", async () => {
    Object.assign(bindings, await createNumbered(clientOf(platform, BASE_DOMAIN, String(bindings.superadmin))));
  });

  test.for(named(exchanges.slice(first)))("%s", ([, exchange]) => play(platform, exchange, bindings));
});
