/** One numbered file of a scope, split by PostgreSQL's own parser when the bundle was made. */
export type Migration = {
  version: number;
  /** `tenant/0001_identity.sql`, as errors name it. */
  file: string;
  /** SHA-256 over the checksum before it and the file: equal last entries mean equal histories. */
  checksum: string;
  statements: readonly MigrationStatement[];
};

export type MigrationStatement = { line: number; text: string };

export type MigrationBundle = { public: readonly Migration[]; tenant: readonly Migration[] };

/** The version a schema has once everything is applied. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
