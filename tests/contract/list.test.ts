import { createTenant, execute } from "@pepro/core";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { type Client, superAdminOf } from "./support/client.ts";

const PATH = "/api/v1/tenants/";
const COUNT = 45;
const TYPES = ["college", "lycee", "lycee_pro"] as const;
const CITIES = ["Orléans", "Saint-Étienne", "Nevers"];

type Row = { schema_name: string; id: string; is_active: boolean; max_students: number; school: { name: string } };
type List = { count: number; next: string | null; previous: string | null; results: Row[] };

let platform: TestPlatform;
let root: Client;

beforeAll(async () => {
  platform = await openPlatform({ trustedProxies: ["127.0.0.1"] });
  root = await superAdminOf(platform);
  for (let number = 1; number <= COUNT; number++) {
    const two = String(number).padStart(2, "0");
    await execute(platform.core, createTenant, OPERATOR, {
      ...schoolInput(`ecole-${two}`),
      schoolName: `Établissement ${String.fromCharCode(90 - (number % 26))}${two}`,
      schoolType: TYPES[number % 3] ?? "lycee",
      city: CITIES[number % 3] ?? "",
      maxStudents: 1000 - number,
    });
  }
  await platform.core.db.queryPlatform(
    sql`update tenants set is_active = false where subdomain in ('ecole-02', 'ecole-04')`,
  );
});
afterAll(() => platform.close());

async function list(query: string, host = BASE_DOMAIN, headers: Record<string, string> = {}): Promise<List> {
  const answer = await root.send("GET", `${PATH}${query}`, { host, init: { headers } });
  expect(`${answer.status} ${answer.text.slice(0, 200)}`).toMatch(/^200 /);
  return answer.json as List;
}

const names = ({ results }: List) => results.map(({ schema_name }) => schema_name);
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `ecole_${String(from + index).padStart(2, "0")}`);

describe("a page", () => {
  test.for([
    ["", 1, 20, "?page=2", null],
    ["?page=1", 1, 20, "?page=2", null],
    ["?page=2", 21, 40, "?page=3", ""],
    ["?page=3", 41, 45, null, "?page=2"],
    ["?page=last", 41, 45, null, "?page=2"],
    ["?page=%2B2", 21, 40, "?page=3", ""],
    ["?page=%202%20", 21, 40, "?page=3", ""],
    ["?page=0002", 21, 40, "?page=3", ""],
    ["?page=%EF%BC%92", 21, 40, "?page=3", ""],
    ["?page=9&page=2", 21, 40, "?page=3", ""],
    ["?page_size=10&page=2", 11, 20, "?page=3&page_size=10", "?page_size=10"],
    ["?page_size=10&page=last", 41, 45, null, "?page=4&page_size=10"],
    ["?page_size=200", 1, 45, null, null],
    ["?page_size=201", 1, 45, null, null],
    ["?page_size=99999999999999999999", 1, 45, null, null],
    ["?page_size=0", 1, 20, "?page=2&page_size=0", null],
    ["?page_size=-1", 1, 20, "?page=2&page_size=-1", null],
    ["?page_size=abc", 1, 20, "?page=2&page_size=abc", null],
    ["?page_size=", 1, 20, "?page=2&page_size=", null],
    ["?page_size=1&page=45", 45, 45, null, "?page=44&page_size=1"],
    ["?z=1&page=2&a=%C3%A9+%26&a=2", 21, 40, "?a=%C3%A9+%26&a=2&page=3&z=1", "?a=%C3%A9+%26&a=2&z=1"],
    ["?blank=&page=2", 21, 40, "?blank=&page=3", "?blank="],
  ] as const)("%s holds %i to %i", async ([query, from, to, next, previous]) => {
    const page = await list(query);
    expect({ ...page, results: names(page) }).toEqual({
      count: COUNT,
      next: next && `http://${BASE_DOMAIN}${PATH}${next}`,
      previous: previous === null ? null : `http://${BASE_DOMAIN}${PATH}${previous}`,
      results: numbers(from, to),
    });
  });

  test.for(["4", "0", "-1", "abc", "", "1.0", "1e0", "last2", "LAST", "99999999999999999999999", "1_", "'", "%00"])(
    "%s does not exist",
    async (page) => {
      const answer = await root.send("GET", `${PATH}?page=${page}`);
      expect([answer.status, answer.json]).toEqual([404, { detail: "Page non valide." }]);
    },
  );

  test("past the end of a filtered list does not exist, the first one always does", async () => {
    expect(await list("?search=introuvable")).toEqual({ count: 0, next: null, previous: null, results: [] });
    expect(await list("?search=introuvable&page=last")).toMatchObject({ count: 0, results: [] });
    expect((await root.send("GET", `${PATH}?search=introuvable&page=2`)).status).toBe(404);
  });

  test("says so in English when asked to", async () => {
    const answer = await root.send("GET", `${PATH}?page=9`, { init: { headers: { "Accept-Language": "en" } } });
    expect(answer.json).toEqual({ detail: "Invalid page." });
  });
});

describe("links carry the scheme and host of the request", () => {
  test.for([
    ["the main host", BASE_DOMAIN, {}, `http://${BASE_DOMAIN}`],
    ["a port", `${BASE_DOMAIN}:8000`, {}, `http://${BASE_DOMAIN}:8000`],
    ["www", `www.${BASE_DOMAIN}`, {}, `http://www.${BASE_DOMAIN}`],
    ["a school's host", `ecole-07.${BASE_DOMAIN}`, {}, `http://ecole-07.${BASE_DOMAIN}`],
    ["a school's host with a port", `ecole-07.${BASE_DOMAIN}:8443`, {}, `http://ecole-07.${BASE_DOMAIN}:8443`],
    ["a proxy's scheme", BASE_DOMAIN, { "X-Forwarded-Proto": "https" }, `https://${BASE_DOMAIN}`],
    [
      "a proxy's scheme and host",
      "127.0.0.1",
      { "X-Forwarded-Proto": "https", "X-Forwarded-Host": `ecole-07.${BASE_DOMAIN}:8443` },
      `https://ecole-07.${BASE_DOMAIN}:8443`,
    ],
  ] as const)("of %s", async ([, host, headers, origin]) => {
    const page = await list("?page=2", host, headers);
    expect([page.next, page.previous]).toEqual([`${origin}${PATH}?page=3`, `${origin}${PATH}`]);
  });

  test("and the path as it was written", async () => {
    const bare = await root.send("GET", "/api/v1/tenants?page=2");
    expect(bare.json.next).toBe(`http://${BASE_DOMAIN}/api/v1/tenants?page=3`);
    const suffixed = await root.send("GET", "/api/v1/tenants.json?page=2");
    expect(suffixed.json.previous).toBe(`http://${BASE_DOMAIN}/api/v1/tenants.json`);
  });
});

describe("ordering", () => {
  test.for([
    ["schema_name", numbers(1, 20)],
    ["-schema_name", numbers(26, 45).reverse()],
    ["-max_students", numbers(1, 20)],
    ["max_students", numbers(26, 45).reverse()],
    ["domain_url", numbers(1, 20)],
    ["-domain_url", numbers(26, 45).reverse()],
    ["is_active,-schema_name", ["ecole_04", "ecole_02", ...numbers(28, 45).reverse()]],
    ["bogus,-schema_name", numbers(26, 45).reverse()],
    [" -schema_name ", numbers(26, 45).reverse()],
  ] as const)("%s", async ([ordering, expected]) => {
    expect(names(await list(`?ordering=${encodeURIComponent(ordering)}`))).toEqual(expected);
  });

  test.for([
    "",
    "bogus",
    "-",
    "--schema_name",
    "Schema_Name",
    "schema_name; drop table tenants",
    "(select 1)",
    "password",
    "storage_usage_gb",
    "\u0000",
    "constructor",
  ])("%j is ignored", async (ordering) => {
    expect(names(await list(`?ordering=${encodeURIComponent(ordering)}`))).toEqual(numbers(1, 20));
  });

  test.for(
    (
      "id domain_url school primary_color secondary_color logo_url favicon_url is_active created_on max_students " +
      "max_storage_gb modules_enabled provisioned_at last_accessed_at"
    ).split(" "),
  )("takes the field %s, both ways", async (field) => {
    const [up, down] = [
      await list(`?ordering=${field}&page_size=200`),
      await list(`?ordering=-${field}&page_size=200`),
    ];
    expect(names(up).sort()).toEqual(numbers(1, COUNT));
    expect(names(down).sort()).toEqual(numbers(1, COUNT));
  });

  test("by school is by its name", async () => {
    const page = await list("?ordering=school&page_size=200");
    const schools = page.results.map(({ school }) => school.name);
    expect(schools).toEqual([...schools].sort());
  });
});

describe("filters", () => {
  test.for([
    ["is_active=false", ["ecole_02", "ecole_04"]],
    ["is_active=0", ["ecole_02", "ecole_04"]],
    ["is_active=False", ["ecole_02", "ecole_04"]],
    ["search=ecole-07", ["ecole_07"]],
    ["search=ecole_07", ["ecole_07"]],
    ["search=ECOLE-07", ["ecole_07"]],
    ["search=ecole-07.peproscolaire.fr", ["ecole_07"]],
    ["search=contact%40ecole-07", ["ecole_07"]],
    ["search=etablissement%20Y01", ["ecole_01"]],
    ["search=%20Y01%20%20orleans%20", []],
    ["search=Y01+saint-etienne", ["ecole_01"]],
    ["search=%25", []],
    ["search=ecole_0%27%20or%201=1--", []],
    ["search=ecole-07%00", ["ecole_07"]],
    [`search=${"x".repeat(5_000)}`, []],
    ["search=ecole-0&school_type=lycee&is_active=true", ["ecole_01", "ecole_07"]],
  ] as const)("?%s", async ([query, expected]) => {
    const page = await list(`?${query}`);
    expect([page.count, names(page)]).toEqual([expected.length, expected]);
  });

  test.for([
    "is_active=maybe",
    "is_active=",
    "school_type=ecole",
    "school_type=",
    "search=",
    "search=%20",
    "search=%00",
  ])("?%s filters nothing", async (query) => {
    expect((await list(`?${query}`)).count).toBe(COUNT);
  });

  test("are kept in the links", async () => {
    const page = await list("?school_type=lycee&page_size=5&is_active=true&ordering=-schema_name");
    const query = "is_active=true&ordering=-schema_name&page=2&page_size=5&school_type=lycee";
    expect(page.next).toBe(`http://${BASE_DOMAIN}${PATH}?${query}`);
    const rest = await list(new URL(String(page.next)).search);
    expect([...names(page), ...names(rest)]).toEqual([...new Set([...names(page), ...names(rest)])]);
  });
});

test("a list may be asked for by HEAD, and answers without a body", async () => {
  const answer = await root.send("HEAD", `${PATH}?page=2`);
  expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([200, "", "application/json"]);
});

test("storage is written as a decimal even when nothing is stored", async () => {
  const { text } = await root.send("GET", `${PATH}?page_size=1`);
  expect(text).toContain('"storage_usage_gb":0.0,"student_count":0}]}');
});
