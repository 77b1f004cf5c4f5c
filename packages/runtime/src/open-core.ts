import { PeproError } from "@pepro/contracts";
import {
  type AccessLog,
  CHANGES_CHANNEL,
  type Core,
  createAccessLog,
  createAuth,
  createFleet,
  createMail,
  createOpenings,
  createPasswords,
  createProvisioningProgress,
  createSealer,
  createSecrets,
  createSigner,
  createTenantResolver,
  type FleetTiming,
  hearChange,
  hearFleet,
  hearOpening,
  hearProvisioning,
  type Installation,
  type Log,
  type MigrationBundle,
  MONITORING_LIMITS,
  type OpeningsOptions,
  type Passwords,
  type PrepareOptions,
  pingDatabase,
  prepareInstallation,
  readInstallation,
} from "@pepro/core";
import { createDatabase, createPool, type Listener, listen } from "@pepro/db";
import { createDiskStorage } from "./disk-storage.ts";
import type { Configuration } from "./environment.ts";
import { openSharedDirectory } from "./redis/shared-directory.ts";
import { scrypt } from "./scrypt.ts";
import { createSmtpTransport } from "./smtp.ts";

export type OpenCore = {
  core: Core;
  accessLog: AccessLog;
  /** Whether the database answers now. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Without `publicUrl` links lead to the first main host over HTTPS; without `mail` nothing is sent. */
  configuration: Pick<Configuration, "baseDomain" | "mainHosts" | "dataDir" | "runtimeDatabaseUrl"> &
    Partial<Pick<Configuration, "publicUrl" | "mail" | "monitoringLimits" | "redisUrl">>;
  ownerUrl: string;
  secret: string;
  migrations: MigrationBundle;
  log: Log;
  applicationName: string;
  /** How passwords are hashed. Default: this runtime's scrypt at today's cost. */
  passwords?: Passwords;
  maxConnections?: number;
  /** False for a command that ends soon: nothing is cached, so there is nothing to hear. */
  listening?: boolean;
  publicMigrations?: "run" | "skip";
  /** Most connections of the owner login: one for each school migrated at the same time, and one more. Default 5. */
  maxOwnerConnections?: number;
  /** Whether a fleet run that this process works on pauses when it ends; otherwise another process takes it up. Default false. */
  pausesFleetOnStop?: boolean;
  /** How often a fleet run's process shows that it lives, and the like. */
  fleetTiming?: Partial<FleetTiming>;
  /** The same of the opening of many schools. */
  openings?: OpeningsOptions;
  /** False: the installation is taken as another process prepared it, and nothing of it is changed. */
  prepare?: boolean;
};

/** Milliseconds that e-mail under way is given when the process ends. */
const MAIL_DRAIN_MS = 5_000;
/** Milliseconds that schools being migrated are given then; what they sent ends on the server either way. */
const FLEET_DRAIN_MS = 3_000;
const OWNER_CONNECTIONS = 5;

/** Prepares the installation and opens everything use cases need. @throws those of `prepareInstallation`, connection errors */
export async function openCore(options: OpenOptions): Promise<OpenCore> {
  const { configuration, log } = options;
  const { baseDomain, mainHosts, mail, publicUrl = `https://${mainHosts[0] ?? baseDomain}` } = configuration;
  const secrets = await createSecrets(options.secret);
  const given = configuration.runtimeDatabaseUrl;
  const password = await secrets.deriveText("runtime-login");
  const secretCheck = await secrets.deriveText("installation-check");
  const installation = await installationFor(options, password, secretCheck);

  const runtimeUrl = given ?? withLogin(options.ownerUrl, { username: installation.runtimeRole, password });
  const db = createDatabase({
    control: { id: installation.controlClusterId, ownerUrl: options.ownerUrl, runtimeUrl },
    applicationName: options.applicationName,
    ...(options.maxConnections && { maxConnections: options.maxConnections }),
    ...(options.maxOwnerConnections && { maxOwnerConnections: options.maxOwnerConnections }),
  });
  const shared = configuration.redisUrl
    ? await openSharedDirectory({
        url: configuration.redisUrl,
        installationId: installation.id,
        key: await secrets.derive("shared-directory"),
        isReader: options.listening !== false,
        log,
      })
    : undefined;
  const resolver = createTenantResolver(db, configuration.mainHosts, shared);
  const core: Core = {
    db,
    installation,
    migrations: options.migrations,
    resolver,
    auth: createAuth({ db, secrets, passwords: options.passwords ?? createPasswords(scrypt) }),
    mail: createMail({ transport: mail && createSmtpTransport(mail.smtpUrl, mail.from), log }),
    signer: createSigner(secrets),
    sealer: createSealer(secrets, "opening"),
    provisioning: createProvisioningProgress(),
    fleet: createFleet({
      maxConcurrency: Math.max(1, (options.maxOwnerConnections ?? OWNER_CONNECTIONS) - 1),
      pausesOnStop: options.pausesFleetOnStop ?? false,
      ...(options.fleetTiming && { timing: options.fleetTiming }),
    }),
    openings: createOpenings({ pausesOnStop: options.pausesFleetOnStop ?? false, ...options.openings }),
    storage: createDiskStorage(configuration.dataDir),
    config: {
      ...{ baseDomain, mainHosts, publicUrl },
      monitoring: { ...MONITORING_LIMITS, ...configuration.monitoringLimits },
    },
    log,
  };
  const directUrl = given && withLogin(options.ownerUrl, new URL(given));
  const listener = options.listening === false ? undefined : listenForChanges(core, runtimeUrl, directUrl);
  const accessLog = createAccessLog(db, (error) => log.error("last access not written", error));

  return {
    core,
    accessLog,
    ping: async () => {
      try {
        await pingDatabase(db);
        return true;
      } catch {
        return false;
      }
    },
    close: async () => {
      await Promise.race([Promise.all([core.fleet.stop(), core.openings.stop()]), pause(FLEET_DRAIN_MS)]);
      await accessLog.settled();
      await Promise.race([core.mail.settled(), pause(MAIL_DRAIN_MS)]);
      await listener?.close();
      await shared?.close();
      await db.close();
    },
  };
}

async function installationFor(options: OpenOptions, password: string, secretCheck: string): Promise<Installation> {
  const given = options.configuration.runtimeDatabaseUrl;
  const runtime: PrepareOptions["runtime"] = given
    ? { kind: "given", role: new URL(given).username }
    : { kind: "derived", password };
  const owner = createPool({ url: options.ownerUrl, max: 1, applicationName: options.applicationName });
  try {
    if (options.prepare === false) {
      const installation = await readInstallation(owner, runtime, secretCheck);
      if (!installation) throw new PeproError("server_not_supported", { reason: "nothing was ever installed in it" });
      return installation;
    }
    const { publicMigrations } = options;
    const how = {
      owner,
      runtime,
      secretCheck,
      migrations: options.migrations.public,
      ...(publicMigrations && { publicMigrations }),
    };
    return await prepareInstallation(how);
  } finally {
    await owner.end();
  }
}

/** @param directUrl tried where `url` leads through a connection pooler, which lets no message through */
function listenForChanges(
  { resolver, provisioning, fleet, openings, log }: Core,
  url: string,
  directUrl: string | undefined,
): Listener {
  return listen({
    url,
    directUrl,
    channel: CHANGES_CHANNEL,
    onMessage: (payload) => {
      if (hearProvisioning(provisioning, payload) || hearFleet(fleet, payload) || hearOpening(openings, payload))
        return;
      hearChange(resolver.directory, payload);
    },
    onTrust: (trusted) => {
      resolver.directory.trust(trusted);
      if (!trusted) return;
      provisioning.wake("all");
      fleet.wake("all");
      openings.wake("all");
    },
    log: (line, error) => log.warn(line, { reason: error instanceof Error ? error.message : String(error) }),
  });
}

function withLogin(ownerUrl: string, { username, password }: Pick<URL, "username" | "password">): string {
  const url = new URL(ownerUrl);
  url.username = username;
  url.password = password;
  return url.href;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
