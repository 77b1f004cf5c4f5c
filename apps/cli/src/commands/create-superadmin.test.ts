import { expect, test } from "vitest";
import { useInstallation } from "../testing/installation.ts";

const { run, query } = useInstallation();

test("create-superadmin makes a password up and shows it once", async () => {
  const made = await run(["create-superadmin", "--email", "ada@pepro.fr"]);
  expect(made.out).toMatch(
    /^Le super-administrateur ada@pepro\.fr est créé\.\n\n {2}Mot de passe {2}[a-z0-9-]{23} {2}\(affiché cette seule fois\)\n$/,
  );
  const again = await run(["create-superadmin", "--email", "ADA@pepro.fr", "--json"]);
  expect(again.json()).toMatchObject({
    email: "ada@pepro.fr",
    created: false,
    password: expect.stringMatching(/^[a-z0-9-]{23}$/),
  });
  const [{ changes } = {}] = await query(
    "select changes from public.audit_entries where action = 'superadmins.create' order by id desc limit 1",
  );
  expect(changes).toEqual({ password: "***" });
});

test.each([
  ["--password", ["--password", "Motdepasse!26"], {}, ""],
  ["standard input", ["--password-stdin"], {}, "Motdepasse!26\n"],
  ["the environment", [], { PEPRO_SUPERADMIN_PASSWORD: "Motdepasse!26" }, ""],
])("create-superadmin takes a password from %s and does not repeat it", async (_, flags, env, typed) => {
  const made = await run(["create-superadmin", "--email", "bob@pepro.fr", ...flags], { env, typed });
  expect(made.code).toBe(0);
  expect(made.out).not.toContain("Mot de passe");
  expect(made.out + made.err).not.toContain("Motdepasse");
});

test("create-superadmin takes its address from the environment, and needs one", async () => {
  const env = { PEPRO_SUPERADMIN_EMAIL: "root@pepro.fr", PEPRO_SUPERADMIN_PASSWORD: "Motdepasse!26" };
  const made = await run(["create-superadmin", "--lang", "en"], { env });
  expect(made.out).toBe("The super-administrator root@pepro.fr is made.\n");
  expect((await run(["create-superadmin"])).err).toContain("--email : Ce champ est obligatoire.");
});

test.each([
  [["--password", "court"], "--password : Il faut au moins 8 caractères."],
  [["--password", "Motdepasse!26", "--password-stdin"], "--password et --password-stdin ne vont pas ensemble."],
])("create-superadmin %j is refused", async (flags, err) => {
  const refused = await run(["create-superadmin", "--email", "eve@pepro.fr", ...flags]);
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(err) });
});
