import { DEFAULT_MODULES } from "@pepro/contracts";
import { roleName, schemaName } from "@pepro/db";
import type { Core } from "../../core.ts";
import { newId } from "../../ids.ts";
import { latestVersion } from "../../migrations/index.ts";
import { openSchema } from "../../provisioning/open-schema.ts";
import type { ResolvedTenant } from "../../resolution/index.ts";
import { doctorSchema } from "./names.ts";

/** A throw-away school: a schema, a role, a file area and one administrator whose particulars are a word nobody else has. */
export type Planted = {
  tenant: ResolvedTenant;
  host: string;
  word: string;
  email: string;
  password: string;
};

const HOUR_MINUTES = 60;

/**
 * Plants a throw-away school. It has no control row: no process knows of it, it answers on no host and is in no list.
 * Its host is under `.invalid`, which nobody can have (RFC 6761).
 */
export async function plant(core: Core): Promise<Planted> {
  const id = newId();
  const tag = id.replaceAll("-", "").slice(-12);
  const word = `canary${tag}`;
  const host = `${tag}.doctor.invalid`;
  const tenant: ResolvedTenant = {
    id,
    clusterId: core.installation.controlClusterId,
    schema: schemaName(doctorSchema(tag)),
    role: roleName(core.installation.roles.tenant(id)),
    subdomain: tag,
    domainUrl: host,
    isActive: true,
    isProvisioned: true,
    schemaVersion: latestVersion(core.migrations.tenant),
    schoolName: word,
    primaryColor: "#000000",
    secondaryColor: "#000000",
    logoUrl: "",
    faviconUrl: "",
    modulesEnabled: { ...DEFAULT_MODULES },
    maxStudents: 1,
    maxStorageGb: 1,
    settings: {
      enableEmailNotifications: false,
      enableSmsNotifications: false,
      passwordMinLength: 8,
      sessionTimeoutMinutes: HOUR_MINUTES,
      timezone: "Europe/Paris",
      language: "fr",
      dateFormat: "%d/%m/%Y",
      timeFormat: "%H:%M",
    },
  };
  const email = `${word}@${host}`;
  const password = `${newId()}Aa!`;
  const passwordHash = await core.auth.passwords.hash(password);
  await openSchema({
    owner: core.db.owner(tenant.clusterId),
    place: tenant,
    tenantId: id,
    installation: core.installation,
    migrations: core.migrations.tenant,
    fill: async (tx) => {
      const names = { username: word, email, firstName: word, lastName: word };
      await core.auth.insertUser(tx, { ...names, userType: "admin", passwordHash });
    },
  });
  await core.storage.ensureArea(id);
  return { tenant, host, word, email, password };
}
