import { describe, expect, test } from "vitest";
import { negotiate, splitFormat } from "./negotiation.ts";

describe("negotiate", () => {
  test.each([
    null,
    "*/*",
    "application/json",
    "Application/JSON; q=0.5",
    "application/*",
    "text/html",
    "text/html,application/xhtml+xml,*/*;q=0.8",
    "application/xml, */*;q=0.1",
  ])("serves %j", (accept) => {
    expect(negotiate(accept, null)).toEqual({ ok: true, indent: 0 });
  });

  test.each(["application/xml", "image/png", "", "json"])("cannot serve %j", (accept) => {
    expect(negotiate(accept, null)).toEqual({ ok: false, status: 406 });
  });

  test("knows the formats json and api, within the Accept header", () => {
    expect(negotiate(null, "json")).toMatchObject({ ok: true });
    expect(negotiate(null, "api")).toMatchObject({ ok: true });
    expect(negotiate(null, "")).toMatchObject({ ok: true });
    expect(negotiate(null, "xml")).toEqual({ ok: false, status: 404 });
    expect(negotiate("application/xml", "xml")).toEqual({ ok: false, status: 404 });
    expect(negotiate("text/html", "json")).toEqual({ ok: false, status: 406 });
  });

  test.each([
    ["application/json; indent=4", 4],
    ["*/*; indent=2", 2],
    ["application/json;indent=20", 8],
    ["application/json; indent=-1", 0],
    ["application/json; indent=x", 0],
    ["text/html; q=0.1, application/json;indent=3", 3],
  ])("%j indents by %d", (accept, indent) => {
    expect(negotiate(accept, null)).toEqual({ ok: true, indent });
  });
});

describe("splitFormat", () => {
  test.each([
    ["/api/v1/tenants/", "/api/v1/tenants/", undefined],
    ["/api/v1/tenants", "/api/v1/tenants", undefined],
    ["/api/v1/tenants.json", "/api/v1/tenants/", "json"],
    ["/api/v1/tenants.json/", "/api/v1/tenants/", "json"],
    ["/api/v1/tenants/0a.xml", "/api/v1/tenants/0a/", "xml"],
    ["/api/v1/.json", "/api/v1/.json", undefined],
  ])("%s", (path, base, format) => {
    expect(splitFormat(path)).toEqual({ path: base, format });
  });
});
