import type { MonitoringLimits } from "@pepro/contracts";
import type { Database } from "@pepro/db";
import type { Signer } from "./audit/signer.ts";
import type { Auth } from "./auth/index.ts";
import type { Sealer } from "./auth/sealed.ts";
import type { Installation } from "./installation/index.ts";
import type { Mail } from "./mail/index.ts";
import type { MigrationBundle } from "./migrations/index.ts";
import type { Fleet } from "./migrations/runs/fleet.ts";
import type { Openings } from "./opening/openings.ts";
import type { ProvisioningProgress } from "./provisioning/progress.ts";
import type { TenantResolver } from "./resolution/index.ts";
import type { StorageAreas } from "./storage/index.ts";

export type Log = {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, error: unknown, fields?: Record<string, unknown>): void;
};

export type CoreConfig = {
  /** Schools live at `<subdomain>.<baseDomain>`. */
  baseDomain: string;
  /** Hosts that are no school. */
  mainHosts: readonly string[];
  /** Where the main host is reached, `https://peproscolaire.fr`: links are made of its scheme and port. */
  publicUrl: string;
  /** What of a school's tables is still all right. */
  monitoring: MonitoringLimits;
};

/** Everything use cases work with, made once by the process and passed in. */
export type Core = {
  db: Database;
  installation: Installation;
  migrations: MigrationBundle;
  resolver: TenantResolver;
  auth: Auth;
  mail: Mail;
  /** For what is to be kept outside of the database. */
  signer: Signer;
  /** For what must be read again, once, and that the database alone is not to tell. */
  sealer: Sealer;
  provisioning: ProvisioningProgress;
  fleet: Fleet;
  openings: Openings;
  storage: StorageAreas;
  config: CoreConfig;
  log: Log;
};
