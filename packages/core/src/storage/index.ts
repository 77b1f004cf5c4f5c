/** Where schools' files are. Each school has its own area, laid out by category. */
export type StorageAreas = {
  /** Makes a tenant's area where it is missing; harmless to repeat. @throws PeproError `storage_unavailable` */
  ensureArea(tenantId: string): Promise<void>;
};

/** The folders of a school's area, and the shared one, as the previous service laid them out. */
export const FILE_CATEGORIES = ["avatars", "documents", "school_assets"] as const;

export function areaName(tenantId: string): string {
  return `tenant_${tenantId}`;
}
