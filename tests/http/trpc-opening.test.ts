import type { OpeningEvent } from "@pepro/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { schoolsFile } from "../opening/schools-file.ts";
import { ROOT, refusalOf, rootClient, type TypedClient } from "./support/typed-client.ts";

let platform: TestPlatform;
let client: TypedClient;
let token: string;
beforeAll(async () => {
  platform = await openPlatform();
  client = await rootClient(platform);
  token = await platform.tokenOf(BASE_DOMAIN, ROOT);
});
afterAll(() => platform.close());

/** Reads the subscription until it ends by itself. */
async function eventsOf(input: object): Promise<OpeningEvent[]> {
  const path = `/trpc/opening.watch?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = { Accept: "text/event-stream", Authorization: `Bearer ${token}` };
  const text = await (await platform.fetch(BASE_DOMAIN, path, { headers })).text();
  const told = text.split("\n\n").filter((block) => /^id: /m.test(block));
  return told.map((block) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? ""));
}

test("schools of a file are opened by the API, watched, and handed over", async () => {
  const { csv, subdomains } = schoolsFile(2);
  const checked = await client.opening.check.mutate({ csv });
  expect(checked).toMatchObject({ faults: [], rows: [{ outcome: "open" }, { outcome: "open" }] });
  const job = await client.opening.start.mutate({ csv, fileName: "ecoles.csv" });
  expect(job).toMatchObject({ state: "running", rows: 2, createdBy: ROOT });
  const events = await eventsOf({ id: job.id });
  expect(events.at(-1)).toMatchObject({ kind: "job.ended", state: "done" });
  // Who lost the connection goes on after the last event it got.
  expect(await eventsOf({ id: job.id, lastEventId: events[2]?.id })).toEqual(events.slice(3));
  const { job: ended, rows } = await client.opening.job.query({ id: job.id, state: ["done"] });
  expect(ended).toMatchObject({ state: "done", passwords: 2 });
  expect(rows.items.map(({ subdomain }) => subdomain)).toEqual(subdomains);
  const { admins } = await client.opening.passwords.mutate({ id: job.id });
  for (const { host, email, password } of admins) await platform.tokenOf(host, email, password);
  expect(await client.opening.passwords.mutate({ id: job.id })).toEqual({ admins: [] });
  expect((await client.opening.jobs.query({})).items).toMatchObject([{ id: job.id, passwords: 0 }]);
});

test("a file with faults is refused with each of them, by line and column", async () => {
  const { csv } = schoolsFile(2, (line) => line.replace("75001", "7500"));
  const { data } = await refusalOf(client.opening.start.mutate({ csv }));
  expect(data.pepro).toMatchObject({ code: "validation_failed" });
  expect(JSON.stringify(data.pepro)).toContain('"csv",3,"postal_code"');
});

test("what is not there is not found, and the pool tells how many schools are ready", async () => {
  const id = "00000000-0000-4000-8000-000000000000";
  expect((await refusalOf(client.opening.cancel.mutate({ id }))).data.pepro.code).toBe("not_found");
  expect(await client.pool.status.query({})).toMatchObject({ ready: 0, building: 0 });
});
