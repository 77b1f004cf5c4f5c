import { afterAll, beforeAll, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { logIn, ROOT } from "./support/client.ts";
import { type Exchange, named, play, readData } from "./support/exchange.ts";
import type { Bindings } from "./support/placeholders.ts";
import { dressRoot, openHugo, spentTokens } from "./support/recorded-world.ts";

let platform: TestPlatform;
let bindings: Bindings;

beforeAll(async () => {
  platform = await openPlatform();
  await dressRoot(platform);
  await openHugo(platform);
  const tokens = async () => (await logIn(platform, BASE_DOMAIN, ROOT, PASSWORD)).tokens;
  const teacher = await logIn(platform, "lycee-hugo.peproscolaire.fr", "prof@lycee-hugo.fr", PASSWORD);
  const session = await tokens();
  bindings = {
    ...(await spentTokens(platform)),
    superadmin: session.access,
    access: session.access,
    refresh: session.refresh,
    rotated: (await tokens()).refresh,
    logged_out: (await tokens()).refresh,
    teacher: teacher.tokens.access,
    garbage: "not.a.token",
  };
});
afterAll(() => platform.close());

test.for(named(readData<Exchange>("recorded-auth")))("%s", ([, exchange]) => play(platform, exchange, bindings));
