import { openConnection, sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { rootClient, type TypedClient } from "./support/typed-client.ts";

const CITIES = ["Angers", "Brest", "Lille", "Nîmes", "Saint-Étienne"] as const;
const PAGE = 20;

/** 3,000 schools that differ from the first in their names, their cities and their type, none of them opened. */
let platform: TestPlatform;
let root: TypedClient;
beforeAll(async () => {
  platform = await openPlatform();
  root = await rootClient(platform);
  const input = { ...schoolInput("lycee-0001"), schoolName: "Lycée 0001", city: CITIES[1] };
  const { tenant } = await root.tenants.create.mutate(input);
  const owner = await openConnection({ url: platform.databaseUrl });
  await owner.send(sql`
    insert into tenants (id, cluster_id, schema_name, role_name, subdomain, school_id, school_name, school_type,
      address, postal_code, city, phone, email, primary_color, secondary_color, max_students, max_storage_gb,
      modules_enabled)
    select gen_random_uuid(), cluster_id, 'lycee_' || at, role_name || '_' || at, 'lycee-' || at, gen_random_uuid(),
      'Lycée ' || at, case number % 3 when 0 then 'college' else school_type end, address, postal_code,
      (${[...CITIES]}::text[])[number % 5 + 1], phone, email, primary_color, secondary_color, max_students,
      max_storage_gb, modules_enabled
    from tenants, generate_series(2, 3000) number, lpad(number::text, 4, '0') at
    where id = ${tenant.id}`);
  await owner.send(sql`
    insert into tenant_settings (tenant_id) select id from tenants where id <> ${tenant.id}`);
  await owner.end();
});
afterAll(() => platform.close());

const list = async (input: Parameters<typeof root.tenants.list.query>[0]) => {
  const { count, items } = await root.tenants.list.query({ pageSize: PAGE, ...input });
  return { count, names: items.map(({ school }) => school.name), cities: items.map(({ school }) => school.city) };
};

test("every school of 3,000 is on one page alone, the last page has the last of them, and none is beyond it", async () => {
  const last = await list({ ordering: ["school_name"], page: 150 });
  expect([last.count, last.names.length, last.names[0], last.names.at(-1)]).toEqual([
    3_000,
    20,
    "Lycée 2981",
    "Lycée 3000",
  ]);
  expect((await list({ ordering: ["school_name"], page: 151 })).names).toEqual([]);

  const met: string[] = [];
  for (let page = 1; page <= 30; page += 1)
    met.push(...(await list({ ordering: ["city"], pageSize: 100, page })).names);
  expect([met.length, new Set(met).size]).toEqual([3_000, 3_000]);
});

test("a search finds one among 3,000, without its accents and by more than one word", async () => {
  expect(await list({ search: "2718" })).toMatchObject({ count: 1, names: ["Lycée 2718"] });
  expect(await list({ search: "lycee etienne 2999" })).toMatchObject({ count: 1, cities: ["Saint-Étienne"] });
  expect(await list({ search: "lycee-0042" })).toMatchObject({ count: 1, names: ["Lycée 0042"] });
  expect(await list({ search: "introuvable" })).toMatchObject({ count: 0, names: [] });
});

test("filters, an order and pages hold together among 3,000", async () => {
  const filtered = { search: "brest", schoolType: "college", ordering: ["-school_name"] } as const;
  const first = await list({ ...filtered, ordering: [...filtered.ordering] });
  expect(first.count).toBe(200);
  expect(new Set(first.cities)).toEqual(new Set(["Brest"]));
  expect(first.names).toEqual([...first.names].sort().reverse());
  const last = await list({ ...filtered, ordering: [...filtered.ordering], page: 10 });
  expect(last.names).toHaveLength(20);
  expect(last.names.at(-1)).toBe("Lycée 0006");
  const byCity = await list({ ordering: ["-city", "school_name"] });
  expect(new Set(byCity.cities)).toEqual(new Set(["Saint-Étienne"]));
  expect(byCity.names[0]).toBe("Lycée 0004");
});
