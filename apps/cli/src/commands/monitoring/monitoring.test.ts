import { expect, test } from "vitest";
import { useInstallation } from "../../testing/installation.ts";

const { run, openSchool, query } = useInstallation();

test("monitoring says that nothing was sampled, samples, and shows every school and one", async () => {
  expect(await run(["monitoring"])).toMatchObject({ code: 0, out: "Aucun établissement.\n" });
  const schema = await openSchool("Collège Zola");
  const before = await run(["monitoring"]);
  expect(before.out).toContain("Collège Zola");
  expect(before.out).toContain("Rien n'est encore relevé : pepro monitoring sample");

  const sampled = await run(["monitoring", "sample"]);
  expect(sampled).toMatchObject({ code: 0, err: "" });
  expect(sampled.out).toMatch(/^1 établissement relevé en .+ ; à regarder : 0\.\n$/);
  const [entry] = await query("select outcome, target_kind from audit_entries where action = 'monitoring.sample'");
  expect(entry).toEqual({ outcome: "done", target_kind: "monitoring" });

  const fleet = await run(["monitoring", "--lang", "en"]);
  expect(fleet.out).toMatch(new RegExp(`Collège Zola +${schema} +[\\d.,]+ [KM]B`));
  expect(fleet.out).toMatch(/1 school, .+ \(tables .+, indexes .+, TOAST .+\); needing attention: 0\. Sampled /);
  expect((await run(["monitoring", "--attention"])).out).toContain("Aucun établissement n'est dans ce cas.");

  const one = await run(["monitoring", schema]);
  expect(one).toMatchObject({ code: 0, err: "" });
  expect(one.out).toContain("Collège Zola");
  expect(one.out).toMatch(/\n {2}Schéma +/);
  expect(one.out).toMatch(/\nusers +[\d,]+ Ko/);
  const { tables, trend, figures } = (await run(["monitoring", schema, "--json"])).json();
  expect(figures.tables).toBe(tables.length);
  expect(trend).toHaveLength(1);
  expect((await run(["monitoring", "--json", "--sort", "name"])).json()).toMatchObject({ count: 1, page: 1 });
});

test("monitoring refuses what does not go together, and values that are none", async () => {
  expect(await run(["monitoring", "nobody"])).toMatchObject({ code: 3 });
  expect(await run(["monitoring", "nobody", "--attention"])).toMatchObject({ code: 2 });
  const faulty = await run(["monitoring", "--limit", "500"]);
  expect(faulty.code).toBe(2);
  expect(faulty.err).toContain("--limit : 200 au plus.");
});

test("an attention is told with what to do, where a limit of the installation's is passed", async () => {
  const env = { PEPRO_MONITORING_LIMITS: "schoolBytes=1KB" };
  await run(["monitoring", "sample"], { env });
  expect((await run(["monitoring"])).out).toMatch(
    /! \w+ : [\d,]+ [KM]o en tout \(limite : 1 Ko\)\. .+ serveur à part\./,
  );
  const wrong = await run(["monitoring"], { env: { PEPRO_MONITORING_LIMITS: "size=big" } });
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain("PEPRO_MONITORING_LIMITS");
});
