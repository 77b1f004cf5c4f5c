import type { Core, Log, PublicPlan } from "@pepro/core";
import type { DatabaseAddress } from "@pepro/runtime";
import {
  type Configuration,
  createLog,
  type OpenCore,
  type OpenDatabase,
  type OpenOptions,
  openCore,
  openDatabase,
  planPublicMigrations,
  readConfiguration,
  SILENT_LOG,
} from "@pepro/runtime";
import type { World } from "./world.ts";

export type CoreOptions = Pick<
  OpenOptions,
  "publicMigrations" | "prepare" | "maxOwnerConnections" | "maxConnections" | "openings"
>;

/** What a command opened, to be closed at its end whatever that is. Nothing is read or opened before it is asked for. */
export type Session = {
  /** @throws ConfigurationError */
  configuration(): Configuration;
  /** What the database's shared tables still need, found out without changing anything. */
  planPublic(): Promise<PublicPlan>;
  core(options?: CoreOptions): Promise<Core>;
  /** Where the database was sought; undefined before that. */
  address(): DatabaseAddress | undefined;
  close(): Promise<void>;
};

const APPLICATION = "pepro-cli";
const POSTGRES_PORT = 5432;

export function createSession(world: World, debug: boolean): Session {
  const log: Log = debug ? createLog((line) => world.stderr.write(line)) : SILENT_LOG;
  let configuration: Configuration | undefined;
  let database: Promise<OpenDatabase> | undefined;
  let core: Promise<OpenCore> | undefined;
  let address: DatabaseAddress | undefined;
  let closed = false;

  const configure = () => {
    configuration ??= readConfiguration(world.env);
    return configuration;
  };
  const open = async () => {
    if (closed) throw new Error("the command has ended");
    const configured = configure();
    database ??= openDatabase(configured, log);
    const opened = await database;
    const { hostname, port } = new URL(opened.ownerUrl);
    const embeddedIn = opened.embedded && configured.dataDir;
    address = { host: hostname || "localhost", port: Number(port) || POSTGRES_PORT, embeddedIn };
    return opened;
  };

  return {
    configuration: configure,
    planPublic: async () => {
      const { ownerUrl } = await open();
      return planPublicMigrations({ ownerUrl, migrations: world.migrations.public, applicationName: APPLICATION });
    },
    core: async (options = {}) => {
      const { ownerUrl, secret } = await open();
      const { migrations } = world;
      const given = { configuration: configure(), ownerUrl, secret, migrations, log, applicationName: APPLICATION };
      core ??= openCore({ ...given, ...options, listening: false, pausesFleetOnStop: true });
      return (await core).core;
    },
    address: () => address,
    close: async () => {
      closed = true;
      const [openedDatabase] = await Promise.allSettled([database]);
      const [openedCore] = await Promise.allSettled([core]);
      if (openedCore.status === "fulfilled") await openedCore.value?.close();
      if (openedDatabase.status === "fulfilled") await openedDatabase.value?.release();
    },
  };
}
