import { type Call, execute, listAudit, newId } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR } from "../harness/index.ts";
import { CHANGES, openStage, runNamed, type Stage } from "./support/changes.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

let world: AuditWorld;
let stage: Stage;
beforeAll(async () => {
  world = await openAuditWorld();
  stage = openStage(world);
});
afterAll(() => world.close());

/** Whoever asks for a link has shown nothing yet. */
const PROVES_NOBODY = ["auth.requestPasswordReset"];

type Row = { kind: string; id: string | null; label: string; real: string | null; target: string };

async function entryOf(requestId: string, where: "school" | "platform"): Promise<Row> {
  const [row] = await world.asOwner<Row>(
    `select actor_kind as kind, actor_id as id, actor_label as label, real_actor_label as real, target_id as target
      from audit_entries where request_id = '${requestId}'`,
    where === "school" ? undefined : "public",
  );
  if (!row) throw new Error("no entry");
  return row;
}

const titled = CHANGES.map((change) => [[change.action, change.when].filter(Boolean).join(" "), change] as const);

describe.each(titled)("%s", (_, { action, where, prepare }) => {
  test("names who did it, also where nobody was signed in before", async () => {
    const { core } = world.platform;
    const { actor, tenant, input } = await prepare(stage);
    const requestId = newId();
    const call: Call = { actor, tenant, meta: { ...OPERATOR.meta, requestId } };
    await runNamed(core, action, call, input);
    const entry = await entryOf(requestId, where);
    if (PROVES_NOBODY.includes(action)) return expect(entry).toMatchObject({ kind: "anonymous", id: null });
    expect(entry.kind).not.toBe("anonymous");
    expect(entry.label).not.toBe("");
    if (actor.kind !== "anonymous") return;
    expect(entry.label).toContain("@");
    if (action !== "impersonation.open") expect(entry.target).toBe(entry.id);
    const trail = where === "school" ? { trail: "school", tenantId: world.school.id } : { trail: "platform" };
    const found = await execute(core, listAudit, OPERATOR, { ...trail, actor: entry.label, action });
    expect(found.entries.map(({ requestId: id }) => id)).toContain(requestId);
  });
});

test("who enters a school by a link is its user, and the super-admin really", async () => {
  const opening = CHANGES.find(({ action }) => action === "impersonation.open");
  if (!opening) throw new Error("nothing opens");
  const { actor, tenant, input } = await opening.prepare(stage);
  const requestId = newId();
  const call = { actor, tenant, meta: { ...OPERATOR.meta, requestId } };
  await runNamed(world.platform.core, opening.action, call, input);
  expect(await entryOf(requestId, "school")).toMatchObject({ kind: "teacher", real: `root@${BASE_DOMAIN}` });
});

test("a refresh token in two hands names nobody: nothing tells whose hand it was", async () => {
  const refreshing = CHANGES.find(({ action }) => action === "auth.refresh");
  if (!refreshing) throw new Error("nothing refreshes");
  const { actor, tenant, input } = await refreshing.prepare(stage);
  await stage.run("auth.refresh", actor, input);
  await world.asOwner("update refresh_tokens set used_at = used_at - interval '1 minute' where used_at is not null");
  const requestId = newId();
  const call = { actor, tenant, meta: { ...OPERATOR.meta, requestId } };
  await expect(runNamed(world.platform.core, "auth.refresh", call, input)).rejects.toThrow();
  expect(await entryOf(requestId, "school")).toMatchObject({ kind: "anonymous", id: null });
});
