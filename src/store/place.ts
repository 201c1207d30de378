import type { DatabaseSync } from "node:sqlite";

// Every story has a place: a whole number that grows with its date, so that the newest stories are the last rows of an
// index and need no sorting. Each ms since 2000 has room for some stories; where it is full they go on into the next.

const FIRST_MS = Date.UTC(2000, 0, 1);
/** Dates up to 2139 have places of their own; a JavaScript number holds no greater ones. */
const LAST_MS = 2 ** 42 - 2 ** 20;
/** Stories of one ms. Whoever gives days without times gives many stories the same moment. */
const ROOM = 2048;

/** Returns the first place of a moment. */
export function placeAt(moment: Date): number {
  return Math.min(Math.max(moment.getTime() - FIRST_MS, 0), LAST_MS) * ROOM;
}

/** Makes what finds the place for a further story of a moment: above all that have its date already. */
export function makePlaces(db: DatabaseSync): (moment: Date) => number {
  const last = db.prepare("SELECT max(place) AS place FROM story WHERE place >= ? AND place < ?");
  return (moment) => {
    for (let from = placeAt(moment); ; from += ROOM) {
      const { place } = last.get(from, from + ROOM) as { place: number | null };
      if (place === null) return from;
      if (place < from + ROOM - 1) return place + 1;
    }
  };
}
