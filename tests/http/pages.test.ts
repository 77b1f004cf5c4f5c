import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { rootClient } from "./support/typed-client.ts";

const NAME = `Lycée "Victor" & <script>alert('Hugo')</script>`;
const ESCAPED = "Lycée &quot;Victor&quot; &amp; &lt;script&gt;alert(&#39;Hugo&#39;)&lt;/script&gt;";

let platform: TestPlatform;
let school: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool({ schoolName: NAME });
  const root = await rootClient(platform);
  await root.tenants.update.mutate({ id: school.id, primaryColor: "#2E7D32" });
  await root.tenants.updateModules.mutate({ id: school.id, modulesEnabled: { grades: true, messaging: false } });
});
afterAll(() => platform.close());

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async function page(host: string, path = "/", language = "fr", accept = BROWSER) {
  const headers = { Accept: accept, "Accept-Language": language };
  const response = await platform.fetch(host, path, { headers });
  const text = await response.text();
  return { status: response.status, type: response.headers.get("content-type") ?? "", text };
}

describe("a school's front page", () => {
  test("shows its name, escaped, in title and heading", async () => {
    const { status, type, text } = await page(school.domainUrl);
    expect([status, type.toLowerCase()]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toContain(`<title>${ESCAPED}</title>`);
    expect(text).toContain(`<h1>${ESCAPED}</h1>`);
    expect(text).not.toContain("<script");
  });

  test("is in its colour and lists the modules it has, and those alone", async () => {
    const { text } = await page(school.domainUrl);
    expect(text).toContain("--accent:#2E7D32");
    expect([...text.matchAll(/<li>(.*?)<\/li>/g)].map(([, name]) => name)).toEqual(["Notes"]);
  });

  test("speaks French, and English to who asks for it", async () => {
    expect((await page(school.domainUrl)).text).toMatch(
      /<html lang="fr">[\s\S]*Espace numérique de l(&#39;|')établissement/,
    );
    expect((await page(school.domainUrl, "/", "en")).text).toMatch(/<html lang="en">[\s\S]*<li>Grades<\/li>/);
  });

  test("has no script and nothing from elsewhere, as its own policy says", async () => {
    const { text } = await page(school.domainUrl);
    expect(text).not.toMatch(/<script|<iframe|https?:\/\/| on[a-z]+=/i);
  });
});

const WITHOUT_DASHBOARD = "the main host has no dashboard here, which the real server may have";

test("the main host's front page leads to the API's documentation", async () => {
  skipElsewhere(WITHOUT_DASHBOARD);
  for (const host of [BASE_DOMAIN, `www.${BASE_DOMAIN}`]) {
    const { status, text } = await page(host);
    expect(status).toBe(200);
    expect(text).toContain("<h1>PeproScolaire</h1>");
    expect(text).toContain('<a href="/docs">Documentation de l');
  }
  expect((await page(BASE_DOMAIN, "/", "en")).text).toContain("School management");
});

describe("an error page", () => {
  test.each([
    ["fr", "Établissement non trouvé", "Vérifiez l"],
    ["en", "School not found", "Check the address"],
  ])("of an unknown host, in %s", async (language, title, hint) => {
    const { status, type, text } = await page(`nulle-part.${BASE_DOMAIN}`, "/", language);
    expect([status, type]).toEqual([404, "text/html; charset=utf-8"]);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(`<h1>${title}</h1>`);
    expect(text).toContain(hint);
  });

  test.each([
    ["fr", "Cet établissement n&#39;est pas accessible actuellement"],
    ["en", "This school is not available at present"],
  ])("of a deactivated school, in %s", async (language, title) => {
    const closed = await platform.openSchool();
    const root = await rootClient(platform);
    await root.tenants.deactivate.mutate({ id: closed.id });
    for (const path of ["/", "/docs", "/nulle-part"]) {
      const { status, text } = await page(closed.domainUrl, path, language);
      expect(status).toBe(404);
      expect(text).toContain(`<h1>${title}</h1>`);
      expect(text).not.toContain(closed.school.name);
    }
  });

  test.each([
    ["fr", "Introuvable"],
    ["en", "Not found"],
  ])("of a path that is not there, in %s", async (language, title) => {
    skipElsewhere(WITHOUT_DASHBOARD);
    for (const host of [BASE_DOMAIN, school.domainUrl]) {
      const { status, type, text } = await page(host, "/nulle-part", language);
      expect([status, type]).toEqual([404, "text/html; charset=utf-8"]);
      expect(text).toContain(`<h1>${title}`);
    }
  });

  test("shows the path it was asked for as text", async () => {
    const { text } = await page(school.domainUrl, `/${encodeURIComponent("<b><img>'")}`);
    expect(text).not.toContain("<img");
    expect(text).toContain("/&lt;b&gt;&lt;img&gt;&#39;");
  });

  test.each([
    ["fr", "transmettez cette référence"],
    ["en", "give this reference"],
  ])("of a fault of ours gives its reference and nothing else, in %s", async (language, hint) => {
    const core = () => {
      throw new Error("secret detail");
    };
    const headers = { Accept: BROWSER, "Accept-Language": language };
    const response = await watchedApp(platform, { core }).fetch(school.domainUrl, "/", { headers });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain(hint);
    expect(text).toContain(`<code>${response.headers.get("x-request-id")}</code>`);
    expect(text).not.toContain("secret detail");
  });
});

describe("who asks for JSON gets JSON", () => {
  test.each([
    ["an unknown host", () => `nulle-part.${BASE_DOMAIN}`, "/", "Établissement non trouvé"],
    ["a path that is not there", () => school.domainUrl, "/nulle-part", "Introuvable : page /nulle-part."],
  ])("of %s", async (_, host, path, detail) => {
    const { status, type, text } = await page(host(), path, "fr", "application/json");
    expect([status, type]).toEqual([404, "application/json"]);
    expect(JSON.parse(text)).toEqual({ detail });
  });

  test("and who asks for nothing of the kind gets a page", async () => {
    const { type } = await page(`nulle-part.${BASE_DOMAIN}`, "/", "fr", "*/*");
    expect(type).toBe("text/html; charset=utf-8");
  });

  test("and a browser too, under /api/", async () => {
    const { type, text } = await page(`nulle-part.${BASE_DOMAIN}`, "/api/v1/tenants/");
    expect(type).toBe("application/json");
    expect(JSON.parse(text)).toEqual({ detail: "Établissement non trouvé" });
  });
});
