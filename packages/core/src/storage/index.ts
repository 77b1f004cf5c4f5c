/** Where schools' files are. Each school has its own area, laid out by category. */
export type StorageAreas = {
  /** Makes a tenant's area where it is missing; harmless to repeat. @throws PeproError `storage_unavailable` */
  ensureArea(tenantId: string): Promise<void>;
  /** Removes a tenant's area with all that is in it; harmless where there is none. @throws PeproError `storage_unavailable` */
  removeArea(tenantId: string): Promise<void>;
};

/** The folders of a school's area, and the shared one, as the previous service laid them out. */
export const FILE_CATEGORIES = ["avatars", "documents", "school_assets"] as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws RangeError for anything but a UUID: the name becomes part of a path or of an object's key */
export function areaName(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new RangeError(`not a tenant's id: ${tenantId}`);
  return `tenant_${tenantId}`;
}
