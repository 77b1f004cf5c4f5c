import { PeproError, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { announceAll, announceChange, readNames } from "./queries.ts";
import { directoryKeys } from "./resolver.ts";

/**
 * Makes every process forget which school each host leads to, or the hosts of one school; they read it again as they are
 * asked. @throws PeproError `not_found`
 */
export const clearResolution = defineUseCase({
  name: "resolution.clear",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: z.object({ school: tenantId.optional() }).prefault({}),
  output: z.void(),
  run: async ({ core, tx, note, afterCommit }, { school }) => {
    const { directory } = core.resolver;
    if (school === undefined) {
      await tx.query(announceAll());
      afterCommit(() => directory.invalidate("all"));
      return note({ target: { kind: "cache", id: "resolution" } });
    }
    const row = await tx.first<{ subdomain: string; hosts: string[] }>(readNames(school));
    if (!row) throw new PeproError("not_found", { entity: "tenant", id: school });
    const keys = directoryKeys(row.subdomain, row.hosts);
    await tx.query(announceChange(keys));
    afterCommit(() => directory.invalidate(keys));
    note({ target: { kind: "cache", id: "resolution" }, tenantId: school });
  },
});
