// @vitest-environment node
import { AUDIT_OUTCOMES, auditFilter, listAuditInput } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { filtersOf, hrefOf, OUTCOMES, questionOf, viewOf } from "./audit-address.ts";

const SCHOOL = "0198c0de-0000-7000-8000-000000000001";
const EVERYWHERE = { path: "/audit" };
const WITHIN = { path: `/schools/${SCHOOL}/audit`, school: SCHOOL };

describe("the address of a trail", () => {
  test.each([
    "",
    `?school=${SCHOOL}&trail=school&actor=root&action=tenants&target=domain%3A1&outcome=refused&from=2026-03-01&to=2026-03-29`,
    "?after=1700000000000000.42&entry=41",
    "?actor=50+%25+%26+plus",
  ])("%s comes back as it was", (address) => {
    expect(hrefOf(EVERYWHERE, viewOf(address))).toBe(`/audit${address}`);
  });

  test.each([
    "?school=x&outcome=constructor&from=2026-02-30&to=12%2F03%2F2026&after=1&entry=-1",
    "?trail=school",
    "?actor=%00&entry=1e99",
    "?from=0000-01-01",
  ])("%s says nothing that is known", (address) => {
    expect(hrefOf(EVERYWHERE, viewOf(address))).toBe("/audit");
  });

  test("within a school says nothing of the school, and cannot name another", () => {
    const other = SCHOOL.replace(/1$/, "2");
    const view = viewOf(`?school=${other}&trail=school&action=auth`, WITHIN);
    expect(view.school).toBe(SCHOOL);
    expect(hrefOf(WITHIN, view)).toBe(`${WITHIN.path}?trail=school&action=auth`);
    expect([filtersOf(view, WITHIN), filtersOf(view)]).toEqual([1, 2]);
  });
});

describe("what the server is asked", () => {
  test.each(["", `?school=${SCHOOL}&trail=school&outcome=failed`, "?from=2026-03-01&to=2026-03-01&after=17.4"])(
    "for %j passes the server's own check",
    (address) => {
      const question = questionOf(viewOf(address));
      expect(listAuditInput.safeParse(question).error).toBeUndefined();
      expect(auditFilter.safeParse(question).error).toBeUndefined();
    },
  );

  test("covers the last day whole, be it the one on which clocks change", () => {
    const { from = "", to = "" } = questionOf(viewOf("?from=2026-03-29&to=2026-03-29"));
    expect(new Date(from)).toEqual(new Date(2026, 2, 29));
    expect(new Date(to)).toEqual(new Date(2026, 2, 30));
  });
});

test("the outcomes to filter by are those of the contracts", () => {
  expect(OUTCOMES).toEqual(AUDIT_OUTCOMES);
});
