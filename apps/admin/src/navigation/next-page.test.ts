import { expect, test } from "vitest";
import { nextPage, signInHref } from "./next-page.ts";

const origin = "https://admin.example.fr";

test("a page of the dashboard is kept whole", () => {
  expect(nextPage("/schools?search=hugo&page=2#list", origin)).toBe("/schools?search=hugo&page=2#list");
});

test.each([
  undefined,
  "",
  "schools",
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example/",
  "/.//evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/sign-in?next=/schools",
])("%j leads home", (wanted) => {
  expect(nextPage(wanted, origin)).toBe("/");
});

test("the sign-in page is told where to lead back to, unless that is home", () => {
  expect(signInHref("/schools?search=a b")).toBe("/sign-in?next=%2Fschools%3Fsearch%3Da%2520b");
  expect(signInHref("/")).toBe("/sign-in");
});
