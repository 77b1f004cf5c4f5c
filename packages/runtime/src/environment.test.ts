import { describe, expect, test } from "vitest";
import { ConfigurationError, readConfiguration } from "./environment.ts";
import { configurationFailure } from "./failures/index.ts";

const SECRET = "x".repeat(32);
const DATABASE_URL = "postgres://pepro:secret@db.example:5432/pepro";

function faultsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe("readConfiguration", () => {
  test("needs nothing: every variable has its default", () => {
    expect(readConfiguration({})).toEqual({
      port: 8000,
      host: "127.0.0.1",
      databaseUrl: undefined,
      runtimeDatabaseUrl: undefined,
      dataDir: ".pepro",
      baseDomain: "localhost",
      mainHosts: ["localhost", "www.localhost", "admin.localhost"],
      superAdmin: { email: undefined, password: undefined },
      seed: "demo",
      secret: undefined,
      trustedProxies: [],
      publicUrl: "http://localhost:8000",
      mail: undefined,
      redisUrl: undefined,
      spareSchools: 2,
      monitoringLimits: {},
    });
  });

  test("takes every variable", () => {
    const environment = {
      PORT: "0",
      HOST: "0.0.0.0",
      DATABASE_URL,
      PEPRO_APP_DATABASE_URL: "postgresql://app@db.example/pepro?sslmode=require",
      PEPRO_DATA_DIR: "/var/lib/pepro données",
      PEPRO_BASE_DOMAIN: " PeproScolaire.fr ",
      PEPRO_MAIN_HOSTS: "PeproScolaire.fr, gestion.peproscolaire.fr,",
      PEPRO_SUPERADMIN_EMAIL: "chef@peproscolaire.fr",
      PEPRO_SUPERADMIN_PASSWORD: "Motdepasse!2026",
      PEPRO_SEED: "demo",
      PEPRO_SECRET: SECRET,
      PEPRO_TRUSTED_PROXIES: "10.0.0.0/8, ::1 ,FD00::/8,192.168.1.1",
      PEPRO_PUBLIC_URL: "https://peproscolaire.fr:8443",
      PEPRO_SMTP_URL: "smtps://pepro:secret@mail.example:465",
      PEPRO_MAIL_FROM: "PeproScolaire <rien@peproscolaire.fr>",
      REDIS_URL: "rediss://cache.example:6380/1",
      PEPRO_SPARE_SCHOOLS: "40",
      PEPRO_MONITORING_LIMITS: "deadShare=40%, schoolBytes=50GB",
    };
    expect(readConfiguration(environment)).toEqual({
      port: 0,
      host: "0.0.0.0",
      databaseUrl: DATABASE_URL,
      runtimeDatabaseUrl: environment.PEPRO_APP_DATABASE_URL,
      dataDir: "/var/lib/pepro données",
      baseDomain: "peproscolaire.fr",
      mainHosts: ["peproscolaire.fr", "gestion.peproscolaire.fr"],
      superAdmin: { email: "chef@peproscolaire.fr", password: "Motdepasse!2026" },
      seed: "demo",
      secret: SECRET,
      trustedProxies: ["10.0.0.0/8", "::1", "fd00::/8", "192.168.1.1"],
      publicUrl: "https://peproscolaire.fr:8443",
      mail: { smtpUrl: environment.PEPRO_SMTP_URL, from: environment.PEPRO_MAIL_FROM },
      redisUrl: "rediss://cache.example:6380/1",
      spareSchools: 40,
      monitoringLimits: { deadShare: 0.4, schoolBytes: 50 * 1024 ** 3 },
    });
  });

  test("makes the main hosts of the base domain", () => {
    const { mainHosts } = readConfiguration({ PEPRO_BASE_DOMAIN: "ecoles.example" });
    expect(mainHosts).toEqual(["ecoles.example", "www.ecoles.example", "admin.ecoles.example"]);
  });

  test("seeds nothing in a database that it is given, unless it is told to", () => {
    const given = { DATABASE_URL, PEPRO_SECRET: SECRET };
    expect(readConfiguration(given).seed).toBe("none");
    expect(readConfiguration({ ...given, PEPRO_SEED: "demo" }).seed).toBe("demo");
    expect(readConfiguration({ PEPRO_SEED: "none" }).seed).toBe("none");
  });

  test("takes an empty variable for an absent one, and looks at no other", () => {
    const names = ["PORT", "HOST", "DATABASE_URL", "PEPRO_APP_DATABASE_URL", "PEPRO_DATA_DIR", "PEPRO_BASE_DOMAIN"];
    const more = ["PEPRO_MAIN_HOSTS", "PEPRO_SEED", "PEPRO_SECRET", "PEPRO_TRUSTED_PROXIES", "PEPRO_SUPERADMIN_EMAIL"];
    const empty = Object.fromEntries([...names, ...more].map((name) => [name, ""]));
    expect(readConfiguration({ ...empty, PEPRO_OTHER: "x", NODE_ENV: "production" })).toEqual(readConfiguration({}));
  });

  test("takes a name of this machine for one that is served as it is, and any other for one behind TLS", () => {
    expect(readConfiguration({ PORT: "8123", PEPRO_BASE_DOMAIN: "pepro.localhost" }).publicUrl).toBe(
      "http://pepro.localhost:8123",
    );
    const own = { PEPRO_BASE_DOMAIN: "ecoles.example", PEPRO_MAIN_HOSTS: "gestion.ecoles.example" };
    expect(readConfiguration(own).publicUrl).toBe("https://gestion.ecoles.example");
  });

  test("wants a sender for a mail server", () => {
    const faults = ["PEPRO_MAIL_FROM is required when PEPRO_SMTP_URL is set"];
    expect(faultsOf({ PEPRO_SMTP_URL: "smtp://mail.example" })).toEqual(faults);
    expect(readConfiguration({ PEPRO_MAIL_FROM: "rien@pepro.fr" }).mail).toBeUndefined();
  });

  test("counts the secret's bytes, not its characters", () => {
    expect(readConfiguration({ PEPRO_SECRET: "é".repeat(16) }).secret).toBe("é".repeat(16));
    expect(faultsOf({ PEPRO_SECRET: "é".repeat(15) })).toEqual(["PEPRO_SECRET must have 32 bytes or more"]);
  });
});

const WRONG: readonly [name: string, fault: string, values: readonly string[]][] = [
  ["PORT", "must be a port number, 0 to 65535", ["abc", "-1", "65536", "80.5", "8000 ", "0x50", "1e3"]],
  ["REDIS_URL", "must be a redis:// or rediss:// URL", ["http://cache", "redis"]],
  ["PEPRO_SPARE_SCHOOLS", "must be a number, 0 to 1000", ["-1", "1001", "2.5", "many"]],
  ["HOST", "must not be empty", [" "]],
  ["DATABASE_URL", "must be a postgres:// URL", ["mysql://a/b", "localhost", "postgres", "postgres://a:b:c/d"]],
  ["PEPRO_APP_DATABASE_URL", "must be a postgres:// URL", ["http://a/b"]],
  ["PEPRO_BASE_DOMAIN", "must be a host name", ["a b", "http://a.fr", "a..b", "-a.fr", "a.fr:8000", "école.fr"]],
  ["PEPRO_MAIN_HOSTS", "must be a host name", ["a.fr,b c", "a.fr:80"]],
  ["PEPRO_MAIN_HOSTS", "must name at least one host", [",", " , "]],
  ["PEPRO_SUPERADMIN_EMAIL", "must be an e-mail address", ["chef", "a@b@c.fr", `${"a".repeat(250)}@b.fr`]],
  ["PEPRO_SUPERADMIN_PASSWORD", "must have 8 characters or more", ["court"]],
  ["PEPRO_SUPERADMIN_PASSWORD", "must have 128 characters or fewer", ["x".repeat(129)]],
  ["PEPRO_SEED", "must be demo or none", ["Demo", "yes"]],
  ["PEPRO_SECRET", "must have 32 bytes or more", ["x".repeat(31)]],
  [
    "PEPRO_PUBLIC_URL",
    "must be an http:// or https:// address without a path",
    ["pepro.fr", "ftp://pepro.fr", "https://pepro.fr/ecoles", "https://a:b@pepro.fr", "https://pepro.fr?x"],
  ],
  ["PEPRO_SMTP_URL", "must be an smtp:// or smtps:// URL", ["mail.example", "http://mail.example", "smtp://"]],
  [
    "PEPRO_MAIL_FROM",
    "must be an e-mail address, or Name <address>",
    ["rien", "a@b.fr, c@d.fr", "Nom <rien>", "Nom <a@b.fr>\nBcc: c@d.fr"],
  ],
  [
    "PEPRO_TRUSTED_PROXIES",
    "must be addresses or ranges",
    ["proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "999.1.1.1", "::1/129", "10.0.0.0/8/8", "*", "10.0.0.1-9"],
  ],
];

describe.each(WRONG)("%s %s", (name, fault, values) => {
  test.each(values)("%j", (value) => {
    const secret = name === "DATABASE_URL" || name === "PEPRO_APP_DATABASE_URL" ? { PEPRO_SECRET: SECRET } : {};
    const url = name === "PEPRO_APP_DATABASE_URL" ? { DATABASE_URL } : {};
    const from = name === "PEPRO_SMTP_URL" ? { PEPRO_MAIL_FROM: "rien@pepro.fr" } : {};
    expect(faultsOf({ ...secret, ...url, ...from, [name]: value })).toEqual([`${name} ${fault}`]);
  });

  test("is said in French too", () => {
    const error = new ConfigurationError([`${name} ${fault}`]);
    const [told] = configurationFailure(error, "fr").faults ?? [];
    expect(told?.where).toBe(name);
    expect(told?.message).not.toBe(fault);
    expect(configurationFailure(error, "en").faults).toEqual([{ where: name, message: fault }]);
  });
});

describe("faults between variables", () => {
  test("a database of one's own needs a secret of one's own", () => {
    expect(faultsOf({ DATABASE_URL })).toEqual(["PEPRO_SECRET is required when DATABASE_URL is set"]);
  });

  test("a runtime login needs its database", () => {
    expect(faultsOf({ PEPRO_APP_DATABASE_URL: DATABASE_URL })).toEqual([
      "PEPRO_APP_DATABASE_URL only goes with DATABASE_URL",
    ]);
  });
});

test("every fault is listed at once, each once, those between variables too", () => {
  const environment = Object.fromEntries(WRONG.map(([name, , values]) => [name, values[0] ?? ""]));
  const faults = faultsOf({ ...environment, PEPRO_SECRET: "", PEPRO_TRUSTED_PROXIES: "a,b" });
  expect([...faults].sort()).toEqual([
    "DATABASE_URL must be a postgres:// URL",
    "HOST must not be empty",
    "PEPRO_APP_DATABASE_URL must be a postgres:// URL",
    "PEPRO_BASE_DOMAIN must be a host name",
    "PEPRO_MAIL_FROM must be an e-mail address, or Name <address>",
    "PEPRO_MAIN_HOSTS must name at least one host",
    "PEPRO_PUBLIC_URL must be an http:// or https:// address without a path",
    "PEPRO_SECRET is required when DATABASE_URL is set",
    "PEPRO_SEED must be demo or none",
    "PEPRO_SMTP_URL must be an smtp:// or smtps:// URL",
    "PEPRO_SPARE_SCHOOLS must be a number, 0 to 1000",
    "PEPRO_SUPERADMIN_EMAIL must be an e-mail address",
    "PEPRO_SUPERADMIN_PASSWORD must have 128 characters or fewer",
    "PEPRO_TRUSTED_PROXIES must be addresses or ranges",
    "PORT must be a port number, 0 to 65535",
    "REDIS_URL must be a redis:// or rediss:// URL",
  ]);
});

test("no fault repeats a value, which may be a secret", () => {
  const environment = {
    PEPRO_SECRET: "hush-hush",
    DATABASE_URL: "mysql://u:hush@h/d",
    PEPRO_SUPERADMIN_PASSWORD: "hush",
  };
  expect(faultsOf(environment)).toHaveLength(3);
  expect(faultsOf(environment).join("\n")).not.toContain("hush");
});
