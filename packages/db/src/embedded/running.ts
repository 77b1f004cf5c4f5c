import { findLayout } from "./layout.ts";
import { postmasterAt, readPidFile } from "./pid-file.ts";

/** Whether the PostgreSQL of a data directory is running and ready, as far as this user may see. */
export function isRunning(dataDir: string): boolean {
  const layout = findLayout(dataDir);
  if (!layout) return false;
  try {
    const file = readPidFile(layout.cluster);
    return file?.status === "ready" && postmasterAt(file.pid, layout.cluster) === "live";
  } catch {
    return false;
  }
}
