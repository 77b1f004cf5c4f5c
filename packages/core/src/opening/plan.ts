import type { OpeningCheck, OpeningFault } from "@pepro/contracts";
import type { CoreConfig } from "../core.ts";
import type { PlatformReader } from "../tenants/reader.ts";
import { type FileRow, readOpeningFile } from "./file/rows.ts";
import { standingsOf } from "./standing.ts";

export type PlannedRow = FileRow & {
  outcome: OpeningCheck["rows"][number]["outcome"];
  tenantId: string | null;
  differences: readonly string[];
};

export type Plan = { faults: readonly OpeningFault[]; rows: readonly PlannedRow[] };

/** What a file would do: every fault of it, line by line, and what becomes of each school. */
export async function planOf(
  reader: PlatformReader,
  config: Pick<CoreConfig, "baseDomain" | "mainHosts">,
  csv: string,
): Promise<Plan> {
  const { rows, faults } = readOpeningFile(csv);
  const standings = await standingsOf(reader, config, rows);
  const refused = standings.flatMap((standing) => (standing.kind === "refused" ? [standing.fault] : []));
  const planned = rows.flatMap((row, at): PlannedRow[] => {
    const standing = standings[at];
    if (standing?.kind === "free") return [{ ...row, outcome: "open", tenantId: null, differences: [] }];
    if (standing?.kind !== "there") return [];
    const { id: tenantId, isProvisioned, differences } = standing;
    const outcome = differences.length > 0 ? "different" : isProvisioned ? "present" : "open";
    return [{ ...row, outcome, tenantId, differences }];
  });
  return { faults: [...faults, ...refused].sort((a, b) => a.line - b.line), rows: planned };
}

/** A file's identity: the same schools asked for in the same way. */
export async function checksumOf(rows: readonly FileRow[]): Promise<string> {
  const asked = rows.map(({ line, given, input }) => [line, given, input]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(asked)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
