import { DEFAULT_MODULES, DEFAULT_SETTINGS, type TenantSettings } from "@pepro/contracts";
import { createDatabase, createPool, type Database, schemaName } from "@pepro/db";
import { migrations } from "../../../../../migrations/bundle.gen.ts";
import { createTestDatabase } from "../../../../../tests/harness/database.ts";
import { newId } from "../../ids.ts";
import { prepareInstallation } from "../../installation/prepare.ts";
import { openSchema } from "../../provisioning/open-schema.ts";
import type { ResolvedTenant } from "../../resolution/index.ts";
import type { AuthScope } from "../scope.ts";

/** The platform's tables and schools, without any service on top: what these tests are about comes on top. */
export type TestDatabase = {
  db: Database;
  /** A new, empty school. */
  openSchool(schema?: string, settings?: Partial<TenantSettings>): Promise<AuthScope & { kind: "tenant" }>;
  close(): Promise<void>;
};

const PASSWORD = "runtime";

export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const owner = createPool({ url: database.url, max: 2 });
  const runtime = { kind: "derived", password: PASSWORD } as const;
  const installation = await prepareInstallation({ owner, migrations: migrations.public, runtime });
  const clusterId = installation.controlClusterId;
  const runtimeUrl = new URL(database.url);
  runtimeUrl.username = installation.runtimeRole;
  runtimeUrl.password = PASSWORD;
  const db = createDatabase({ control: { id: clusterId, runtimeUrl: runtimeUrl.href } });

  return {
    db,
    openSchool: async (schema = `school_${newId().slice(-12)}`, settings = {}) => {
      const tenantId = newId();
      const place = { clusterId, schema: schemaName(schema), role: installation.roles.tenant(tenantId) };
      await openSchema({ owner, place, tenantId, installation, migrations: migrations.tenant, fill: async () => {} });
      return { kind: "tenant", tenant: { ...place, ...tenantFacts(tenantId, schema, settings) } };
    },
    close: async () => {
      await db.close();
      await owner.end();
      await database.drop();
    },
  };
}

function tenantFacts(id: string, schema: string, settings: Partial<TenantSettings>) {
  const subdomain = schema.replaceAll("_", "-");
  return {
    id,
    subdomain,
    domainUrl: `${subdomain}.localhost`,
    isActive: true,
    isProvisioned: true,
    schemaVersion: migrations.tenant.length,
    schoolName: subdomain,
    primaryColor: "#1976D2",
    secondaryColor: "#424242",
    logoUrl: "",
    faviconUrl: "",
    modulesEnabled: DEFAULT_MODULES,
    maxStudents: 1_000,
    maxStorageGb: 50,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  } satisfies Partial<ResolvedTenant>;
}
