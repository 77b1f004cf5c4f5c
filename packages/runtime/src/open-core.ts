import { PeproError } from "@pepro/contracts";
import {
  type AccessLog,
  CHANGES_CHANNEL,
  type Core,
  createAccessLog,
  createAuth,
  createProvisioningProgress,
  createSecrets,
  createTenantResolver,
  hearChange,
  hearProvisioning,
  type Installation,
  type Log,
  type MigrationBundle,
  type PrepareOptions,
  pingDatabase,
  prepareInstallation,
  readInstallation,
} from "@pepro/core";
import { createDatabase, createPool, type Listener, listen } from "@pepro/db";
import { createDiskStorage } from "./disk-storage.ts";
import type { Configuration } from "./environment.ts";

export type OpenCore = {
  core: Core;
  accessLog: AccessLog;
  /** Whether the database answers now. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
};

export type OpenOptions = {
  configuration: Pick<Configuration, "baseDomain" | "mainHosts" | "dataDir" | "runtimeDatabaseUrl">;
  ownerUrl: string;
  secret: string;
  migrations: MigrationBundle;
  log: Log;
  applicationName: string;
  maxConnections?: number;
  /** False for a command that ends soon: nothing is cached, so there is nothing to hear. */
  listening?: boolean;
  publicMigrations?: "run" | "skip";
  /** Most connections of the owner login, one for each school migrated at the same time. Default 5. */
  maxOwnerConnections?: number;
  /** False: the installation is taken as another process prepared it, and nothing of it is changed. */
  prepare?: boolean;
};

/** Prepares the installation and opens everything use cases need. @throws those of `prepareInstallation`, connection errors */
export async function openCore(options: OpenOptions): Promise<OpenCore> {
  const { configuration, log } = options;
  const secrets = await createSecrets(options.secret);
  const given = configuration.runtimeDatabaseUrl;
  const password = await secrets.deriveText("runtime-login");
  const secretCheck = await secrets.deriveText("installation-check");
  const installation = await installationFor(options, password, secretCheck);

  const runtimeUrl = given ?? withLogin(options.ownerUrl, installation.runtimeRole, password);
  const db = createDatabase({
    control: { id: installation.controlClusterId, ownerUrl: options.ownerUrl, runtimeUrl },
    applicationName: options.applicationName,
    ...(options.maxConnections && { maxConnections: options.maxConnections }),
    ...(options.maxOwnerConnections && { maxOwnerConnections: options.maxOwnerConnections }),
  });
  const resolver = createTenantResolver(db, configuration.mainHosts);
  const core: Core = {
    db,
    installation,
    migrations: options.migrations,
    resolver,
    auth: createAuth({ db, secrets }),
    provisioning: createProvisioningProgress(),
    storage: createDiskStorage(configuration.dataDir),
    config: { baseDomain: configuration.baseDomain, mainHosts: configuration.mainHosts },
    log,
  };
  const listener = options.listening === false ? undefined : listenForChanges(core, runtimeUrl);
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
      await accessLog.settled();
      await listener?.close();
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

function listenForChanges({ resolver, provisioning, log }: Core, url: string): Listener {
  return listen({
    url,
    channel: CHANGES_CHANNEL,
    onMessage: (payload) => {
      if (!hearProvisioning(provisioning, payload)) hearChange(resolver.directory, payload);
    },
    onTrust: (trusted) => {
      resolver.directory.trust(trusted);
      if (trusted) provisioning.wake("all");
    },
    log: (line, error) => log.warn(line, { reason: error instanceof Error ? error.message : String(error) }),
  });
}

function withLogin(ownerUrl: string, user: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = user;
  url.password = password;
  return url.href;
}
