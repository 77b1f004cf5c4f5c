import { describe, expect, test } from "vitest";
import * as z from "zod";
import { fieldErrorsOf } from "./zod-issues.ts";

const schema = z.object({
  schoolName: z.string().min(1).max(5),
  email: z.email(),
  website: z.url().optional(),
  schoolId: z.uuid().optional(),
  schoolType: z.enum(["college", "lycee"]),
  maxStudents: z.int().min(1).max(2147483647),
  quota: z.number().gt(0).optional(),
  isActive: z.boolean(),
  modules: z.record(z.string(), z.boolean()).optional(),
});

const good = { schoolName: "Hugo", email: "a@b.fr", schoolType: "lycee", maxStudents: 1, isActive: true };

function errorsOf(changes: Record<string, unknown>, options: { withoutInput?: boolean } = {}) {
  const input = { ...good, ...changes };
  const issues = schema.safeParse(input).error?.issues ?? [];
  return fieldErrorsOf(issues, options.withoutInput ? { lang: "fr" } : { lang: "fr", input });
}

describe("fieldErrorsOf", () => {
  test.each([
    [{ schoolName: undefined }, { school_name: ["Ce champ est obligatoire."] }],
    [{ schoolName: null }, { school_name: ["Ce champ ne peut être nul."] }],
    [{ schoolName: 1 }, { school_name: ["Not a valid string."] }],
    [{ schoolName: "" }, { school_name: ["Ce champ ne peut être vide."] }],
    [{ schoolName: "abcdef" }, { school_name: ["Assurez-vous que ce champ comporte au plus 5\u00a0caractères."] }],
    [{ email: "x" }, { email: ["Saisissez une adresse e-mail valide."] }],
    [{ website: "x" }, { website: ["Saisissez une URL valide."] }],
    [{ schoolId: "x" }, { school_id: ["Must be a valid UUID."] }],
    [{ schoolType: "x" }, { school_type: ["«\u00a0x\u00a0» n'est pas un choix valide."] }],
    [{ schoolType: undefined }, { school_type: ["Ce champ est obligatoire."] }],
    [{ maxStudents: 0 }, { max_students: ["Assurez-vous que cette valeur est supérieure ou égale à\u00a01."] }],
    [
      { maxStudents: 2147483648 },
      { max_students: ["Assurez-vous que cette valeur est inférieure ou égale à\u00a02147483647."] },
    ],
    [{ maxStudents: 1.5 }, { max_students: ["Un nombre entier valide est requis."] }],
    [{ quota: 0 }, { quota: ["Assurez-vous que cette valeur est supérieure ou égale à\u00a01."] }],
    [{ isActive: "x" }, { is_active: ["Must be a valid boolean."] }],
    [{ modules: { grades: "x" } }, { modules: ["Must be a valid boolean."] }],
  ])("%j", (changes, errors) => {
    expect(errorsOf(changes)).toEqual(errors);
  });

  test("makes do without the input", () => {
    const errors = errorsOf({ schoolName: undefined, isActive: null, schoolType: "x" }, { withoutInput: true });
    expect(errors).toEqual({
      school_name: ["Ce champ est obligatoire."],
      school_type: ["Valeur non valide."],
      is_active: ["Ce champ ne peut être nul."],
    });
  });

  test("says a message of ours by its key, with the issue's parameters", () => {
    const custom = z.object({ subdomain: z.string() }).superRefine((value, context) => {
      const name = value.subdomain;
      context.addIssue({ code: "custom", message: "subdomain_taken", path: ["subdomain"], params: { name } });
      context.addIssue({ code: "custom", message: "Texte libre", path: [] });
      context.addIssue({ code: "custom", message: "no_such_key", path: [] });
    });
    const issues = custom.safeParse({ subdomain: "hugo" }).error?.issues ?? [];
    const translate = (key: string, params: Record<string, unknown>) =>
      key === "subdomain_taken" ? `Le sous-domaine ${params.name} est déjà utilisé` : undefined;
    expect(fieldErrorsOf(issues, { lang: "fr", translate })).toEqual({
      subdomain: ["Le sous-domaine hugo est déjà utilisé"],
      non_field_errors: ["Texte libre", "Valeur non valide."],
    });
  });

  test("prefers such a key to the code of any issue, and falls back to the code", () => {
    const patterned = z.object({ postalCode: z.string().regex(/^\d{5}$/, "postal_code_invalid") });
    const issues = patterned.safeParse({ postalCode: "x" }).error?.issues ?? [];
    const translate = () => "Code postal invalide";
    expect(fieldErrorsOf(issues, { lang: "fr", translate })).toEqual({ postal_code: ["Code postal invalide"] });
    expect(fieldErrorsOf(issues, { lang: "fr" })).toEqual({
      postal_code: ["Cette valeur ne satisfait pas le motif imposé."],
    });
  });

  test("ignores unknown keys and says nothing twice", () => {
    const strict = z.strictObject({ tags: z.array(z.string()) });
    const input = { tags: [1, 2], more: true };
    const issues = strict.safeParse(input).error?.issues ?? [];
    expect(issues).toHaveLength(3);
    expect(fieldErrorsOf(issues, { lang: "fr", input })).toEqual({ tags: ["Not a valid string."] });
  });
});
