import type { TenantView } from "@pepro/contracts";
import { createMail, execute, makeResetLink } from "@pepro/core";
import { sql } from "@pepro/db";
import { createLog } from "@pepro/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type WatchedApp, watchedApp } from "../http/support/app.ts";
import { browserOn } from "../http/support/browser.ts";
import { ROOT, refusalOf } from "../http/support/typed-client.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";

const NEW = "quatre mots faciles ici";

let platform: TestPlatform;
let mailbox: Mailbox;
let app: WatchedApp;
let school: TenantView;
let other: TenantView;
let email: string;
let people = 0;
beforeAll(async () => {
  [platform, mailbox] = [await openPlatform(), await openMailbox()];
  app = watchedApp(platform, { core: (core) => ({ ...core, mail: mailbox.mail }) });
  [school, other] = [await platform.openSchool({ schoolName: "Lycée <Victor> Hugo" }), await platform.openSchool()];
});
afterAll(async () => {
  await mailbox.close();
  await platform.close();
});
beforeEach(async () => {
  await mailbox.mail.settled();
  mailbox.received.length = 0;
  email = `zola${++people}@example.fr`;
  await platform.addMember(school, email, "teacher", "Émile");
  await platform.core.db.queryPlatform(sql`delete from rate_limits`);
  await inSchool(sql`delete from rate_limits`);
});

async function inSchool(statement: ReturnType<typeof sql>) {
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  return platform.core.db.queryTenant(target.tenant, statement);
}

const on = (host = school.domainUrl) => browserOn(app.fetch, host);

async function linkFor(address = email, host = school.domainUrl): Promise<URL> {
  await on(host).trpc.auth.requestPasswordReset.mutate({ email: address });
  await mailbox.mail.settled();
  const link = /https:\/\/\S+/.exec(mailbox.received.at(-1)?.text ?? "")?.[0];
  return new URL(link ?? "missing:");
}
const tokenIn = (link: URL) => link.searchParams.get("token") ?? "";

describe("a link for a new password", () => {
  test("comes in the school's language, as text and HTML, and leads to the school's own host", async () => {
    const link = await linkFor(email.toUpperCase());
    expect(link.origin + link.pathname).toBe(`https://${school.domainUrl}/password-reset/new`);
    const [message] = mailbox.received;
    expect(message?.from?.text).toContain("rien@peproscolaire.fr");
    expect([message?.to].flat()[0]?.value).toEqual([{ address: email, name: "" }]);
    expect(message?.subject).toBe("Lycée <Victor> Hugo : votre nouveau mot de passe");
    expect(message?.text).toContain("Bonjour Émile,");
    expect(message?.html).toContain("Lycée &lt;Victor&gt; Hugo");
    expect(message?.html).toContain(`href="${link.href}"`);
  });

  test("of the platform leads to the main host", async () => {
    const link = await linkFor(ROOT, BASE_DOMAIN);
    expect(link.origin).toBe(`https://${BASE_DOMAIN}`);
  });

  test("sets the password once, and ends every session, token and other link", async () => {
    const browser = on();
    await browser.trpc.auth.signIn.mutate({ email, password: PASSWORD });
    const access = await platform.tokenOf(school.domainUrl, email);
    const [first, second] = [await linkFor(), await linkFor()];

    await on().trpc.auth.resetPassword.mutate({ token: tokenIn(first), newPassword: NEW });
    expect(await browser.trpc.auth.session.query()).toBeNull();
    const headers = { Authorization: `Bearer ${access}` };
    expect((await app.fetch(school.domainUrl, "/api/v1/auth/profile/", { headers })).status).toBe(401);
    for (const link of [first, second]) {
      const again = on().trpc.auth.resetPassword.mutate({ token: tokenIn(link), newPassword: `${NEW} encore` });
      expect((await refusalOf(again)).data.pepro.code).toBe("reset_link_invalid");
    }
    expect((await refusalOf(on().trpc.auth.signIn.mutate({ email, password: PASSWORD }))).data.pepro.code).toBe(
      "invalid_credentials",
    );
    expect((await on().trpc.auth.signIn.mutate({ email, password: NEW })).user?.email).toBe(email);
  });

  test("of ten uses at once one wins", async () => {
    const token = tokenIn(await linkFor());
    const uses = Array.from({ length: 10 }, (_, index) =>
      on().trpc.auth.resetPassword.mutate({ token, newPassword: `${NEW} ${index}` }),
    );
    const ended = await Promise.allSettled(uses);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("stays good when the password is refused", async () => {
    const token = tokenIn(await linkFor());
    const refused = await refusalOf(on().trpc.auth.resetPassword.mutate({ token, newPassword: "motdepasse" }));
    expect(refused.data.pepro).toMatchObject({
      code: "validation_failed",
      fields: { issues: [{ path: ["newPassword"], rule: "password_common" }] },
    });
    await on().trpc.auth.resetPassword.mutate({ token, newPassword: NEW });
  });

  test("is worth nothing on another host, after its time, or for a deactivated account", async () => {
    const use = (token: string, host: string) =>
      refusalOf(on(host).trpc.auth.resetPassword.mutate({ token, newPassword: NEW }));
    const token = tokenIn(await linkFor());
    for (const host of [other.domainUrl, BASE_DOMAIN]) {
      expect((await use(token, host)).data.pepro.code).toBe("reset_link_invalid");
    }
    await inSchool(sql`update users set is_active = false where email = ${email}`);
    expect((await use(token, school.domainUrl)).data.pepro.code).toBe("reset_link_invalid");
    await inSchool(sql`update users set is_active = true where email = ${email}`);
    await inSchool(sql`update verifications set expires_at = now()`);
    expect((await use(token, school.domainUrl)).data.pepro.code).toBe("reset_link_invalid");
  });

  test("is nowhere in the database", async () => {
    const token = tokenIn(await linkFor());
    const rows = await inSchool(sql`select v::text as row from verifications v`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("asking for one", () => {
  const UNKNOWN = "personne@example.fr";

  test("answers the same for an account, none, and a deactivated one, and sends to the first alone", async () => {
    await platform.addMember(school, `parti${people}@example.fr`, "teacher");
    await inSchool(sql`update users set is_active = false where email = ${`parti${people}@example.fr`}`);
    const answers = [];
    for (const address of [email, UNKNOWN, `parti${people}@example.fr`]) {
      const response = await on().fetch("/trpc/auth.requestPasswordReset", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ email: address }),
      });
      answers.push([response.status, await response.text()]);
    }
    await mailbox.mail.settled();
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(mailbox.received.map(({ to }) => [to].flat()[0]?.text)).toEqual([email]);
  });

  test("does the same in the database for every address, and makes the message after the answer", async () => {
    const made: (() => Promise<unknown>)[] = [];
    const later = { ...mailbox.mail, post: (_: string, make: () => Promise<unknown>) => void made.push(make) };
    const holding = watchedApp(platform, { core: (core) => ({ ...core, mail: later }) });
    await inSchool(sql`delete from verifications`);
    for (const address of [email, UNKNOWN]) {
      await browserOn(holding.fetch, school.domainUrl).trpc.auth.requestPasswordReset.mutate({ email: address });
    }
    const rows = sql`select u.email from verifications v left join users u on u.id::text = v.value order by v.created_at`;
    expect(await inSchool(rows)).toEqual([{ email }, { email: null }]);
    expect(await Promise.all(made.map((make) => make()))).toEqual([expect.objectContaining({ to: email }), undefined]);
  });

  test("is limited by account, known or not", async () => {
    for (const address of [email, UNKNOWN]) {
      const asked = Array.from({ length: 12 }, () => on().trpc.auth.requestPasswordReset.mutate({ email: address }));
      const ended = await Promise.allSettled(asked);
      expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    }
  });

  test("is tried again when the mail server is busy", async () => {
    mailbox.refuse(2);
    await linkFor();
    expect(mailbox.received).toHaveLength(1);
  });

  test("without a mail server answers the same, and the log says why nothing was sent", async () => {
    const lines: string[] = [];
    const mail = createMail({ transport: undefined, log: createLog((line) => void lines.push(line)) });
    const silent = watchedApp(platform, { core: (core) => ({ ...core, mail }) });
    await browserOn(silent.fetch, school.domainUrl).trpc.auth.requestPasswordReset.mutate({ email });
    await mail.settled();
    expect(lines.join("")).toContain("PEPRO_SMTP_URL");
    expect(lines.join("")).not.toContain(email);
    const { link } = await execute(platform.core, makeResetLink, OPERATOR, { school: school.schemaName, email });
    await on().trpc.auth.resetPassword.mutate({ token: tokenIn(new URL(link)), newPassword: NEW });
  });
});

describe("the pages", () => {
  const form = (path: string, fields: Record<string, string>, host = school.domainUrl, more = {}) =>
    app.fetch(host, path, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: `http://${host}`, ...more },
      body: new URLSearchParams(fields).toString(),
    });

  test("lead from the forgotten password to the new one without a script", async () => {
    const page = await app.fetch(school.domainUrl, "/password-reset", { headers: { Accept: "text/html" } });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain('<html lang="fr">');
    expect(text).not.toContain("<script");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");

    expect(await (await form("/password-reset", { email })).text()).toContain('role="status"');
    await mailbox.mail.settled();
    const link = new URL(/https:\/\/\S+/.exec(mailbox.received[0]?.text ?? "")?.[0] ?? "missing:");
    const choose = await (await app.fetch(school.domainUrl, link.pathname + link.search)).text();
    expect(choose).toContain(`value="${tokenIn(link)}"`);

    const refused = await form(link.pathname, { token: tokenIn(link), password: "motdepasse" });
    expect(refused.status).toBe(400);
    const refusedText = await refused.text();
    expect(refusedText).toContain('role="alert"');
    expect(refusedText).toContain('aria-invalid="true"');
    const done = await form(link.pathname, { token: tokenIn(link), password: NEW });
    expect(await done.text()).toContain("C&#39;est fait");
    expect((await on().trpc.auth.signIn.mutate({ email, password: NEW })).user?.email).toBe(email);
  });

  test("speak English to who asks for it, on the main host too", async () => {
    const english = await app.fetch(BASE_DOMAIN, "/password-reset", { headers: { "Accept-Language": "en" } });
    expect(await english.text()).toContain("Forgotten password");
  });

  test("write nothing of what was typed as HTML", async () => {
    const answer = await form("/password-reset", { email: '"><img src=x>' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain("<img");
    const token = await app.fetch(school.domainUrl, `/password-reset/new?token=${encodeURIComponent('"><b>')}`);
    expect(await token.text()).not.toContain("<b>");
  });

  test("take nothing from another site, and say when to come back", async () => {
    const foreign = await form("/password-reset", { email }, school.domainUrl, { Origin: "https://ailleurs.fr" });
    expect(foreign.status).toBe(403);
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push(await form("/password-reset", { email }));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(statuses[3]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
