import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from "node:fs";
import { shareWithOwner } from "./layout.ts";

const ROTATE_BYTES = 4 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

export type LogFile = {
  fd: number;
  /** Forgets what came so far. */
  mark(): void;
  /** The last lines written since the mark, at first since the file was opened. */
  tail(): string[];
  close(): void;
};

/** Opens the server's log for appending; one beyond 4 MiB is first put aside as `….1`. Call while no server runs. */
export function openLog(path: string): LogFile {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_BYTES) renameSync(path, `${path}.1`);
  const fd = openSync(path, "a+", 0o600);
  shareWithOwner(path);
  let start = fstatSync(fd).size;
  return {
    fd,
    mark() {
      start = fstatSync(fd).size;
    },
    tail() {
      const end = fstatSync(fd).size;
      const buffer = new Uint8Array(Math.max(0, Math.min(end - start, TAIL_BYTES)));
      const read = readSync(fd, buffer, 0, buffer.length, end - buffer.length);
      const text = new TextDecoder().decode(buffer.subarray(0, read)).trim();
      return text === "" ? [] : text.split(/\r?\n/);
    },
    close: () => closeSync(fd),
  };
}
