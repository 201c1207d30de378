import type { DatabaseSync } from "node:sqlite";
import { type Channel, channelKey } from "../watches/channel.ts";
import { laneRow, toLane } from "./outbox-rows.ts";
import { makeInsert, readRows } from "./sql.ts";
import type { RestingLane } from "./store.ts";

/** Makes the resting lanes of the store. */
export function makeLanes(db: DatabaseSync) {
  const all = db.prepare("SELECT * FROM lane ORDER BY since, channel");
  const remove = db.prepare("DELETE FROM lane WHERE channel = ?");
  const put = makeInsert(
    db,
    "lane",
    `ON CONFLICT (channel) DO UPDATE SET since = excluded.since, detail = excluded.detail,
       fix = excluded.fix, probe_at = excluded.probe_at`,
  );

  return {
    resting: (): RestingLane[] => readRows(all.all(), toLane),
    rest: (lane: RestingLane): void => void put(laneRow(lane)),
    wake: (channel: Channel): void => void remove.run(channelKey(channel)),
  };
}
