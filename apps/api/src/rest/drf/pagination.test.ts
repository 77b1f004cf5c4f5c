import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageBody, pageLinks, pageOf, pageSizeOf } from "./pagination.ts";

const LIST = "http://peproscolaire.fr/api/v1/tenants/";
const query = (text: string) => new URLSearchParams(text);

function linksAt(search: string, count = 25, path = LIST) {
  const url = new URL(path + search);
  const page = pageOf(url.searchParams, count);
  return page && pageLinks(url, page);
}

describe("pageSizeOf", () => {
  test.each([
    ["", 20],
    ["page_size=5", 5],
    ["page_size= 5 ", 5],
    ["page_size=200", 200],
    ["page_size=201", 200],
    ["page_size=99999999999999999999", 200],
    ["page_size=0", 20],
    ["page_size=-3", 20],
    ["page_size=x", 20],
    ["page_size=1.0", 20],
    ["page_size=", 20],
    ["page_size=5&page_size=6", 6],
  ])("%j gives %d", (text, size) => {
    expect(pageSizeOf(query(text))).toBe(size);
  });
});

describe("pageOf", () => {
  test("places the page in the list", () => {
    expect(pageOf(query("page=2&page_size=10"), 25)).toEqual({ number: 2, size: 10, offset: 10, last: 3, count: 25 });
    expect(pageOf(query("page=last"), 25)).toMatchObject({ number: 2, offset: 20 });
  });

  test("an empty list has one page", () => {
    expect(pageOf(query(""), 0)).toMatchObject({ number: 1, last: 1 });
    expect(pageOf(query("page=last"), 0)).toMatchObject({ number: 1 });
    expect(pageOf(query("page=2"), 0)).toBeUndefined();
  });

  test.each(["3", "abc", "0", "-1", "", "2.0", "LAST", "99999999999999999999"])("there is no page %j", (page) => {
    expect(pageOf(query(`page=${page}`), 25)).toBeUndefined();
  });
});

describe("pageLinks, as recorded", () => {
  test.each([
    ["", { next: `${LIST}?page=2`, previous: null }],
    ["?page=1", { next: `${LIST}?page=2`, previous: null }],
    ["?page=2", { next: null, previous: LIST }],
    ["?page=last", { next: null, previous: LIST }],
    ["?page_size=5", { next: `${LIST}?page=2&page_size=5`, previous: null }],
    ["?ordering=-schema_name", { next: `${LIST}?ordering=-schema_name&page=2`, previous: null }],
    ["?search=etab-03", { next: `${LIST}?page=2&search=etab-03`, previous: null }],
    ["?foo=b%20c&page=2", { next: null, previous: `${LIST}?foo=b+c` }],
  ])("%j", (search, links) => {
    expect(linksAt(search)).toEqual(links);
  });

  test("of a path with a format suffix", () => {
    const path = "http://peproscolaire.fr/api/v1/tenants.json";
    expect(linksAt("?page=2", 25, path)).toEqual({ next: null, previous: path });
  });
});

describe("pageLinks", () => {
  test.each([
    ["?b=&a=1&c", `${LIST}?a=1&b=&c=&page=2`],
    ["?a=2&a=1&page=1&page=1", `${LIST}?a=2&a=1&page=2`],
    ["?B=1&a=2", `${LIST}?B=1&a=2&page=2`],
    ["?x=~*!'()-_.", `${LIST}?page=2&x=~%2A%21%27%28%29-_.`],
    ["?x=%26%3D%2B/%C3%A9", `${LIST}?page=2&x=%26%3D%2B%2F%C3%A9`],
  ])("%j leads on to %s", (search, next) => {
    expect(linksAt(search)?.next).toBe(next);
  });

  test("keep every other parameter, sorted by key, at the client's own host", () => {
    const pairs = fc.array(fc.tuple(fc.string(), fc.string()));
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 9 }), (others, number) => {
        const url = new URL(`https://h.fr:8443/x/?${new URLSearchParams([...others, ["page", String(number)]])}`);
        const kept = [...url.searchParams].filter(([name]) => name !== "page");
        const { next } = pageLinks(url, { number, last: 10 });
        const link = new URL(next ?? "");
        expect(link.origin + link.pathname).toBe("https://h.fr:8443/x/");
        expect(link.searchParams.getAll("page")).toEqual([String(number + 1)]);
        const names = [...link.searchParams.keys()];
        expect(names).toEqual([...names].sort());
        for (const name of new Set(kept.map(([key]) => key))) {
          expect(link.searchParams.getAll(name)).toEqual(url.searchParams.getAll(name));
        }
      }),
    );
  });

  test("lead back to where they came from", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.string(), (number, search) => {
        const url = new URL(`${LIST}?${new URLSearchParams({ search })}`);
        const on = new URL(pageLinks(url, { number, last: 10 }).next ?? "");
        const back = new URL(pageLinks(on, { number: number + 1, last: 10 }).previous ?? "");
        expect(back.searchParams.get("search")).toBe(search);
        expect(back.searchParams.get("page")).toBe(number === 1 ? null : String(number));
      }),
    );
  });
});

test("pageBody puts count, links and results in DRF's order", () => {
  const page = pageOf(query(""), 1);
  const body = page && pageBody(new URL(LIST), page, ["row"]);
  expect(JSON.stringify(body)).toBe('{"count":1,"next":null,"previous":null,"results":["row"]}');
});
