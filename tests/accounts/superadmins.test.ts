import { createSuperAdmin, execute, makeResetLink, resetSuperAdminTwoFactor } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { browserOn } from "../http/support/browser.ts";
import { ROOT, refusalOf, rootClient, type TypedClient } from "../http/support/typed-client.ts";
import { codeOf as codeNow } from "./support/totp.ts";

let platform: TestPlatform;
let root: TypedClient;
beforeAll(async () => {
  platform = await openPlatform();
  root = await rootClient(platform);
});
afterAll(() => platform.close());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).data.pepro.code;
const add = (email: string) => root.superAdmins.create.mutate({ email, firstName: "Ada", lastName: "Lovelace" });
const on = () => browserOn(platform.fetch, BASE_DOMAIN);

describe("super-admins", () => {
  test("are listed and made, each address once", async () => {
    const { superAdmin, password } = await add("ada@peproscolaire.fr");
    expect((await on().trpc.auth.signIn.mutate({ email: superAdmin.email, password })).user?.userType).toBe(
      "superadmin",
    );
    expect((await root.superAdmins.list.query()).map(({ email }) => email)).toEqual([superAdmin.email, ROOT]);
    const { data } = await refusalOf(add("ADA@peproscolaire.fr"));
    expect(data.pepro).toMatchObject({ fields: { issues: [{ path: ["email"], rule: "email_taken" }] } });
  });

  test("are turned away at once and let in again", async () => {
    const { superAdmin, password } = await add("grace@peproscolaire.fr");
    const browser = on();
    await browser.trpc.auth.signIn.mutate({ email: superAdmin.email, password });
    expect((await root.superAdmins.deactivate.mutate({ id: superAdmin.id })).isActive).toBe(false);
    expect(await browser.trpc.auth.session.query()).toBeNull();
    const signIn = () => on().trpc.auth.signIn.mutate({ email: superAdmin.email, password });
    expect(await codeOf(signIn())).toBe("invalid_credentials");
    await root.superAdmins.activate.mutate({ id: superAdmin.id });
    expect((await signIn()).user?.email).toBe(superAdmin.email);
    // The end of the session was for good.
    expect(await browser.trpc.auth.session.query()).toBeNull();
  });

  test("given a new password on the server lose their sessions, and the links for another that were out", async () => {
    const { superAdmin, password } = await add("hedy@peproscolaire.fr");
    const { email } = superAdmin;
    const browser = on();
    await browser.trpc.auth.signIn.mutate({ email, password });
    const { link } = await execute(platform.core, makeResetLink, OPERATOR, { school: null, email });
    const token = new URL(link).searchParams.get("token") ?? "";
    await execute(platform.core, createSuperAdmin, OPERATOR, { email, password: "quatre mots faciles ici" });
    expect(await browser.trpc.auth.session.query()).toBeNull();
    const reset = on().trpc.auth.resetPassword.mutate({ token, newPassword: "cinq mots encore plus faciles" });
    expect(await codeOf(reset)).toBe("reset_link_invalid");
    const again = await on().trpc.auth.signIn.mutate({ email, password: "quatre mots faciles ici" });
    expect(again.user?.email).toBe(email);
  });

  test("never turn themselves away, nor each other both at once", async () => {
    const all = await root.superAdmins.list.query();
    const own = all.find(({ email }) => email === ROOT);
    expect(await codeOf(root.superAdmins.deactivate.mutate({ id: own?.id ?? "" }))).toBe("superadmin_needed");
    for (const { id, email } of all) if (email !== ROOT) await root.superAdmins.deactivate.mutate({ id });

    const { superAdmin, password } = await add("katherine@peproscolaire.fr");
    const second = on();
    await second.trpc.auth.signIn.mutate({ email: superAdmin.email, password });
    const both = await Promise.allSettled([
      root.superAdmins.deactivate.mutate({ id: superAdmin.id }),
      second.trpc.superAdmins.deactivate.mutate({ id: own?.id ?? "" }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test("another's lost authenticator is taken away by somebody else, who is named in the trail", async () => {
  const owner = await openPlatform();
  try {
    const browser = browserOn(owner.fetch, BASE_DOMAIN);
    await browser.trpc.auth.signIn.mutate({ email: ROOT, password: PASSWORD });
    const { secret } = await browser.trpc.twoFactor.enable.mutate({ password: PASSWORD });
    await browser.trpc.twoFactor.confirm.mutate({ code: codeNow(secret) });
    const [own] = await browser.trpc.superAdmins.list.query();
    expect(own).toMatchObject({ email: ROOT, hasTwoFactor: true });
    expect(await codeOf(browser.trpc.superAdmins.resetTwoFactor.mutate({ id: own?.id ?? "" }))).toBe("forbidden");
    await execute(owner.core, resetSuperAdminTwoFactor, OPERATOR, { id: own?.id });
    expect(await browser.trpc.auth.session.query()).toBeNull();
    const again = browserOn(owner.fetch, BASE_DOMAIN);
    expect((await again.trpc.auth.signIn.mutate({ email: ROOT, password: PASSWORD })).user?.email).toBe(ROOT);
  } finally {
    await owner.close();
  }
});
