import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PeproError } from "@pepro/contracts";
import { areaName, FILE_CATEGORIES, type StorageAreas } from "@pepro/core";

/** Schools' files on a disk: `mediafiles/tenant_<id>/<category>/` and `mediafiles/shared/system/`. */
export function createDiskStorage(dataDir: string): StorageAreas {
  const root = join(dataDir, "mediafiles");
  return {
    ensureArea: async (tenantId) => {
      const area = join(root, areaName(tenantId));
      try {
        await mkdir(join(root, "shared", "system"), { recursive: true });
        for (const category of FILE_CATEGORIES) await mkdir(join(area, category), { recursive: true });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new PeproError("storage_unavailable", { path: area, reason }, { cause: error });
      }
    },
  };
}
