import type { DatabaseSync } from "node:sqlite";
import { type Channel, channelKey } from "../watches/channel.ts";
import type { Watch } from "../watches/watch.ts";
import { toWatch, watchRow } from "./rows.ts";
import { makeInsert, readRows } from "./sql.ts";

/** Makes the watches of the store. */
export function makeWatches(db: DatabaseSync) {
  const all = db.prepare("SELECT * FROM watch ORDER BY channel, created_at, id");
  const of = db.prepare("SELECT * FROM watch WHERE channel = ? ORDER BY created_at, id");
  const remove = db.prepare("DELETE FROM watch WHERE id = ?");
  const put = makeInsert(
    db,
    "watch",
    `ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, text = excluded.text,
       created_at = excluded.created_at, by_id = excluded.by_id, by_name = excluded.by_name,
       origin = excluded.origin, paused_until = excluded.paused_until`,
  );

  return {
    all: (): Watch[] => readRows(all.all(), toWatch),
    in: (channel: Channel): Watch[] => readRows(of.all(channelKey(channel)), toWatch),
    put: (watch: Watch): void => void put(watchRow(watch)),
    remove: (id: string): void => void remove.run(id),
  };
}
