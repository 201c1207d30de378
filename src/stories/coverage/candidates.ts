import { MOST_SLOTS, type Vocabulary } from "./vocabulary.ts";
import type { Row, Window } from "./window.ts";

/** Finds the stories of a window that share the most with another one, by its terms, the heaviest first. */
export type FindCandidates = (terms: readonly Weighted[]) => readonly Row[];

/** A term of the vocabulary and what it counts in a story. */
export interface Weighted {
  readonly id: number;
  /** More than 0. */
  readonly counts: number;
}

/** So many of its heaviest terms lead a story to others. */
const ASKED = 12;
/** So many stories are looked at closely; of those that share as much the last ones that were met. */
const CLOSELY = 20;
/** What is shared is sorted roughly, into so many shelves. */
const SHELVES = 256;

/** Returns a finder of candidates in a window: about 20 stories, in no order. */
export function makeCandidates(vocabulary: Vocabulary, window: Window): FindCandidates {
  let shared = new Float64Array(1_024);
  return (terms) => {
    if (shared.length < window.slots) shared = new Float64Array(2 * window.slots);
    const met: number[] = [];
    for (const { id, counts } of terms.slice(0, ASKED)) {
      const slots = vocabulary.slots(id);
      for (let at = Math.max(0, slots.length - MOST_SLOTS); at < slots.length; at += 1) {
        const slot = slots[at] as number;
        if (shared[slot] === 0) met.push(slot);
        shared[slot] = (shared[slot] as number) + counts;
      }
    }
    const best = mostShared(met, shared);
    for (const slot of met) shared[slot] = 0;
    return best.flatMap((slot) => window.at(slot) ?? []);
  };
}

/** Returns the slots with the most, without sorting them: of common words there are thousands. */
function mostShared(met: readonly number[], shared: Float64Array): readonly number[] {
  if (met.length <= CLOSELY) return met;
  const most = met.reduce((highest, slot) => Math.max(highest, shared[slot] as number), 0);
  const shelfOf = (slot: number) => Math.floor(((shared[slot] as number) / most) * (SHELVES - 1));
  const shelves = new Int32Array(SHELVES);
  for (const slot of met) {
    const shelf = shelfOf(slot);
    shelves[shelf] = (shelves[shelf] as number) + 1;
  }
  let lowest = SHELVES - 1;
  let above = 0;
  while (above + (shelves[lowest] as number) < CLOSELY) {
    above += shelves[lowest] as number;
    lowest -= 1;
  }
  const level = met.filter((slot) => shelfOf(slot) === lowest);
  return [...met.filter((slot) => shelfOf(slot) > lowest), ...level.slice(above - CLOSELY)];
}
