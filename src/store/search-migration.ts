import type { DatabaseSync } from "node:sqlite";
import { BEYOND_MARKS_MS, KEPT_MS } from "./alerts.ts";
import { makePlaces } from "./place.ts";
import { makeReading } from "./reading.ts";
import { SEARCH_SCHEMA } from "./schema.ts";
import { readRows } from "./sql.ts";
import { makeWords, WORDS_TABLE } from "./words.ts";

/** Stories read at once. */
const PAGE = 200;

/** What stories have today and did not have then. */
const COLUMNS = "*, NULL AS description, NULL AS page, NULL AS updated_at";

/** Gives every story its place and its words, and every alert the time until which it must be known. */
export function addSearch(db: DatabaseSync): void {
  const inOrder = db.prepare("SELECT id FROM story ORDER BY published_at, id DESC").all();
  const ids = readRows(inOrder, ({ id }: { id: string }) => id);
  db.exec(SEARCH_SCHEMA);
  db.exec(WORDS_TABLE);
  const placeFor = makePlaces(db);
  const read = makeReading(db, COLUMNS);
  const words = makeWords(db);
  const setPlace = db.prepare("UPDATE story SET place = ? WHERE id = ?");
  for (let from = 0; from < ids.length; from += PAGE) {
    for (const story of read(ids.slice(from, from + PAGE))) {
      const place = placeFor(story.publishedAt);
      setPlace.run(place, story.id);
      words.put(place, story);
    }
  }
  keepAlerts(db);
}

function keepAlerts(db: DatabaseSync): void {
  db.prepare("UPDATE alert SET kept_until = decided_at + ?").run(KEPT_MS);
  db.prepare(
    `UPDATE alert SET kept_until = max(kept_until, marked.until + ?)
     FROM (SELECT json_extract(v, '$.value.story') AS story, max(e) AS until FROM kv WHERE ns = 'seen' GROUP BY 1)
       AS marked
     WHERE marked.story = alert.story`,
  ).run(BEYOND_MARKS_MS);
}
