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
import { type Contexts, defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { latestVersion } from "../migrations/index.ts";
import { forgetSpareOf, openWithSpare, takeSpare } from "../pool/open-with-spare.ts";
import { announceChange, directoryKeys } from "../resolution/index.ts";
import { requireTenantRow, viewTenant } from "../tenants/find.ts";
import { platformReader } from "../tenants/reader.ts";
import { placeOf, type TenantRow } from "../tenants/row.ts";
import { type FirstAdmin, firstAdminOf, firstPassword } from "./first-admin.ts";
import { openSchema, type SpareSchema } from "./open-schema.ts";
import { lockProvisioning, markProvisioned, markState, noteRole } from "./queries.ts";
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
  run: (context, input) => provision(context, input),
});

/** The administrator that a school has just been given, by the password made up for it, where one was. */
export type NewAdmin = { email: string; password: string | null };

type Input = { id: string; admin?: z.output<typeof firstAdmin> | undefined };

/**
 * What `tenants.provision` does.
 * @param ready put into the transaction that makes the school ready
 */
export async function provision(
  { core, note, meta, writeEntryIn }: Contexts["none"],
  input: Input,
  ready: (tx: WritingTx, admin: NewAdmin) => Promise<void> = async () => {},
): Promise<z.output<typeof provisionTenantOutput>> {
  note({ target: { kind: "tenant", id: input.id }, tenantId: input.id });
  const recorder = createRecorder(core, input.id, meta.requestId);
  const [tenant, password] = await Promise.all([claim(core, input.id), firstPassword(core.auth, input.admin)]);
  const admin = firstAdminOf(core.auth, tenant, input.admin, password);
  const madeUp = (isNewAdmin: boolean): NewAdmin => ({
    email: admin.email,
    password: isNewAdmin && !input.admin?.password ? admin.password : null,
  });
  const { isNewAdmin } = await recorded(recorder, () =>
    provisionAlone(core, tenant, admin, recorder, async (tx, built) => {
      note({ changes: { schema: tenant.schemaName, admin: admin.email } });
      writeEntryIn(tx);
      await ready(tx, madeUp(built.isNewAdmin));
    }),
  );
  return { tenant: await viewTenant(core, tenant.id), admin: madeUp(isNewAdmin) };
}

async function claim(core: Core, id: string): Promise<TenantRow> {
  const tenant = await requireTenantRow(platformReader(core.db), id);
  if (tenant.provisionedAt) throw new PeproError("already_provisioned", { tenantId: id });
  await markState({ query: core.db.queryPlatform }, id, "provisioning");
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
  { id, clusterId }: TenantRow,
  admin: FirstAdmin,
  recorder: Recorder,
  ready: (tx: WritingTx, built: Built) => Promise<void>,
): Promise<Built> {
  const done = await core.db.withPlatform(async (tx) => {
    // Read behind the lock, in the same breath.
    const behind = [tx.query(lockProvisioning(id)), requireTenantRow(tx, id), takeSpare(core, tx, clusterId)] as const;
    const [, tenant, spare] = await Promise.all(behind);
    if (tenant.provisionedAt) throw new PeproError("already_provisioned", { tenantId: id });
    recorder.enter("claim");
    const keys = directoryKeys(tenant.subdomain, [tenant.domainUrl, ...tenant.domains.map(({ domain }) => domain)]);
    try {
      const built = await build(core, tx, tenant, spare, admin, recorder);
      recorder.enter("ready");
      const version = latestVersion(core.migrations.tenant);
      await Promise.all([markProvisioned(tx, id, version), tx.query(announceChange(keys))]);
      await ready(tx, built);
      return { keys, built };
    } catch (error) {
      if (isConnectionError(error)) throw error;
      await markState(tx, id, "failed");
      return { fault: provisioningError(error, recorder.step ?? "claim") };
    }
  });
  if ("fault" in done) throw done.fault;
  core.resolver.directory.invalidate(done.keys);
  return done.built;
}

/** `isNewAdmin`: the school has this administrator now, and not one of an earlier run. */
type Built = { isNewAdmin: boolean };

async function build(
  core: Core,
  tx: WritingTx,
  tenant: TenantRow,
  spare: SpareSchema | undefined,
  admin: FirstAdmin,
  recorder: Recorder,
): Promise<Built> {
  let isNewAdmin = false;
  const { role } = await openWithSpare(core, tx, spare, (usable) =>
    openSchema({
      owner: core.db.owner(tenant.clusterId),
      place: placeOf(tenant),
      tenantId: tenant.id,
      installation: core.installation,
      migrations: core.migrations.tenant,
      spare: usable,
      fill: async (schoolTx, made) => {
        isNewAdmin = await admin.put(schoolTx, made);
        if (!isNewAdmin) recorder.skip();
      },
      steps: recorder,
    }),
  );
  recorder.enter("files");
  const noted = role === tenant.roleName ? [] : [forgetSpareOf(tx, role), noteRole(tx, tenant.id, role)];
  await Promise.all([...noted, core.storage.ensureArea(tenant.id)]);
  return { isNewAdmin };
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
