import {
  type ErrorFields,
  firstAdmin,
  isPeproError,
  PeproError,
  type ProvisioningStep,
  provisionTenantOutput,
  tenantId,
} from "@pepro/contracts";
import { isConnectionError, isDatabaseError, sqlstateOf, type WritingTx } from "@pepro/db";
import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { latestVersion } from "../migrations/index.ts";
import { announceChange, directoryKeys } from "../resolution/index.ts";
import { requireTenantRow, viewTenant } from "../tenants/find.ts";
import { platformReader } from "../tenants/reader.ts";
import { placeOf, type TenantRow } from "../tenants/row.ts";
import { type FirstAdmin, prepareFirstAdmin } from "./first-admin.ts";
import { openSchema } from "./open-schema.ts";
import { lockProvisioning, markProvisioned, markState } from "./queries.ts";
import { createRecorder, type Recorder } from "./recorder.ts";

/**
 * Gives a registered school its schema, role, rights, tables, first administrator and storage area.
 *
 * Three steps that can each be found done: control row → one transaction on the cluster → control row. Whatever kills
 * the process between two of them, running it again finishes. Of several at once one does the work.
 */
export const provisionTenant = defineUseCase({
  name: "tenants.provision",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "none",
  input: z.object({ id: tenantId, admin: firstAdmin.optional() }),
  output: provisionTenantOutput,
  run: async ({ core, note, meta, writeEntryIn }, input) => {
    note({ target: { kind: "tenant", id: input.id }, tenantId: input.id });
    const recorder = createRecorder(core, input.id, meta.requestId);
    const tenant = await claim(core, input.id);
    const admin = await prepareFirstAdmin(core.auth, tenant, input.admin);
    const ready = (tx: WritingTx) => {
      note({ changes: { schema: tenant.schemaName, admin: admin.email } });
      writeEntryIn(tx);
    };
    const isNewAdmin = await recorded(recorder, () => provisionAlone(core, tenant, admin, recorder, ready));
    const password = isNewAdmin && !input.admin?.password ? admin.password : null;
    return { tenant: await viewTenant(core, tenant.id), admin: { email: admin.email, password } };
  },
});

async function claim(core: Core, id: string): Promise<TenantRow> {
  const tenant = await requireTenantRow(platformReader(core.db), id);
  if (tenant.provisionedAt) throw new PeproError("already_provisioned", { tenantId: id });
  await core.db.withPlatform((tx) => markState(tx, id, "provisioning"));
  return tenant;
}

/** Whatever becomes of a run is told, outside its transaction: nothing of it waits for the telling. */
async function recorded<T>(recorder: Recorder, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    recorder.end();
    return result;
  } catch (error) {
    recorder.fail(error);
    throw error;
  } finally {
    await recorder.settled();
  }
}

/** Holds the school's lock from before the cluster is touched until the last control row is committed. */
async function provisionAlone(
  core: Core,
  { id }: TenantRow,
  admin: FirstAdmin,
  recorder: Recorder,
  ready: (tx: WritingTx) => void,
): Promise<boolean> {
  const done = await core.db.withPlatform(async (tx) => {
    await tx.query(lockProvisioning(id));
    const tenant = await requireTenantRow(tx, id);
    if (tenant.provisionedAt) throw new PeproError("already_provisioned", { tenantId: id });
    recorder.enter("claim");
    const keys = directoryKeys(tenant.subdomain, [tenant.domainUrl, ...tenant.domains.map(({ domain }) => domain)]);
    try {
      const isNewAdmin = await build(core, tenant, admin, recorder);
      recorder.enter("ready");
      await markProvisioned(tx, id, latestVersion(core.migrations.tenant));
      await tx.query(announceChange(keys));
      ready(tx);
      return { keys, isNewAdmin };
    } catch (error) {
      if (isConnectionError(error)) throw error;
      await markState(tx, id, "failed");
      return { fault: provisioningError(error, recorder.step ?? "claim") };
    }
  });
  if ("fault" in done) throw done.fault;
  core.resolver.directory.invalidate(done.keys);
  return done.isNewAdmin;
}

/** @returns whether the school has this administrator now, and not one of an earlier run. */
async function build(core: Core, tenant: TenantRow, admin: FirstAdmin, recorder: Recorder): Promise<boolean> {
  let isNewAdmin = false;
  await openSchema({
    owner: core.db.owner(tenant.clusterId),
    place: placeOf(tenant),
    tenantId: tenant.id,
    installation: core.installation,
    migrations: core.migrations.tenant,
    fill: async (tx, made) => {
      isNewAdmin = await admin.put(tx, made);
      if (!isNewAdmin) recorder.skip();
    },
    steps: recorder,
  });
  recorder.enter("files");
  await core.storage.ensureArea(tenant.id);
  return isNewAdmin;
}

/** What may be shown: the step and PostgreSQL's own sentence, never the DETAIL, which can hold values. */
function provisioningError(error: unknown, step: ProvisioningStep): unknown {
  if (isPeproError(error, "provisioning_failed")) return error;
  if (isPeproError(error)) {
    const { file, line, sqlstate, reason: said } = error.fields as Partial<ErrorFields["migration_failed"]>;
    const reason = [file && `${file}:${line ?? 0}`, said ?? error.code].filter(Boolean).join(" ");
    return new PeproError("provisioning_failed", { step, reason, ...(sqlstate && { sqlstate }) }, { cause: error });
  }
  if (!isDatabaseError(error)) return error;
  const fields = { step, sqlstate: sqlstateOf(error) ?? "", reason: error.message };
  return new PeproError("provisioning_failed", fields, { cause: error });
}
