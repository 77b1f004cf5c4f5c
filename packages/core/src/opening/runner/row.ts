import { isPeproError, type OpeningRowFault, PeproError, provisionTenantOutput } from "@pepro/contracts";
import { isConnectionError } from "@pepro/db";
import type { Core } from "../../core.ts";
import { type Call, execute } from "../../executor/index.ts";
import { retrying } from "../../migrations/runs/runner/away.ts";
import { provision, provisionTenant } from "../../provisioning/index.ts";
import { registerTenant } from "../../tenants/create.ts";
import { platformReader } from "../../tenants/reader.ts";
import { rowInput } from "../file/rows.ts";
import { sealPassword } from "../passwords.ts";
import { type Standing, standingsOf } from "../standing.ts";
import { changeRow, type Lease, type PendingRow, rowDone, type TakenJob } from "./journal-queries.ts";

/** Opens one row's school, and tells what came of it. @throws when the database is gone */
export type RowOpener = (row: PendingRow) => Promise<void>;

export function createRowOpener(core: Core, lease: Lease, { by }: TakenJob): RowOpener {
  const { db, openings } = core;
  // Whoever asked may be gone by now: the job acts, and says in whose name.
  const actor: Call["actor"] = { kind: "operator", label: `opening:${by}` };
  const call: Call = { actor, tenant: undefined, meta: { requestId: lease.jobId, ipAddress: null, userAgent: null } };
  const patiently = <T>(work: () => Promise<T>) => retrying(openings.timing.awayMs, isConnectionError, work);
  const wake = () => openings.wake(lease.jobId);

  return async (row) => {
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    const { line, subdomain } = row;
    const about = { line, subdomain, was: "running" };
    const tell = async (...[change, kind, data]: [Parameters<typeof changeRow>[2], string, object]) => {
      await patiently(() => db.queryPlatform(changeRow(lease, line, change, kind, { ...about, ...data })));
      wake();
    };
    await tell({ state: "running" }, "row.started", { was: "pending" });
    try {
      const found = await patiently(() => openSchool(core, call, lease.jobId, row, took));
      if (!found) return wake();
      const { id: tenantId, differences } = found;
      const state = differences.length > 0 ? "different" : "present";
      await tell({ state, tenantId, differences }, "row.present", { tenantId, differences });
    } catch (error) {
      if (isConnectionError(error)) throw error;
      const [fault, milliseconds] = [faultOf(core, lease, row, error), took()];
      await tell({ state: "failed", fault, milliseconds }, "row.failed", { fault, milliseconds });
    }
  };
}

type There = Extract<Standing, { kind: "there" }>;

/** @returns the school where it is somebody else's doing; undefined where it was opened here, and has been told of */
async function openSchool(
  core: Core,
  call: Call,
  jobId: string,
  { line, subdomain, input: stored, given }: PendingRow,
  took: () => number,
): Promise<There | undefined> {
  const input = rowInput.parse(stored);
  const row = { line, input, given: given as never };
  const [standing] = await standingsOf(platformReader(core.db), core.config, [row]);
  if (standing?.kind === "refused") throw refusal(standing);
  if (standing?.kind === "there" && (standing.isProvisioned || standing.differences.length > 0)) return standing;
  const id = standing?.kind === "there" ? standing.id : (await execute(core, registerTenant, call, input)).id;
  const opening = {
    ...provisionTenant,
    output: provisionTenantOutput,
    run: (context: Parameters<typeof provision>[0], of: Parameters<typeof provision>[1]) =>
      provision(context, of, async (tx, { email, password }) => {
        const host = `${subdomain}.${core.config.baseDomain}`;
        const milliseconds = took();
        const sealed = password === null ? null : await sealPassword(core, jobId, line, password);
        const data = { line, subdomain, was: "running", tenantId: id, host, milliseconds };
        await tx.query(rowDone(jobId, line, { tenantId: id, email, sealed, milliseconds }, data));
      }),
  };
  await execute(core, opening, call, { id, admin: input.admin });
  return undefined;
}

function refusal({ fault }: Extract<Standing, { kind: "refused" }>): PeproError {
  return new PeproError("validation_failed", {
    issues: [{ path: ["subdomain"], rule: fault.rule, params: fault.params }],
  });
}

/** What may be shown; the rest goes to the log. */
function faultOf({ log }: Core, { jobId }: Lease, { subdomain }: PendingRow, error: unknown): OpeningRowFault {
  if (isPeproError(error)) return { code: error.code, fields: { ...error.fields } };
  log.error("school not opened", error, { job: jobId, subdomain });
  return { code: "internal", fields: { id: jobId } };
}
