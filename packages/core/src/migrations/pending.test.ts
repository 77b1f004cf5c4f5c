import { describe, expect, test } from "vitest";
import { latestVersion, type Migration } from "./bundle.ts";
import { pendingMigrations } from "./pending.ts";

const migrations: Migration[] = [1, 2, 3].map((version) => ({
  version,
  file: `tenant/000${version}.sql`,
  checksum: `sum ${version}`,
  statements: [],
}));
const applied = (...versions: number[]) =>
  versions.map((version) => ({ version, file: `tenant/000${version}.sql`, checksum: `sum ${version}` }));
const files = (ledger: ReturnType<typeof applied>) =>
  pendingMigrations("lycee", migrations, ledger).map(({ version }) => version);

describe("pendingMigrations", () => {
  test.each([
    [[], [1, 2, 3]],
    [[1], [2, 3]],
    [[1, 2, 3], []],
    [[1, 3], [2]],
  ])("of a schema that has %j are %j", (has, needs) => {
    expect(files(applied(...has))).toEqual(needs);
  });

  test("are refused where an applied file differs, whatever is still to come, and it is named", () => {
    const [first, ...others] = applied(1, 2);
    expect(() => files([{ ...(first as (typeof others)[0]), checksum: "another" }, ...others])).toThrow(
      expect.objectContaining({ code: "migration_changed", fields: { file: "tenant/0001.sql", schema: "lycee" } }),
    );
  });

  test("are refused where the schema is newer than the program, before anything else is compared", () => {
    const newer = [...applied(1, 2, 3), { version: 7, file: "tenant/0007.sql", checksum: "from the future" }];
    const changed = newer.map((row) => ({ ...row, checksum: "another" }));
    for (const ledger of [newer, changed]) {
      expect(() => files(ledger)).toThrow(
        expect.objectContaining({ code: "schema_ahead", fields: { schema: "lycee", version: 7, supported: 3 } }),
      );
    }
  });

  test("a renamed file with the same content is the same migration", () => {
    expect(files([{ version: 1, file: "tenant/0001_old_name.sql", checksum: "sum 1" }])).toEqual([2, 3]);
  });
});

test("the latest version of nothing is none", () => {
  expect([latestVersion([]), latestVersion(migrations)]).toEqual([0, 3]);
});
