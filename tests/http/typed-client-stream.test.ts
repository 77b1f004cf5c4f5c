import { createPeproClient, isPeproError, type PeproClient } from "@pepro/client";
import { PROVISIONING_STEPS, type ProvisioningEvent } from "@pepro/contracts";
import { createTenant, execute } from "@pepro/core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type HttpServer, listenHttp } from "../../apps/api/src/server/listen.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { BASE_DOMAIN, OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { closeGate, GATED_SCHOOLS, provision } from "./support/slow-provisioning.ts";
import { ROOT } from "./support/typed-client.ts";

let platform: TestPlatform;
/** The process that provisions. */
let other: TestPlatform;
let server: HttpServer & { stop(): Promise<void> };
beforeEach(() => skipElsewhere("the server is stopped and started, in this process"));
beforeAll(async () => {
  platform = await openPlatform({ migrations: GATED_SCHOOLS });
  other = await platform.another();
  server = await serve();
});
afterAll(async () => {
  await server.stop();
  await other.close();
  await platform.close();
});

async function serve(port = 0) {
  const closing = new AbortController();
  const { handle } = watchedApp(platform, { closing: closing.signal });
  const listening = await listenHttp({ host: "127.0.0.1", port, fetch: handle });
  return {
    ...listening,
    stop: () => {
      closing.abort();
      return listening.close();
    },
  };
}

const register = async () => (await execute(platform.core, createTenant, OPERATOR, schoolInput())).tenant.id;

function rootClient(): PeproClient {
  const token = platform.tokenOf(BASE_DOMAIN, ROOT);
  return createPeproClient({ url: `http://localhost:${server.port}`, token: () => token });
}

function watch(client: PeproClient, id: string) {
  const events: ProvisioningEvent[] = [];
  const states: string[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const { unsubscribe } = client.tenants.provisioning.subscribe(
      { id },
      {
        onData: ({ data }) => events.push(data),
        onConnectionStateChange: ({ state }) => states.push(state),
        onComplete: resolve,
        onError: reject,
      },
    );
    onTestFinished(unsubscribe);
  });
  ended.catch(() => undefined);
  return { events, states, ended, told: () => events.map(({ step, state }) => `${step}:${state}`) };
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 5 });

describe("the typed client's subscription", () => {
  test("tells a school's opening step by step, whole and once, though the server is restarted in the middle", async () => {
    const id = await register();
    const gate = await closeGate(platform.databaseUrl);
    const running = provision(other, id);
    const watching = watch(rootClient(), id);
    await until(() => expect(watching.told().at(-1)).toBe("tables:started"));
    const stopping = performance.now();
    await server.stop();
    expect(performance.now() - stopping).toBeLessThan(3_000);
    await until(() => expect(watching.states.at(-1)).toBe("connecting"));
    server = await serve(server.port);
    await until(() => expect(watching.states.at(-1)).toBe("pending"));
    await gate.open();
    await Promise.all([running, watching.ended]);
    expect(watching.told()).toEqual(PROVISIONING_STEPS.flatMap((step) => [`${step}:started`, `${step}:done`]));
    expect(watching.states).toEqual(["connecting", "pending", ...retries(watching.states), "pending", "idle"]);
  });

  test("is refused for good to who may not watch, with the code that calls have", async () => {
    const client = createPeproClient({ url: `http://localhost:${server.port}` });
    const error = await watch(client, await register()).ended.catch((reason: unknown) => reason);
    expect(isPeproError(error, "unauthenticated")).toBe(true);
  });

  test("can be read with for await", async () => {
    const id = await register();
    await provision(other, id);
    const steps = new Set<string>();
    for await (const { data } of rootClient().tenants.provisioning.subscribe({ id })) steps.add(data.step);
    expect([...steps]).toEqual([...PROVISIONING_STEPS]);
  });
});

/** As many attempts as it took to reach the server again. */
function retries(states: readonly string[]): string[] {
  return states.slice(2, -2).map(() => "connecting");
}
