// @vitest-environment node
import { listTenantsInput, SCHOOL_TYPES } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { hrefOf, isFiltered, questionOf, TYPES, viewOf, withoutFilters } from "./list-address.ts";

const search = (href: string) => new URL(href, "http://localhost").search;

describe("the address of a list", () => {
  test("is bare for the list as it is first shown", () => {
    expect(hrefOf(viewOf(""))).toBe("/schools");
    expect(hrefOf({ page: 1, pageSize: 20 })).toBe("/schools");
  });

  test.each([
    "?search=lyc%C3%A9e+hugo&state=inactive&type=lycee_pro&module=grades&behind=true&sort=-city&size=50&page=3",
    "?sort=last_accessed_at",
    "?search=50+%25+%26+plus",
  ])("%s comes back as it was", (address) => {
    expect(search(hrefOf(viewOf(address)))).toBe(address);
  });

  test.each([
    "?state=gone&type=x&module=toString&sort=constructor&page=0&size=7",
    "?page=-2&size=1000000",
    "?page=1e99",
    "?page=2.5&sort=--city",
    "?search=%00",
  ])("%s says nothing that is known", (address) => {
    expect(hrefOf(viewOf(address))).toBe("/schools");
  });
});

describe("what the server is asked", () => {
  test.each([
    "",
    "?search=hugo&state=failed&behind=true",
    "?state=inactive&sort=-state&page=9&size=100",
    "?type=college",
  ])("for %j passes the server's own check", (address) => {
    expect(listTenantsInput.safeParse(questionOf(viewOf(address))).error).toBeUndefined();
  });

  test("tells schools that were switched off from those that answer", () => {
    expect(questionOf(viewOf("?state=ready"))).toMatchObject({ state: "ready", isActive: true });
    expect(questionOf(viewOf("?state=inactive"))).toMatchObject({ state: "ready", isActive: false });
    expect(questionOf(viewOf("?state=failed"))).not.toHaveProperty("isActive");
  });
});

test("a page or an order is no filter, and clearing filters keeps the order", () => {
  const view = viewOf("?search=hugo&behind=true&sort=-city&page=4&size=50");
  expect([isFiltered(view), isFiltered(viewOf("?sort=-city&page=4"))]).toEqual([true, false]);
  expect(hrefOf(withoutFilters(view))).toBe("/schools?sort=-city&size=50");
});

test("the types to filter by are those of the contracts, in their order", () => {
  expect(TYPES).toEqual([...SCHOOL_TYPES]);
});
