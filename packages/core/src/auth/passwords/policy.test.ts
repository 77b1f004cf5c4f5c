import { isPeproError } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { type AuthScope, PLATFORM } from "../scope.ts";
import { requireGoodPassword } from "./policy.ts";

const owner = { email: "emile.zola@lycee-hugo.fr", username: "ezola", firstName: "Émile", lastName: "Zola" };

function schoolWith(passwordMinLength: number): AuthScope {
  const tenant = { schoolName: "Lycée Victor Hugo", subdomain: "lycee-hugo", settings: { passwordMinLength } };
  return { kind: "tenant", tenant } as unknown as AuthScope;
}

async function ruleAgainst(password: string, scope: AuthScope = schoolWith(8)): Promise<string> {
  try {
    await requireGoodPassword(scope, password, owner);
    return "none";
  } catch (error) {
    if (!isPeproError(error, "validation_failed")) throw error;
    const [issue] = error.fields.issues;
    expect(issue?.path).toEqual(["newPassword"]);
    return issue?.rule ?? "";
  }
}

describe("a new password", () => {
  test.each([
    ["Quatre!mots2026", "none"],
    ["correct cheval pile agrafe", "none"],
    ["éàèùçôîê", "none"],
    ["😀".repeat(7), "password_too_short"],
    ["court", "password_too_short"],
    ["motdepasse", "password_common"],
    ["MotDePasse", "password_common"],
    ["Password1!", "password_common"],
    ["azertyuiop", "password_common"],
    ["motdepasse1234", "password_common"],
    ["Mot de passe 2026!", "password_common"],
    ["Motdepasse!2026", "password_common"],
    ["14071789Élève", "password_common"],
    ["lycee20262027", "password_common"],
    ["bienvenue!2026", "password_common"],
    ["aaaaaaaaaaaa", "password_common"],
    ["é".repeat(8), "password_common"],
    ["aAaAbbbbABab", "password_common"],
    ["abcdabcdabcd", "password_common"],
    ["xk3!xk3!xk3", "password_common"],
    ["lmnopqrstuv", "password_common"],
    ["zyxw98765432", "password_common"],
    ["QsdfGhjkl1234", "password_common"],
    ["111222333444", "password_common"],
    ["8392017465021938", "none"],
    ["74928374abc83749283", "none"],
    ["emile.zola", "password_personal"],
    ["Émile.Zola1", "password_personal"],
    ["emile.zola@lycee-hugo.fr", "password_personal"],
    ["Emile.Zola@Lycee-Hugo.fr1", "password_personal"],
    ["EmileZola1840", "password_personal"],
    ["zola-emile", "password_personal"],
    ["LyceeVictorHugo", "password_personal"],
    ["lycee-hugo-75", "password_personal"],
    ["peproscolaire", "password_personal"],
    ["zola aime les longues phrases", "none"],
  ])("%s: %s", async (password, rule) => {
    expect(await ruleAgainst(password)).toBe(rule);
  });

  test("may be as long as anybody types", async () => {
    expect(await ruleAgainst("phrase ".repeat(40))).toBe("none");
  });

  test("is as long as the school asks, and on the platform as schools start with", async () => {
    expect(await ruleAgainst("onze lettre", schoolWith(12))).toBe("password_too_short");
    expect(await ruleAgainst("douze lettre", schoolWith(12))).toBe("none");
    expect(await ruleAgainst("sept789", PLATFORM)).toBe("password_too_short");
    expect(await ruleAgainst("huit+neuf", PLATFORM)).toBe("none");
  });
});
