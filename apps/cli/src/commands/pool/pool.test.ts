import { expect, test } from "vitest";
import { useInstallation } from "../../testing/installation.ts";

const { run, openSchool, query } = useInstallation();

test("pool fill makes schools ahead of need, status counts them, and drain removes them", async () => {
  const filled = await run(["pool", "fill", "--size", "2"]);
  expect(filled).toMatchObject({ code: 0, out: "[1/2] prêt\n[2/2] prêt\n  Prêts  2\n", err: "" });
  const status = await run(["pool", "status", "--json"]);
  expect(status.json()).toMatchObject({ ready: 2, behind: 0, foreign: 0, building: 0, unusable: 0 });
  await openSchool();
  expect(await run(["pool", "status", "--lang", "en"])).toMatchObject({ out: "  Ready  1\n" });
  const drained = await run(["pool", "drain", "--json"]);
  expect(drained.json()).toMatchObject({ removed: 1, status: { ready: 0 } });
  expect(await query("select nspname from pg_namespace where nspname like 'spare\\_%'")).toEqual([]);
});

test("pool fill makes as many as the environment says, and takes a number alone", async () => {
  const filled = await run(["pool", "fill", "--json"], { env: { PEPRO_SPARE_SCHOOLS: "1" } });
  expect(filled.json()).toMatchObject({ made: 1, isBusy: false, status: { ready: 1 } });
  expect(await run(["pool", "fill", "--size", "many"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("--size"),
  });
  await run(["pool", "drain"]);
});
