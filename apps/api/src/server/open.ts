import {
  type Call,
  createSecrets,
  createSuperAdmin,
  execute,
  isConnectionError,
  type Log,
  listTenants,
  type MigrationBundle,
  seedDemo,
} from "@pepro/core";
import { type Configuration, type OpenCore, openCore, openDatabase } from "@pepro/runtime";
import type { BannerFacts } from "./banner.ts";

/** Eight schools at a time in a fleet run, and one for what else the owner does. They open as they are needed. */
const OWNER_CONNECTIONS = 9;

type Facts = Omit<BannerFacts, "port" | "seconds">;
export type OpenPlatform = OpenCore & { facts: Facts };

type OpenOptions = {
  configuration: Configuration;
  migrations: MigrationBundle;
  log: Log;
  /** Called each time the database could not be reached; the next try follows. */
  onUnreachable(error: unknown): void;
  /** Resolves when the process is asked to stop. */
  stopping: Promise<void>;
};

const SERVER: Call = {
  actor: { kind: "operator", label: "server" },
  tenant: undefined,
  meta: { requestId: "start", ipAddress: null, userAgent: null },
};

/** Brings the database up, prepares it, and makes what a first run needs. Waits for a database that is away. */
export async function openPlatform(options: OpenOptions): Promise<OpenPlatform | undefined> {
  const { configuration, log } = options;
  const stopped = watch(options.stopping);
  const database = await openDatabase(configuration, log);
  const open = async () => {
    const core = await openCore({
      configuration,
      ownerUrl: database.ownerUrl,
      secret: database.secret,
      migrations: options.migrations,
      log,
      applicationName: "pepro-server",
      maxOwnerConnections: OWNER_CONNECTIONS,
    });
    try {
      return { ...core, facts: await firstRun(core, configuration, await demoPasswordOf(database.secret), stopped) };
    } catch (error) {
      await core.close();
      throw error;
    }
  };
  const opened = await whenReachable(options, stopped, open).catch(async (error) => {
    await database.release();
    throw error;
  });
  if (!opened) {
    await database.release();
    return undefined;
  }
  const close = async () => {
    await opened.close();
    await database.release();
  };
  return { ...opened, close };
}

/** Whether a promise has resolved. */
function watch(promise: Promise<void>): () => boolean {
  let resolved = false;
  void promise.then(() => {
    resolved = true;
  });
  return () => resolved;
}

async function whenReachable<T>(
  { stopping, onUnreachable }: OpenOptions,
  stopped: () => boolean,
  open: () => Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 0; !stopped(); attempt++) {
    try {
      return await open();
    } catch (error) {
      if (error instanceof Stopped) return undefined;
      if (!isConnectionError(error)) throw error;
      onUnreachable(error);
      await Promise.race([stopping, pause(Math.min(250 * 2 ** attempt, 5_000))]);
    }
  }
  return undefined;
}

/** Asked to stop while the first schools were being opened; the next start opens the others. */
class Stopped extends Error {}

async function firstRun(
  { core }: OpenCore,
  configuration: Configuration,
  demoPassword: string,
  stopped: () => boolean,
): Promise<Facts> {
  const email = configuration.superAdmin.email ?? `admin@${emailDomain(configuration.baseDomain)}`;
  const { password } = configuration.superAdmin;
  const onProgress = () => {
    if (stopped()) throw new Stopped();
  };
  const isDemo = configuration.seed === "demo";
  const demo = isDemo ? await seedDemo(core, SERVER, { password: demoPassword, onProgress }) : undefined;
  // Last, so that its password is shown as soon as it is made.
  const superAdmin = await execute(core, createSuperAdmin, SERVER, { email, password, onlyFirst: true });
  const { items } = await execute(core, listTenants, SERVER, { isActive: true, pageSize: 5 });
  return {
    schools: items.map((tenant) => ({ name: tenant.school.name, host: tenant.domainUrl })),
    superAdmin: superAdmin && { email: superAdmin.email, password: superAdmin.password },
    superAdminEmail: email,
    demoPassword: demo && demo.accounts.length > 0 ? demoPassword : null,
    database: databaseName(configuration),
  };
}

/** The same at every start, so that one cut off before it could be shown is shown by the next. */
async function demoPasswordOf(secret: string): Promise<string> {
  const secrets = await createSecrets(secret);
  return (await secrets.deriveText("demo-password")).slice(0, 16);
}

/** `localhost` is no domain of an e-mail address. */
function emailDomain(baseDomain: string): string {
  return baseDomain.includes(".") ? baseDomain : "peproscolaire.fr";
}

function databaseName({ databaseUrl, dataDir }: Configuration): string {
  if (!databaseUrl) return dataDir;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port || 5432}${pathname}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
