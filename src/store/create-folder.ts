import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and the folders above it, for this user alone, where they are missing.
 *
 * Not by mkdir's own `recursive`: for a folder under /proc that never returns (seen in Node 24.21).
 * Throws what the file system throws.
 */
export function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (isFolder(folder)) return;
    const above = dirname(folder);
    if (above === folder || isFolder(above)) throw error;
    createFolder(above);
    mkdirSync(folder, { mode: 0o700 });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
