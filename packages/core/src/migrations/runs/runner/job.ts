import type { FleetOptions } from "@pepro/contracts";
import type { Core } from "../../../core.ts";
import type { Journal } from "./journal.ts";
import type { Lease } from "./journal-queries.ts";

/** A school's turn in a wave. */
export type Job = {
  tenantId: string;
  clusterId: string;
  schema: string;
  role: string;
  subdomain: string;
  hosts: readonly string[];
  /** What its tables were at when the wave was read. */
  version: number;
  wave: number;
  /** It was deleted meanwhile. */
  isGone: boolean;
  /** Turns it has had. */
  attempts: number;
};

/** What the parts of a runner share. */
export type Running = {
  core: Core;
  lease: Lease;
  options: FleetOptions;
  journal: Journal;
  /** When the run was planned: what was applied since is its own. */
  since: Date;
  /** Waits for a cluster that went away. */
  returned(clusterId: string, signal: AbortSignal): Promise<void>;
};
