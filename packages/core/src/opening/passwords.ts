import { openingJobId, openingPasswords } from "@pepro/contracts";
import { PLATFORM } from "../auth/index.ts";
import type { Core } from "../core.ts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { requireHeld } from "./find.ts";
import { type SealedRow, takePasswords } from "./queries.ts";

/**
 * Hands over, once, the passwords that were made up for the schools of a job: those it opened, and those it found there
 * that an earlier job opened without anybody having fetched theirs. @throws PeproError `not_found`
 */
export const takeOpeningPasswords = defineUseCase({
  name: "opening.passwords",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: openingJobId,
  output: openingPasswords,
  run: async ({ core, tx, note }, { id }) => {
    await requireHeld(tx, id, ["running", "paused", "done", "failed", "cancelled"]);
    const rows = await tx.query<SealedRow>(takePasswords(id));
    note({ target: { kind: "openingJob", id }, changes: { shown: rows.map(({ subdomain }) => subdomain) } });
    const admins = await Promise.all(
      rows.map(async ({ jobId, line, subdomain, schoolName, host, email, sealed }) => {
        const password = await core.sealer.open(PLATFORM, ownerOf(jobId, line), sealed);
        return { line, subdomain, schoolName, host, email, password };
      }),
    );
    return { admins };
  },
});

/** Encrypted for one row: moved to another it does not open. */
export function sealPassword({ sealer }: Core, jobId: string, line: number, password: string): Promise<string> {
  return sealer.seal(PLATFORM, ownerOf(jobId, line), password);
}

function ownerOf(jobId: string, line: number): string {
  return `${jobId}:${line}`;
}
