import { rm } from "node:fs/promises";
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
        throw unavailable(area, error);
      }
    },
    removeArea: async (tenantId) => {
      const area = join(root, areaName(tenantId));
      await rm(area, { recursive: true, force: true }).catch((error) => {
        throw unavailable(area, error);
      });
    },
  };
}

function unavailable(path: string, error: unknown): PeproError {
  const reason = error instanceof Error ? error.message : String(error);
  return new PeproError("storage_unavailable", { path, reason }, { cause: error });
}
