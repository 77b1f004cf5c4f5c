import { type ClientErrorCode, type ClientErrorFields, PeproClientError } from "@pepro/client";
import { ERROR_TABLE, type Language } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { type ErrorText, useErrorText, useFaultText } from "./error-text.ts";
import { useLateText } from "./i18n.tsx";

const SCHOOL = "0190f3c1-7b1c-7d52-8a77-4c1f5f0f9a01";
const SAID = "What the server said of it.";

/** Every code there is, as it may arrive. */
const FAULTS: { readonly [Code in ClientErrorCode]: ClientErrorFields[Code] } = {
  unauthenticated: {},
  token_invalid: { tokenType: "access", reason: "invalid" },
  user_inactive: {},
  user_not_found: {},
  invalid_credentials: {},
  too_many_attempts: { retryAfterSeconds: 12 },
  forbidden: {},
  origin_refused: { origin: "https://elsewhere.example" },
  module_disabled: { module: "messaging" },
  two_factor_required: {},
  two_factor_invalid: {},
  sign_in_expired: {},
  password_incorrect: {},
  reset_link_invalid: {},
  api_key_invalid: {},
  impersonation_link_invalid: {},
  superadmin_needed: {},
  tenant_not_found: { host: "nobody.localhost" },
  tenant_inactive: { host: "hugo.localhost" },
  tenant_required: {},
  tenant_unavailable: { retryAfterSeconds: 2 },
  not_found: { entity: "tenant", id: SCHOOL },
  audit_too_recent: { keptDays: 365 },
  audit_broken: { chain: "lycee_hugo", kind: "edited", seq: 12 },
  validation_failed: { issues: [] },
  request_malformed: { reason: "Unexpected token" },
  subdomain_taken: { subdomain: "lycee-hugo" },
  schema_taken: { schemaName: "lycee_hugo" },
  domain_invalid: { domain: "pas un domaine" },
  domain_taken: { domain: "www.hugo.fr" },
  already_provisioned: { tenantId: SCHOOL },
  not_provisioned: { tenantId: SCHOOL },
  provisioning_failed: { step: "tables", sqlstate: "53100", reason: "could not extend file" },
  migration_failed: { file: "0004.sql", line: 3, schema: "lycee_hugo", sqlstate: "42P01", reason: "no such table" },
  migration_changed: { file: "0004.sql", schema: "lycee_hugo" },
  fleet_run_active: { runId: "x", state: "running" },
  opening_active: { jobId: "1", state: "running" },
  opening_state: { jobId: "1", state: "done" },
  fleet_run_state: { runId: "x", state: "done" },
  fleet_run_outdated: { runId: "x", target: 12, supported: 11 },
  schema_busy: { schema: "lycee_hugo" },
  schema_ahead: { schema: "lycee_hugo", version: 12, supported: 10 },
  server_not_supported: { reason: "PostgreSQL 14" },
  secret_mismatch: {},
  secret_unusable: { path: "/data/secret" },
  storage_unavailable: { path: "/data/files", reason: "EACCES" },
  payload_too_large: { limitBytes: 5_242_880 },
  quota_exceeded: { quota: "students", limit: 1200, used: 1200 },
  unavailable: { retryAfterSeconds: 2 },
  internal: { id: "request-1" },
  network: { reason: "Failed to fetch" },
  timeout: { afterMs: 30_000 },
  aborted: {},
  answer_unreadable: { status: 200 },
};
const CODES = Object.keys(FAULTS) as ClientErrorCode[];

/** Names of ours, of tables and of programs: nobody who opens schools says them. */
const RAW = /[{}]|_|\btenant|provision|\bschema\b|\(students\)|messaging|SQLSTATE|0190f3c1/i;

async function wordsIn<Result>(language: Language, read: () => Result): Promise<Result> {
  let result: Result | undefined;
  let late: ((key: "forbidden") => string) | undefined;
  const page = renderPage(
    () => {
      result = read();
      late = useLateText("refusals").text;
      return <p>there</p>;
    },
    { language },
  );
  await page.findByText("there");
  if (result === undefined) throw new Error("nothing was read");
  // Nothing waits for refusals: they are there a moment later.
  await expect.poll(() => late?.("forbidden")).toBeTruthy();
  return result;
}

function thrown(code: ClientErrorCode): PeproClientError {
  return new PeproClientError(code, FAULTS[code], SAID, { requestId: "request-1" });
}

test("no code of the server is left out here", () => {
  expect(CODES).toEqual(expect.arrayContaining(Object.keys(ERROR_TABLE)));
});

describe.each(["fr", "en"] as const)("an error, in %s", (language) => {
  test.each(CODES)("%s has a sentence of the dashboard's own, in plain words", async (code) => {
    const text = await wordsIn(language, useErrorText);
    const unknown = text(new Error("x")).message;
    // The terms come when a module is named.
    await expect.poll(() => text(thrown(code)).message).not.toMatch(RAW);
    const { message, reference } = text(thrown(code));
    expect(message).toMatch(/\p{L}{2,}/u);
    expect(message).not.toContain(SAID);
    if (code !== "internal") expect(message).not.toBe(unknown);
    expect(reference).toBe("request-1");
  });
});

describe("what the server says itself", () => {
  const detailOf = async (code: string, fields: object) =>
    (await wordsIn("fr", useFaultText))({ code, fields, message: SAID }).detail;

  test("is shown for what has no words here: a newer server's codes, and what nobody foresaw", async () => {
    const text = await wordsIn("fr", useFaultText);
    const { message, detail } = text({ code: "constructor", fields: {}, message: SAID });
    expect([message, detail]).toEqual([expect.stringContaining("Une erreur inattendue"), SAID]);
    expect(await detailOf("of_tomorrow", {})).toBe(SAID);
    expect(await detailOf("internal", { id: "x" })).toBe(SAID);
  });

  test("is PostgreSQL's own sentence with its code and its place, where that tells more", async () => {
    expect(await detailOf("provisioning_failed", FAULTS.provisioning_failed)).toBe("could not extend file (53100)");
    expect(await detailOf("migration_failed", FAULTS.migration_failed)).toBe("0004.sql:3 no such table (42P01)");
  });

  test("is not shown for what the dashboard words whole", async () => {
    for (const code of ["unavailable", "domain_taken", "not_found", "network"] as const) {
      expect(await detailOf(code, FAULTS[code])).toBeUndefined();
    }
  });
});

test("a module, a quota and a size are called what people call them", async () => {
  const text = await wordsIn("fr", useErrorText);
  const read = (code: ClientErrorCode): ErrorText["message"] => text(thrown(code)).message.replace(/\s/g, " ");
  await expect.poll(() => read("module_disabled")).toContain("« Messagerie »");
  expect(read("quota_exceeded")).toBe("Le quota d'élèves est atteint : 1 200 sur 1 200. Relevez-le d'abord.");
  expect(read("payload_too_large")).toContain("5 Mo");
});

test("a bug's own words are never shown", async () => {
  const text = await wordsIn("en", useErrorText);
  expect(text(new TypeError("x is not a function"))).toEqual({
    message: expect.stringMatching(/^Something unexpected happened\./),
    detail: undefined,
    reference: undefined,
  });
});
