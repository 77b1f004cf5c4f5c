export { isConnectionError } from "@pepro/db";
export * from "./account/index.ts";
export * from "./api-keys/index.ts";
export * from "./audit/index.ts";
export {
  type Auth,
  type AuthScope,
  createAuth,
  createPasswords,
  createSealer,
  isKeyLike,
  type Passwords,
  type Scrypt,
} from "./auth/index.ts";
export type { Core, CoreConfig, Log } from "./core.ts";
export * from "./current-tenant/index.ts";
export { type Seeded, type SeedOptions, seedDemo } from "./demo/index.ts";
export * from "./doctor/index.ts";
export * from "./domains/index.ts";
export * from "./drift/index.ts";
export * from "./executor/index.ts";
export { newId } from "./ids.ts";
export * from "./impersonation/index.ts";
export {
  type Installation,
  installationRoles,
  type PrepareOptions,
  pingDatabase,
  prepareInstallation,
  readInstallation,
} from "./installation/index.ts";
export { linkTo } from "./links.ts";
export { createMail, type Mail, type MailMessage, type MailTransport } from "./mail/index.ts";
export * from "./members/index.ts";
export { applyConcurrently, latestVersion, type Migration, type MigrationBundle, plainly } from "./migrations/index.ts";
export { type PublicPlan, planPublic } from "./migrations/plan-public.ts";
export * from "./migrations/runs/index.ts";
export * from "./monitoring/index.ts";
export * from "./opening/index.ts";
export * from "./pool/index.ts";
export * from "./provisioning/index.ts";
export * from "./resolution/index.ts";
export { createSecrets, type Secrets } from "./secrets.ts";
export * from "./settings/index.ts";
export * from "./sign-in/index.ts";
export * from "./storage/index.ts";
export * from "./superadmins/index.ts";
export * from "./sweep/index.ts";
export * from "./tenants/index.ts";
