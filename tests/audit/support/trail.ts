import type { AuditChainState, TenantView } from "@pepro/contracts";
import { type Call, defineUseCase, everyone, execute, type ResolvedTenant, verifyAudit } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import * as z from "zod";
import { OPERATOR, openPlatform, type TestPlatform } from "../../harness/index.ts";

/** A change in a school: its board has one line, kept in a user's name. */
export const renameBoard = defineUseCase({
  name: "board.rename",
  permission: everyone,
  access: "write",
  on: "tenant",
  input: z.object({ name: z.string(), changes: z.record(z.string(), z.unknown()).optional() }),
  output: z.void(),
  run: async ({ tx, note }, { name, changes }) => {
    await tx.execute(sql`update storage_counters set updated_at = now()`);
    note({ target: { kind: "board", id: name }, changes: changes ?? { name: { from: null, to: name } } });
  },
});

/** The same on the platform, about whichever school is named. */
export const nameOnPlatform = defineUseCase({
  name: "platform.rename",
  permission: everyone,
  access: "write",
  on: "platform",
  input: z.object({ name: z.string(), tenantId: z.uuid().optional() }),
  output: z.void(),
  run: async ({ note }, { name, tenantId }) => {
    note({ target: { kind: "name", id: name }, changes: { name: { from: null, to: name } } });
    if (tenantId) note({ tenantId });
  },
});

export type AuditWorld = {
  platform: TestPlatform;
  school: TenantView;
  /** A call on the school's host. */
  call: Call & { tenant: ResolvedTenant };
  write(name: string, now?: Date): Promise<void>;
  writeOnPlatform(name: string, tenantId?: string, now?: Date): Promise<void>;
  /** Runs SQL as the owner of the database, in the school's schema or in `public`. */
  asOwner<T>(text: string, schema?: string): Promise<T[]>;
  /** The state of the school's own chain. */
  verify(): Promise<AuditChainState>;
  verifyPlatform(tenantId?: string): Promise<AuditChainState>;
  close(): Promise<void>;
};

export async function openAuditWorld(): Promise<AuditWorld> {
  const platform = await openPlatform();
  const school = await platform.openSchool();
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const call = { ...OPERATOR, tenant: target.tenant };
  const owner: Connection = await openConnection({ url: platform.databaseUrl });
  const { core } = platform;
  return {
    platform,
    school,
    call,
    write: (name, now) => execute(core, renameBoard, { ...call, ...(now && { now }) }, { name }),
    writeOnPlatform: (name, tenantId, now) =>
      execute(core, nameOnPlatform, { ...OPERATOR, ...(now && { now }) }, { name, tenantId }),
    asOwner: async <T>(text: string, schema = school.schemaName) => {
      await owner.script(`set search_path to "${schema}"`);
      return [...(await owner.send<T>(rawSql(text)))];
    },
    verify: () => execute(core, verifyAudit, OPERATOR, { trail: "school", tenantId: school.id }),
    verifyPlatform: (tenantId) => execute(core, verifyAudit, OPERATOR, { trail: "platform", tenantId }),
    close: async () => {
      await owner.end();
      await platform.close();
    },
  };
}
