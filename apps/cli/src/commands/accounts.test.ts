import { expect, test } from "vitest";
import { useInstallation } from "../testing/installation.ts";

const { run, openSchool, query } = useInstallation();

test("reset-password prints a link on the school's own host, or on the main host", async () => {
  const schema = await openSchool();
  const school = await run(["reset-password", schema, `CONTACT@${schema}.fr`, "--json"]);
  expect(school.json()).toMatchObject({
    link: expect.stringMatching(
      new RegExp(`^https://${schema}\\.peproscolaire\\.fr/password-reset/new\\?token=\\w{32}$`),
    ),
  });
  await run(["create-superadmin", "--email", "ada@pepro.fr"]);
  const own = await run(["reset-password", "-", "ada@pepro.fr"]);
  expect(own.out).toMatch(/ {2}Lien {6}https:\/\/peproscolaire\.fr\/password-reset\/new\?token=\w{32}\n/);
  for (const trail of ["public", schema]) {
    const rows = await query(`select outcome from ${trail}.audit_entries where action = 'auth.makeResetLink'`);
    expect(rows, trail).toEqual([{ outcome: "done" }]);
  }
});

test.each([
  [["reset-password", "-", "personne@pepro.fr"], 3],
  [["reset-password", "nulle-part", "personne@pepro.fr"], 3],
  [["reset-password", "-", "pas une adresse"], 2],
  [["reset-password", "-"], 2],
  [["deactivate-superadmin", "personne@pepro.fr"], 3],
  [["reset-two-factor", "personne@pepro.fr"], 3],
])("%j ends with %i", async (argv, code) => {
  expect((await run(argv)).code).toBe(code);
});

test("super-administrators are listed, turned away but for the last, and let in again", async () => {
  await run(["create-superadmin", "--email", "ada@pepro.fr"]);
  await run(["create-superadmin", "--email", "bob@pepro.fr"]);
  expect((await run(["list-superadmins"])).out).toContain("bob@pepro.fr");
  expect((await run(["deactivate-superadmin", "BOB@pepro.fr"])).out).toContain("bob@pepro.fr n'est plus");
  const last = await run(["deactivate-superadmin", "ada@pepro.fr"]);
  expect([last.code, last.err]).toEqual([5, expect.stringContaining("au moins un super-administrateur")]);
  await run(["create-superadmin", "--email", "bob@pepro.fr"]);
  const listed = (await run(["list-superadmins", "--json"])).json() as { isActive: boolean }[];
  expect(listed.map(({ isActive }) => isActive)).toEqual([true, true]);
  expect((await run(["reset-two-factor", "bob@pepro.fr"])).code).toBe(0);
});
