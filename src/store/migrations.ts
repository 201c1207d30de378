import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "./errors.ts";
import { BASE_SCHEMA, COVERAGE_SCHEMA } from "./schema.ts";
import { addSearch } from "./search-migration.ts";
import { transact } from "./sql.ts";

/** Takes the schema from one number to the next. It runs inside a transaction, so it must not open one. */
export type Migration = (db: DatabaseSync) => void;

/** All migrations in order: the one at index 0 makes schema 1. A released one is never changed. */
export const MIGRATIONS: readonly Migration[] = [
  (db) => db.exec(BASE_SCHEMA),
  addSearch,
  (db) => db.exec(COVERAGE_SCHEMA),
];

/**
 * Brings a database to the newest schema in one transaction; returns the numbers before and after.
 *
 * `copy` is called before the first change, and only where the file holds something to lose.
 * Throws StoreError `newer`, before any write, where the database has a schema that we do not know.
 */
export function migrate(
  db: DatabaseSync,
  migrations: readonly Migration[],
  copy: (schema: number) => void,
): { readonly from: number; readonly to: number } {
  const from = schemaOf(db);
  const to = migrations.length;
  if (from > to) {
    throw new StoreError(
      "newer",
      `The database has schema ${from} and this Newshound knows schemas up to ${to}. Update Newshound, or set NEWSHOUND_DATA to another folder.`,
    );
  }
  if (from === to) return { from, to };
  if (db.prepare("SELECT 1 FROM sqlite_schema").get() !== undefined) copy(from);
  transact(db, () => {
    for (const migration of migrations.slice(from)) migration(db);
    db.exec(`PRAGMA user_version = ${to}`);
  });
  return { from, to };
}

/** Returns the number of the schema that a database has; 0 for a new one. */
export function schemaOf(db: DatabaseSync): number {
  return Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
}
