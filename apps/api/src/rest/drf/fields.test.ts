import { describe, expect, test } from "vitest";
import { type Body, readBody } from "./body.ts";
import type { Field, FieldSpecs } from "./field-spec.ts";
import { doesNotExist, inOrderOf, readFields, readGood } from "./fields.ts";
import { textFor } from "./texts.ts";

async function bodyOf(content: string, type = "application/json"): Promise<Body> {
  const request = new Request("http://localhost/", {
    method: "POST",
    body: content,
    headers: { "content-type": type },
  });
  const result = await readBody(request, { maxBytes: 10_000, text: textFor("fr") });
  if (!result.ok) throw new Error(result.detail);
  return result.body;
}
const formOf = (content: string) => bodyOf(content, "application/x-www-form-urlencoded");

/** What becomes of one field: its value, its messages, or undefined when it is left out. */
function outcomeIn(body: Body, field: Field, partial: boolean): unknown {
  const result = readFields({ f: field }, body, { lang: "fr", partial });
  return result.ok ? result.values.f : result.errors.f;
}
const inJson = async (field: Field, json: string) => outcomeIn(await bodyOf(`{"f": ${json}}`), field, false);
const inForm = async (field: Field, form: string, partial = false) => outcomeIn(await formOf(form), field, partial);

const REQUIRED = ["Ce champ est obligatoire."];
const NULL = ["Ce champ ne peut être nul."];
const BLANK = ["Ce champ ne peut être vide."];
const INTEGER = ["Un nombre entier valide est requis."];
const BOOLEAN = ["Must be a valid boolean."];
const AT_MOST_5 = "Assurez-vous que ce champ comporte au plus 5\u00a0caractères.";

const settings: FieldSpecs = {
  id: { kind: "uuid", readOnly: true },
  password_min_length: { kind: "integer", required: false, max: 2147483647 },
  timezone: { kind: "char", required: false, maxLength: 50 },
  language: { kind: "char", required: false, maxLength: 10 },
};

describe("readFields", () => {
  test("gives the errors recorded for several bad settings, in the order of the fields", async () => {
    const body = await bodyOf('{"language": "", "timezone": null, "password_min_length": "x", "foo": 1}');
    const result = readFields(settings, body, { lang: "fr", partial: true });
    expect(result).toEqual({ ok: false, errors: { password_min_length: INTEGER, timezone: NULL, language: BLANK } });
    expect(Object.keys(result.ok ? {} : result.errors)).toEqual(["password_min_length", "timezone", "language"]);
  });

  test("ignores unknown and read-only fields and coerces as recorded", async () => {
    const body = await bodyOf('{"id": "x", "foo": 1, "timezone": 3}');
    expect(readFields(settings, body, { lang: "fr", partial: true })).toEqual({ ok: true, values: { timezone: "3" } });
  });

  test("fills defaults in, but not in a partial update", async () => {
    const specs: FieldSpecs = { a: { kind: "integer", default: 50 }, b: { kind: "char", required: false } };
    const body = await bodyOf("{}");
    expect(readFields(specs, body, { lang: "fr" })).toEqual({ ok: true, values: { a: 50 } });
    expect(readFields(specs, body, { lang: "fr", partial: true })).toEqual({ ok: true, values: {} });
  });

  test("asks for required fields, but not in a partial update", async () => {
    const specs: FieldSpecs = { email: { kind: "email" }, password: { kind: "char" } };
    const body = await bodyOf("{}");
    expect(readFields(specs, body, { lang: "fr" })).toEqual({
      ok: false,
      errors: { email: REQUIRED, password: REQUIRED },
    });
    expect(readFields(specs, body, { lang: "fr", partial: true })).toEqual({ ok: true, values: {} });
  });

  test.each([
    ["[]", "Donnée non valide. Attendait un dictionnaire, a reçu list."],
    ['"x"', "Donnée non valide. Attendait un dictionnaire, a reçu str."],
    ["true", "Donnée non valide. Attendait un dictionnaire, a reçu bool."],
    ["null", "No data provided"],
  ])("refuses the body %s as a whole", async (content, message) => {
    const result = readFields(settings, await bodyOf(content), { lang: "fr", partial: true });
    expect(result).toEqual({ ok: false, errors: { non_field_errors: [message] } });
  });

  test("is blind to inherited members", async () => {
    const specs = { constructor: { kind: "json" }, admin: { kind: "boolean" } } as const;
    const result = readFields(specs, await bodyOf('{"__proto__": {"admin": true}}'), { lang: "fr" });
    expect(result).toEqual({ ok: false, errors: { constructor: REQUIRED, admin: REQUIRED } });
  });

  test("runs a field's own check last, on a good value only", async () => {
    const field: Field = {
      kind: "char",
      maxLength: 5,
      check: (value) => (value === "ok" ? undefined : `non: ${value}`),
    };
    expect(await inJson(field, '" ok "')).toBe("ok");
    expect(await inJson(field, '"ko"')).toEqual(["non: ko"]);
    expect(await inJson(field, '"trop long"')).toEqual([AT_MOST_5]);
  });

  test("speaks English when asked to", async () => {
    const result = readFields({ a: { kind: "char" } }, await bodyOf("{}"), { lang: "en" });
    expect(result).toEqual({ ok: false, errors: { a: ["This field is required."] } });
  });
});

describe("readGood", () => {
  test("gives the good ones of the named fields, whatever is wrong with the others", async () => {
    const body = await bodyOf('{"timezone": " UTC ", "language": "", "password_min_length": 8}');
    expect(readGood(settings, ["timezone", "language", "foo"], body, "fr")).toEqual({ timezone: "UTC" });
    expect(readGood(settings, ["timezone"], await bodyOf("[]"), "fr")).toEqual({});
  });
});

test("inOrderOf puts errors in the order of the fields", () => {
  const errors = inOrderOf(settings, { language: ["b"], password_min_length: ["a"] });
  expect(Object.keys(errors)).toEqual(["password_min_length", "language"]);
});

describe("text fields", () => {
  const char: Field = { kind: "char" };

  test.each([
    ['" Lyon\\u00a0"', "Lyon"],
    ["12", "12"],
    ["10.0", "10.0"],
    ["1e16", "1e+16"],
    ["12345678901234567890", "12345678901234567890"],
    ["null", NULL],
    ['""', BLANK],
    ['" \\n"', BLANK],
    ["true", ["Not a valid string."]],
    ["[]", ["Not a valid string."]],
    ["{}", ["Not a valid string."]],
    ['"a\\u0000b"', ["Le caractère nul n’est pas autorisé."]],
    ['"\\ud800"', ["Surrogate characters are not allowed: U+D800."]],
  ])("a char field given %s yields %j", async (json, outcome) => {
    expect(await inJson(char, json)).toEqual(outcome);
  });

  test("count code points", async () => {
    expect(await inJson({ kind: "char", maxLength: 5 }, '"😀😀😀😀😀"')).toBe("😀😀😀😀😀");
    expect(await inJson({ kind: "char", maxLength: 5 }, '"abcdef"')).toEqual([AT_MOST_5]);
    expect(await inJson({ kind: "char", minLength: 2 }, '"a"')).toEqual([
      "Assurez-vous que ce champ comporte au moins 2\u00a0caractères.",
    ]);
  });

  test("say everything that is wrong: validators, then lengths, then the pattern of a regex field", async () => {
    const rule = { pattern: /^\d{5}$/, message: "Code postal invalide" };
    expect(await inJson({ kind: "char", maxLength: 5, validators: [rule] }, '"abcdef\\u0000"')).toEqual([
      "Code postal invalide",
      AT_MOST_5,
      "Le caractère nul n’est pas autorisé.",
    ]);
    expect(await inJson({ kind: "regex", maxLength: 5, ...rule }, '"abcdef"')).toEqual([
      AT_MOST_5,
      "Code postal invalide",
    ]);
    expect(await inJson({ kind: "email", maxLength: 5 }, '"abcdef"')).toEqual([
      AT_MOST_5,
      "Saisissez une adresse e-mail valide.",
    ]);
  });

  test("answer a wrong type with the kind's own message", async () => {
    expect(await inJson({ kind: "regex", pattern: /x/, message: "Code postal invalide" }, "[]")).toEqual([
      "Code postal invalide",
    ]);
    expect(await inJson({ kind: "regex", pattern: /x/ }, '"a"')).toEqual([
      "Cette valeur ne satisfait pas le motif imposé.",
    ]);
    expect(await inJson({ kind: "email" }, "[]")).toEqual(["Saisissez une adresse e-mail valide."]);
    expect(await inJson({ kind: "url" }, "{}")).toEqual(["Saisissez une URL valide."]);
  });

  test("may be blank, null or untrimmed", async () => {
    expect(await inJson({ kind: "url", allowBlank: true, maxLength: 5 }, '"  "')).toBe("");
    expect(await inJson({ kind: "char", allowNull: true }, "null")).toBeNull();
    expect(await inJson({ kind: "char", trim: false }, '" a "')).toBe(" a ");
  });
});

describe("integer fields", () => {
  const field: Field = { kind: "integer", min: 1, max: 2147483647 };
  const tooBig = ["Assurez-vous que cette valeur est inférieure ou égale à\u00a02147483647."];

  test.each([
    ["12", 12],
    ["10.0", 10],
    ["1e3", 1000],
    ['"12"', 12],
    ['" 12 "', 12],
    ['"12.0 "', 12],
    ['"12."', 12],
    ['"1_0"', 10],
    ["1.5", INTEGER],
    ['"1.5"', INTEGER],
    ['"x"', INTEGER],
    ['""', INTEGER],
    ["1e16", INTEGER],
    ["true", INTEGER],
    ["[12]", INTEGER],
    ["null", NULL],
    ["0", ["Assurez-vous que cette valeur est supérieure ou égale à\u00a01."]],
    ["2147483648", tooBig],
    ["99999999999999999999", tooBig],
  ])("given %s yield %j", async (json, outcome) => {
    expect(await inJson(field, json)).toEqual(outcome);
  });
});

test("an integer field reads at most 1000 characters of text", async () => {
  const field: Field = { kind: "integer", max: 9 };
  const texts = [1000, 1001].map((length) => inJson(field, `"${"9".repeat(length)}"`));
  expect(await Promise.all(texts)).toEqual([
    ["Assurez-vous que cette valeur est inférieure ou égale à\u00a09."],
    ["Chaîne de caractères trop longue."],
  ]);
});

describe("boolean fields", () => {
  test.each(["true", "1", "1.0", '"1"', '"t"', '"True"', '"yes"', '"on"', '"Y"'])("take %s for true", async (json) => {
    expect(await inJson({ kind: "boolean" }, json)).toBe(true);
  });

  test.each(["false", "0", "-0.0", '"0"', '"FALSE"', '"off"', '"No"'])("take %s for false", async (json) => {
    expect(await inJson({ kind: "boolean" }, json)).toBe(false);
  });

  test.each(['"maybe"', '"tRue"', '" true "', '""', '"null"', "2", "[]", "{}"])("refuse %s", async (json) => {
    expect(await inJson({ kind: "boolean" }, json)).toEqual(BOOLEAN);
  });

  test("know words for null when null is allowed", async () => {
    expect(await inJson({ kind: "boolean", allowNull: true }, '"Null"')).toBeNull();
    expect(await inJson({ kind: "boolean" }, "null")).toEqual(NULL);
  });
});

describe("choice, JSON and key fields", () => {
  const choice: Field = { kind: "choice", choices: { college: "Collège", "1": "Un" } };
  const refused = (input: string) => [`«\u00a0${input}\u00a0» n'est pas un choix valide.`];

  test.each([
    ['"college"', "college"],
    ["1", "1"],
    ['"ecole"', refused("ecole")],
    ['""', refused("")],
    ["1.0", refused("1.0")],
    ["true", refused("True")],
    ['["a"]', refused("['a']")],
    ['"toString"', refused("toString")],
  ])("a choice given %s yields %j", async (json, outcome) => {
    expect(await inJson(choice, json)).toEqual(outcome);
  });

  test("a JSON field takes any finite value", async () => {
    expect(await inJson({ kind: "json" }, '{"a": [1]}')).toEqual({ a: [1] });
    expect(await inJson({ kind: "json" }, "[1e999]")).toEqual(["La valeur doit être un JSON valide."]);
    expect(await inJson({ kind: "json" }, "null")).toEqual(NULL);
  });

  const uuid = "00000000-0000-4000-8000-00000000abcd";

  test.each([`"${uuid}"`, `"{${uuid.toUpperCase()}}"`, `"urn:uuid:${uuid}"`, `"${uuid.replaceAll("-", "")}"`])(
    "a UUID may be written %s",
    async (json) => {
      expect(await inJson({ kind: "uuid" }, json)).toBe(uuid);
      expect(await inJson({ kind: "pk" }, json)).toBe(uuid);
    },
  );

  test("a UUID and a key refuse in their own words", async () => {
    const notAUuid = (value: string) => [`La valeur «\u00a0${value}\u00a0» n’est pas un UUID valide.`];
    expect(await inJson({ kind: "uuid" }, '"x"')).toEqual(["Must be a valid UUID."]);
    expect(await inJson({ kind: "pk" }, '"x"')).toEqual(notAUuid("x"));
    expect(await inJson({ kind: "pk" }, "[1.5]")).toEqual(notAUuid("[1.5]"));
    expect(await inJson({ kind: "pk" }, "true")).toEqual(["Type incorrect. Attendait une clé primaire, a reçu bool."]);
    expect(await inJson({ kind: "pk" }, '""')).toEqual(NULL);
  });

  test("a missing row is told by the key as it was written", async () => {
    const body = await bodyOf('{"school_id": 12}');
    expect(doesNotExist(body, "school_id", "fr")).toBe(
      "Clé primaire «\u00a012\u00a0» non valide - l'objet n'existe pas.",
    );
  });
});

describe("fields of a form", () => {
  test("an absent boolean is false or its default, and left out of a partial update", async () => {
    expect(await inForm({ kind: "boolean" }, "x=1")).toBe(false);
    expect(await inForm({ kind: "boolean", default: true }, "x=1")).toBe(true);
    expect(await inForm({ kind: "boolean" }, "x=1", true)).toBeUndefined();
  });

  test("other absent fields are absent", async () => {
    expect(await inForm({ kind: "char" }, "x=1")).toEqual(REQUIRED);
    expect(await inForm({ kind: "integer", default: 50 }, "x=1")).toBe(50);
  });

  test("a blank value means nothing where nothing is asked for", async () => {
    expect(await inForm({ kind: "integer", required: false }, "f=")).toBeUndefined();
    expect(await inForm({ kind: "integer", default: 50 }, "f=")).toBe(50);
    expect(await inForm({ kind: "integer", allowNull: true }, "f=")).toBeNull();
    expect(await inForm({ kind: "char", allowNull: true, allowBlank: true }, "f=")).toBe("");
    expect(await inForm({ kind: "char" }, "f=")).toEqual(BLANK);
    expect(await inForm({ kind: "integer" }, "f=")).toEqual(INTEGER);
  });

  test("the last value of a name counts", async () => {
    expect(await inForm({ kind: "integer" }, "f=x&f=12")).toBe(12);
  });

  test("JSON comes as text", async () => {
    expect(await inForm({ kind: "json" }, `f=${encodeURIComponent('{"a": 1}')}`)).toEqual({ a: 1 });
    expect(await inForm({ kind: "json" }, "f=NaN")).toEqual(["La valeur doit être un JSON valide."]);
    expect(await inForm({ kind: "json", required: false }, "f=")).toEqual(["La valeur doit être un JSON valide."]);
  });

  test("a file is no text", async () => {
    const content = '--B\r\nContent-Disposition: form-data; name="f"; filename="1"\r\n\r\n12\r\n--B--\r\n';
    const body = await bodyOf(content, "multipart/form-data; boundary=B");
    expect(outcomeIn(body, { kind: "char" }, false)).toEqual(["Not a valid string."]);
    expect(outcomeIn(body, { kind: "integer" }, false)).toEqual(INTEGER);
  });
});
