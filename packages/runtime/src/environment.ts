import { isIP } from "node:net";
import { isHostName, type MonitoringLimits, POOL_MOST } from "@pepro/contracts";
import * as z from "zod";
import { parseMonitoringLimits } from "./monitoring-limits.ts";

/** A process's configuration: read once, validated whole, passed in. Nothing else reads the environment. */
export type Configuration = {
  port: number;
  host: string;
  /** Absent: PostgreSQL is embedded in `dataDir`. */
  databaseUrl: string | undefined;
  runtimeDatabaseUrl: string | undefined;
  dataDir: string;
  baseDomain: string;
  mainHosts: readonly string[];
  superAdmin: { email: string | undefined; password: string | undefined };
  seed: "demo" | "none";
  /** Absent: made on first run and kept in `dataDir`, where the database is embedded. */
  secret: string | undefined;
  trustedProxies: readonly string[];
  /** Where the main host is reached from outside, without a path. */
  publicUrl: string;
  /** Absent: no e-mail is sent. */
  mail: { smtpUrl: string; from: string } | undefined;
  /** What several servers share; absent: each remembers by itself. */
  redisUrl: string | undefined;
  /** Schools that a server keeps ready ahead of need. */
  spareSchools: number;
  /** What of a school's tables is still all right, where it is not the product's own. */
  monitoringLimits: Partial<MonitoringLimits>;
};

/** Every fault of the environment at once, a sentence each. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean),
);
const databaseUrl = z.string().refine(isPostgresUrl, "must be a postgres:// URL");
const hostName = z.string().trim().toLowerCase().refine(isHostName, "must be a host name");

const schema = z.object({
  PORT: z
    .string()
    .default("8000")
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, "must be a port number, 0 to 65535")
    .transform(Number),
  HOST: z.string().trim().min(1, "must not be empty").default("127.0.0.1"),
  DATABASE_URL: databaseUrl.optional(),
  PEPRO_APP_DATABASE_URL: databaseUrl.optional(),
  PEPRO_DATA_DIR: z.string().min(1, "must not be empty").default(".pepro"),
  PEPRO_BASE_DOMAIN: hostName.default("localhost"),
  PEPRO_MAIN_HOSTS: list.pipe(z.array(hostName).min(1, "must name at least one host")).optional(),
  PEPRO_SUPERADMIN_EMAIL: z.email("must be an e-mail address").max(254, "must be an e-mail address").optional(),
  PEPRO_SUPERADMIN_PASSWORD: z
    .string()
    .min(8, "must have 8 characters or more")
    .max(128, "must have 128 characters or fewer")
    .optional(),
  PEPRO_SEED: z.enum(["demo", "none"], "must be demo or none").optional(),
  PEPRO_SECRET: z
    .string()
    .refine((text) => new TextEncoder().encode(text).length >= 32, "must have 32 bytes or more")
    .optional(),
  PEPRO_TRUSTED_PROXIES: list
    .pipe(z.array(z.string().refine(isAddressRange, "must be addresses or ranges")))
    .default([]),
  PEPRO_PUBLIC_URL: z.string().refine(isOrigin, "must be an http:// or https:// address without a path").optional(),
  PEPRO_SMTP_URL: z.string().refine(isSmtpUrl, "must be an smtp:// or smtps:// URL").optional(),
  PEPRO_MAIL_FROM: z.string().trim().refine(isMailbox, "must be an e-mail address, or Name <address>").optional(),
  REDIS_URL: z.string().refine(isRedisUrl, "must be a redis:// or rediss:// URL").optional(),
  PEPRO_SPARE_SCHOOLS: z
    .string()
    .default("2")
    .refine((text) => /^\d{1,4}$/.test(text) && Number(text) <= POOL_MOST, `must be a number, 0 to ${POOL_MOST}`)
    .transform(Number),
  PEPRO_MONITORING_LIMITS: z
    .string()
    .refine((text) => parseMonitoringLimits(text) !== undefined, "must be a list like deadShare=40%,schoolBytes=50GB")
    .optional(),
});

/**
 * Reads the configuration from an environment. Empty variables count as absent.
 * @throws ConfigurationError listing every fault.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(names.map((name) => [name, environment[name] || undefined]));
  const parsed = schema.safeParse(given);
  const own = parsed.error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? [];
  const faults = new Set([...own, ...faultsTogether(given)]);
  if (!parsed.success || faults.size > 0) throw new ConfigurationError([...faults]);
  const env = parsed.data;
  const base = env.PEPRO_BASE_DOMAIN;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    runtimeDatabaseUrl: env.PEPRO_APP_DATABASE_URL,
    dataDir: env.PEPRO_DATA_DIR,
    baseDomain: base,
    mainHosts: env.PEPRO_MAIN_HOSTS ?? [base, `www.${base}`, `admin.${base}`],
    superAdmin: { email: env.PEPRO_SUPERADMIN_EMAIL, password: env.PEPRO_SUPERADMIN_PASSWORD },
    seed: env.PEPRO_SEED ?? (env.DATABASE_URL ? "none" : "demo"),
    secret: env.PEPRO_SECRET,
    trustedProxies: env.PEPRO_TRUSTED_PROXIES,
    publicUrl: env.PEPRO_PUBLIC_URL ?? publicUrlOf(base, env.PEPRO_MAIN_HOSTS?.[0] ?? base, env.PORT),
    mail:
      env.PEPRO_SMTP_URL && env.PEPRO_MAIL_FROM
        ? { smtpUrl: env.PEPRO_SMTP_URL, from: env.PEPRO_MAIL_FROM }
        : undefined,
    redisUrl: env.REDIS_URL,
    spareSchools: env.PEPRO_SPARE_SCHOOLS,
    monitoringLimits: parseMonitoringLimits(env.PEPRO_MONITORING_LIMITS ?? "") ?? {},
  };
}

/** What is wrong between variables, asked whatever is wrong with each: zod would wait for those to be mended. */
function faultsTogether(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  if (given.DATABASE_URL && !given.PEPRO_SECRET) faults.push("PEPRO_SECRET is required when DATABASE_URL is set");
  if (given.PEPRO_APP_DATABASE_URL && !given.DATABASE_URL) {
    faults.push("PEPRO_APP_DATABASE_URL only goes with DATABASE_URL");
  }
  if (given.PEPRO_SMTP_URL && !given.PEPRO_MAIL_FROM) {
    faults.push("PEPRO_MAIL_FROM is required when PEPRO_SMTP_URL is set");
  }
  return faults;
}

function isRedisUrl(text: string): boolean {
  return /^rediss?:\/\//.test(text) && URL.canParse(text);
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** A name of this machine is served as it is; any other is expected behind something that terminates TLS. */
function publicUrlOf(base: string, mainHost: string, port: number): string {
  return /(^|\.)localhost$/.test(base) ? `http://${mainHost}:${port}` : `https://${mainHost}`;
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, "");
}

function isSmtpUrl(text: string): boolean {
  return /^smtps?:\/\/[^/]/.test(text) && URL.canParse(text);
}

function isMailbox(text: string): boolean {
  return /^(?:[^<>\p{Cc}]+<[^\s@<>\p{C}]+@[^\s@<>\p{C}]+>|[^\s@<>\p{C}]+@[^\s@<>\p{C}]+)$/u.test(text);
}
