import { join } from "node:path";
import { PeproError } from "@pepro/contracts";
import { areaName, FILE_CATEGORIES, type StorageAreas } from "@pepro/core";
import { makeFolder } from "@pepro/db/embedded";

/** Schools' files on a disk: `mediafiles/tenant_<id>/<category>/` and `mediafiles/shared/system/`. */
export function createDiskStorage(dataDir: string): StorageAreas {
  const root = join(dataDir, "mediafiles");
  return {
    ensureArea: async (tenantId) => {
      const area = join(root, areaName(tenantId));
      try {
        makeFolder(join(root, "shared", "system"));
        for (const category of FILE_CATEGORIES) makeFolder(join(area, category));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new PeproError("storage_unavailable", { path: area, reason }, { cause: error });
      }
    },
  };
}
