import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes an empty folder of its own for a test, and what removes it with all it holds. */
export function makeFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "newshound-store-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
