import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/**
 * Runs work in one transaction: all of it is stored, or nothing.
 *
 * There is no await between BEGIN and COMMIT, so no other call can come between.
 */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Reads rows by a function of rows.ts or outbox-rows.ts. They have the type that it expects: the tables are STRICT, and
 * nobody else writes them.
 */
export function readRows<Row, Value>(found: readonly unknown[], read: (row: Row) => Value): Value[] {
  return found.map((row) => read(row as Row));
}

/** A row to be written, column by column. */
type Cells = Readonly<Record<string, SQLInputValue>>;

/**
 * Makes what inserts rows into a table and returns whether a row was written.
 *
 * The columns are those of the first row. `conflict` says what happens where the row is there already.
 */
export function makeInsert(db: DatabaseSync, table: string, conflict = ""): (row: Cells) => boolean {
  let insert: StatementSync | undefined;
  return (row) => {
    const columns = Object.keys(row);
    insert ??= db.prepare(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `:${name}`).join()}) ${conflict}`,
    );
    return insert.run(row).changes === 1;
  };
}

/** Makes what changes the row with an id and returns whether there was one; the columns are those of the first call. */
export function makeUpdate(db: DatabaseSync, table: string): (id: string, cells: Cells) => boolean {
  let update: StatementSync | undefined;
  return (id, cells) => {
    const changes = Object.keys(cells).map((name) => `${name} = :${name}`);
    update ??= db.prepare(`UPDATE ${table} SET ${changes.join()} WHERE id = :id`);
    return update.run({ ...cells, id }).changes === 1;
  };
}
