/** One numbered file of a scope, split by PostgreSQL's own parser when the bundle was made. */
export type Migration = {
  version: number;
  /** `tenant/0001_identity.sql`, as errors name it. */
  file: string;
  /** SHA-256 over the checksum before it and the file: equal last entries mean equal histories. */
  checksum: string;
  /** Its statements refuse to run in a transaction: each says in `concurrently` what it does. */
  concurrent?: true;
  statements: readonly MigrationStatement[];
};

export type MigrationStatement = { line: number; text: string; concurrently?: Concurrently };

/** By this a statement that was cut off is found half done, or done. */
export type Concurrently = { action: "create" | "drop" | "rebuild"; index: string };

/** The same in a transaction, for tables that nobody uses yet. The bundle holds no other spelling. */
export function plainly(text: string): string {
  return text.replace(/^((?:create\s+(?:unique\s+)?|drop\s+|re)index(?:\s+index)?)\s+concurrently\b/i, "$1");
}

export type MigrationBundle = {
  public: readonly Migration[];
  tenant: readonly Migration[];
  /** The oldest version of a school's tables that this program works with; without it, any older one. */
  servedFrom?: number;
};

/** The version a schema has once everything is applied. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Whether this program works with tables of a version: neither older than what it still reads and writes, nor newer than what it knows. */
export function isServed({ tenant, servedFrom = 0 }: MigrationBundle, version: number): boolean {
  return version >= servedFrom && version <= latestVersion(tenant);
}
