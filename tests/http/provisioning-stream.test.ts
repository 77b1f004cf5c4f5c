import { PROVISIONING_STEPS, type ProvisioningEvent } from "@pepro/contracts";
import { createTenant, execute } from "@pepro/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { provision } from "./support/slow-provisioning.ts";
import { ROOT } from "./support/typed-client.ts";

let platform: TestPlatform;
let token: string;
beforeAll(async () => {
  platform = await openPlatform();
  token = await platform.tokenOf(BASE_DOMAIN, ROOT);
});
afterAll(() => platform.close());

const register = async () => (await execute(platform.core, createTenant, OPERATOR, schoolInput())).tenant.id;

/** Reads a subscription until it ends by itself. */
async function streamOf(input: object, authorization = `Bearer ${token}`) {
  const path = `/trpc/tenants.provisioning?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = { Accept: "text/event-stream", Authorization: authorization };
  const response = await platform.fetch(BASE_DOMAIN, path, { headers });
  const blocks = (await response.text()).split("\n\n").map((block) => new Map(block.split("\n").map(fieldOf)));
  const told = blocks.filter((block) => block.get("id"));
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    events: told.map((block) => JSON.parse(block.get("data") ?? "") as ProvisioningEvent),
    last: blocks
      .filter((block) => block.size > 1 || block.has("event"))
      .at(-1)
      ?.get("event"),
  };
}

function fieldOf(line: string): [string, string] {
  const [name = "", value = ""] = line.split(/: (.*)/);
  return [name, value];
}

const WHOLE = PROVISIONING_STEPS.flatMap((step) => [`${step}:started`, `${step}:done`]);

test("a school's opening is told whole, in order, and the stream ends with it", async () => {
  const id = await register();
  const [stream] = await Promise.all([streamOf({ id }), provision(platform, id)]);
  expect([stream.status, stream.type]).toEqual([200, "text/event-stream"]);
  expect(stream.events.map(({ step, state }) => `${step}:${state}`)).toEqual(WHOLE);
  expect(stream.last).toBe("return");
});

test("who names an event is told what came after it alone", async () => {
  const id = await register();
  await provision(platform, id);
  const { events } = await streamOf({ id });
  expect((await streamOf({ id, lastEventId: events[6]?.id })).events).toEqual(events.slice(7));
});

test("who may not is told nothing", async () => {
  const id = await register();
  await provision(platform, id);
  const { events, status } = await streamOf({ id }, "Bearer x.y.z");
  expect([status, events]).toEqual([401, []]);
});
