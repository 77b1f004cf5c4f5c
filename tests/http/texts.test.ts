import type { TenantView } from "@pepro/contracts";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { refusalOf, rootClient, type TypedClient, typedClient } from "./support/typed-client.ts";

let platform: TestPlatform;
let root: TypedClient;
let school: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  root = await rootClient(platform);
  school = await platform.openSchool();
});
afterAll(() => platform.close());

const ODD: readonly [string, string][] = [
  ["a quote that ends a literal", "O'Brien'; drop table tenants; --"],
  ["a quoted identifier", 'x"; drop schema public cascade; --'],
  ["dollar quotes", "$$; select pg_sleep(10); $$ $1 $2 $tag$"],
  ["backslashes and a C escape", "E'\\x27' \\' \\\\ \\u0027 \\0"],
  ["wildcards", "100%_de\\%réussite"],
  ["a comment", "a/*b*/c--d#e"],
  ["a placeholder", "{subdomain} {0} %s ? :name @p1 $1"],
  ["a COPY end", "\\."],
  ["HTML", "<script>alert('x')</script><b>&amp;"],
  ["accents, composed and not", "Éole \u00c9ole E\u0301ole œuvre Ÿ"],
  ["right to left and its marks", "مدرسة \u202eabc\u202c \u2067x\u2069"],
  ["beyond the first plane", "🏫👩🏽‍🏫 𝒳 𠀀 \u{10ffff}"],
  ["no-break and thin spaces inside", "a\u00a0b\u202fc\u2009d\u3000e"],
  ["line separators and controls inside", "a\u2028b\u2029c\td\ne\u0001f\u007fg\u0085h"],
  ["no characters", "\ufffe\uffff\ufdd0"],
  ["zero widths inside", "a\u200bb\u200dc\u2060d"],
  ["what JSON escapes", '"\\/\b\f\r'.concat("fin")],
  ["many combining marks", `e${"\u0301".repeat(50)}`],
];

/** A text field keeps what was sent, but for the spaces at its ends. */
const texts = (schoolName: string) => ({ schoolName, address: `${schoolName} 12`, city: schoolName.slice(0, 90) });

describe.each(ODD)("%s", (_, odd) => {
  test("comes back from create, get, list, theme and the audit trail as it was sent", async () => {
    const given = texts(odd);
    const { tenant } = await root.tenants.create.mutate({ ...schoolInput(), ...given });
    expect(tenant.school).toMatchObject({ name: given.schoolName, address: given.address });
    expect(await root.tenants.get.query({ id: tenant.id })).toEqual(tenant);
    const theme = await typedClient(platform.fetch, tenant.domainUrl).currentTenant.theme.query();
    expect(theme.schoolName).toBe(given.schoolName);
    const found = await root.tenants.list.query({ search: odd });
    expect(found.items.map(({ id }) => id)).toContain(tenant.id);
  });

  test("comes back from update", async () => {
    const given = texts(odd);
    const updated = await root.tenants.update.mutate({ id: school.id, school: given });
    expect(updated.school).toMatchObject({ name: given.schoolName, address: given.address });
  });
});

test("so does any text at all", async () => {
  const anyText = fc
    .string({ unit: "binary", minLength: 1, maxLength: 80 })
    .filter((text) => !text.includes("\u0000") && text.trim() === text && text.length > 0);
  await fc.assert(
    fc.asyncProperty(anyText, async (schoolName) => {
      const { school: read } = await root.tenants.update.mutate({ id: school.id, school: { schoolName } });
      expect(read.name).toBe(schoolName);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["a null character", "a\u0000b", "Le caractère nul n'est pas autorisé."],
  ["nothing but spaces", " \u00a0\t ", "Ce champ ne peut être vide."],
  ["more than 200 characters", "x".repeat(201), "200 caractères au plus."],
])("%s is told as a fault of the field", async (_, schoolName, message) => {
  const { data } = await refusalOf(root.tenants.update.mutate({ id: school.id, school: { schoolName } }));
  expect(data.pepro).toMatchObject({
    code: "validation_failed",
    fields: { issues: [{ path: ["school", "schoolName"], message }] },
  });
});

test("half of a surrogate pair is never stored", async () => {
  const changed = root.tenants.update.mutate({ id: school.id, school: { schoolName: "a\ud800b" } });
  expect(
    await changed.then(
      ({ school: { name } }) => name,
      () => "refused",
    ),
  ).toMatch(/^(a\ufffdb|refused)$/);
});

test.each([
  ["a subdomain", { subdomain: "x'; drop table tenants; --" }],
  ["an e-mail address", { email: "a@b'; drop--" + " x" }],
  ["a colour", { primaryColor: "#12345;" }],
  ["a telephone number", { phone: "0123456789'; --" }],
  ["a postal code", { postalCode: "7500١" }],
  ["a website", { website: "javascript:alert(1)" }],
])("%s with characters of SQL or of a script is refused by its own rule", async (_, odd) => {
  const { data } = await refusalOf(root.tenants.create.mutate({ ...schoolInput(), ...odd }));
  expect(data.pepro).toMatchObject({ code: "validation_failed", fields: { issues: [{ path: Object.keys(odd) }] } });
});
