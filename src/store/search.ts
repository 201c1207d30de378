import type { DatabaseSync } from "node:sqlite";
import { indexQuery } from "../watches/index-terms.ts";
import { placeAt } from "./place.ts";
import { readRows } from "./sql.ts";
import type { Asked, Candidate } from "./store.ts";

/** Only among so many of the newest candidates the best are looked for: ranking reads them all. */
const RANKED = 2_000;
/** How much a word weighs by its column, in the order of the columns: most in a title, more in a tag than in a text. */
const WEIGHTS = "8, 1, 3, 1, 1, 1, 1, 1";
/** Above every place. */
const END = Number.MAX_SAFE_INTEGER;

const FOUND = "words MATCH :where AND words.rowid >= :from AND words.rowid < :to";
const NEWEST = `SELECT words.rowid AS place FROM words WHERE ${FOUND} ORDER BY words.rowid DESC LIMIT :limit`;
const SQL = {
  newest: `SELECT story.id, story.place FROM words JOIN story ON story.place = words.rowid
    WHERE ${FOUND} ORDER BY words.rowid DESC LIMIT :limit`,
  all: "SELECT id, place FROM story WHERE place >= :from AND place < :to ORDER BY place DESC LIMIT :limit",
  lowest: `SELECT min(place) AS place FROM (${NEWEST})`,
  best: `SELECT story.id, story.place FROM
      (SELECT rowid AS place, bm25(words, ${WEIGHTS}) AS score FROM words WHERE ${FOUND}
       ORDER BY score, place DESC LIMIT :limit) AS ranked
    CROSS JOIN story ON story.place = ranked.place
    ORDER BY ranked.score, ranked.place DESC`,
};

/** Makes the search for stories that may meet a condition. */
export function makeSearch(db: DatabaseSync): (asked: Asked) => Candidate[] {
  const newest = db.prepare(SQL.newest);
  const all = db.prepare(SQL.all);
  const lowest = db.prepare(SQL.lowest);
  const best = db.prepare(SQL.best);

  return ({ where, since, before, limit, order }) => {
    const within = { from: since ? placeAt(since) : 0, to: before ?? END, limit };
    const expression = where && indexQuery(where);
    if (expression === undefined) return readRows(all.all(within), (row: Candidate) => row);
    const asked = { ...within, where: expression };
    if (order !== "best") return readRows(newest.all(asked), (row: Candidate) => row);
    const { place } = lowest.get({ ...asked, limit: RANKED }) as { place: number | null };
    return place === null ? [] : readRows(best.all({ ...asked, from: place }), (row: Candidate) => row);
  };
}
