import type { DatabaseSync } from "node:sqlite";
import type { Source, SourceState } from "../sources/source.ts";
import { sourceRow, stateRow, toSource } from "./rows.ts";
import { makeInsert, makeUpdate, readRows } from "./sql.ts";

/** Makes the sources of the store. */
export function makeSources(db: DatabaseSync) {
  const due = db.prepare("SELECT * FROM source WHERE disabled = 0 AND due_at <= ? ORDER BY due_at LIMIT ?");
  const all = db.prepare("SELECT * FROM source ORDER BY name, id");
  const get = db.prepare("SELECT * FROM source WHERE id = ?");
  const ownedBy = db.prepare(
    `SELECT id FROM source
     WHERE EXISTS (SELECT 1 FROM json_each(owners) WHERE value IN (SELECT value FROM json_each(?)))`,
  );
  const remove = db.prepare("DELETE FROM source WHERE id = ?");
  const put = makeInsert(
    db,
    "source",
    `ON CONFLICT (id) DO UPDATE SET url = excluded.url, name = excluded.name, topics = excluded.topics,
       every_ms = excluded.every_ms, owners = excluded.owners`,
  );
  const update = makeUpdate(db, "source");

  return {
    due: (now: Date, limit: number): Source[] => readRows(due.all(now.getTime(), limit), toSource),
    all: (): Source[] => readRows(all.all(), toSource),
    get: (id: string): Source | undefined => readRows(get.all(id), toSource)[0],
    ownedBy: (owners: readonly string[]): string[] =>
      readRows(ownedBy.all(JSON.stringify(owners)), ({ id }: { id: string }) => id),
    put: (source: Source): void => void put(sourceRow(source)),
    /** Does nothing for a source that was removed while it was polled: then there is no state to keep. */
    reschedule: (id: string, state: SourceState): void => void update(id, stateRow(state)),
    remove: (id: string): void => void remove.run(id),
  };
}
