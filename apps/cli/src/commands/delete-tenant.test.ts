import { expect, test } from "vitest";
import { useInstallation } from "../testing/installation.ts";

const { run, openSchool, query } = useInstallation();

const isDeleted = async (schema: string) => {
  const rows = await query<{ deleted_at: Date | null }>(
    `select deleted_at from public.tenants where schema_name = '${schema}'`,
  );
  return rows[0]?.deleted_at !== null;
};

test("delete-tenant asks on a terminal and goes by the schema's name alone", async () => {
  const school = await openSchool();
  const kept = await run(["delete-tenant", school], { terminal: 80, typed: "oui" });
  expect(kept).toMatchObject({ code: 1, out: "Rien n'a été changé.\n" });
  expect(kept.err).toContain(`Pour confirmer, tapez ${school} : `);
  expect(await isDeleted(school)).toBe(false);
  const done = await run(["delete-tenant", school], { terminal: 80, typed: ` ${school}\n` });
  expect(done.code).toBe(0);
  expect(done.out).toMatch(
    /^Lycée Victor Hugo est fermé\. Ses données seront effacées après le .+ ; ses noms restent pris\.\n$/,
  );
  expect(await isDeleted(school)).toBe(true);
});

test("delete-tenant demands --yes where nobody can be asked, or where standard output is a machine's", async () => {
  const school = await openSchool();
  const refused = await run(["delete-tenant", school], { typed: school });
  expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringContaining("demande --yes") });
  const machine = await run(["delete-tenant", school, "--json"], { terminal: 80, typed: school });
  expect(machine).toMatchObject({ code: 2, err: "" });
  expect(machine.json().error.code).toBe("usage");
  expect(await isDeleted(school)).toBe(false);
  const done = await run(["delete-tenant", school, "--yes", "--json"]);
  expect(done.json()).toMatchObject({ domainUrl: `${school}.peproscolaire.fr`, purgeAfter: expect.any(String) });
  expect((await run(["tenant-stats", school])).code).toBe(3);
});
