import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createFolder } from "./create-folder.ts";
import { MIGRATIONS, migrate } from "./migrations.ts";

export interface DatabaseOptions {
  readonly now: () => Date;
  readonly log?: (event: string, details: object) => void;
  /** Caps the size of the database, in pages of 4,096 bytes, so that a test can fill the disk. */
  readonly maxPages?: number;
}

/** Another program (a backup, the sqlite3 shell) may hold the database for a moment; so long we wait, in ms. */
const PATIENCE_MS = 1000;

/** The write-ahead log is cut back to so many bytes after it has grown. */
const LOG_BYTES = 16_777_216;

/**
 * Opens a database file at the newest schema; an older one is copied to `backups/` beside it first.
 *
 * Throws what SQLite and the file system throw, and StoreError `newer` before anything is written.
 */
export function openDatabase(file: string, { now, log, maxPages }: DatabaseOptions): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: PATIENCE_MS });
  try {
    const schema = migrate(db, MIGRATIONS, (old) => {
      const copy = join(dirname(file), "backups", `newshound-v${old}-${stamp(now())}.sqlite`);
      copyTo(db, copy);
      log?.("store copied", { copy });
    });
    if (schema.from !== schema.to) log?.("store migrated", { file, ...schema });
    // A commit must outlive a power cut, so each one waits for the disk.
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${LOG_BYTES}`);
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The copy gets its name only once it is whole and on the disk. */
function copyTo(db: DatabaseSync, copy: string): void {
  const part = `${copy}.part`;
  createFolder(dirname(copy));
  try {
    db.prepare("VACUUM INTO ?").run(part);
    const file = openSync(part, "r+");
    fsyncSync(file);
    closeSync(file);
    renameSync(part, copy);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Such as `20260503T091207123Z`: sorts by time and fits every file system. */
function stamp(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, "");
}
