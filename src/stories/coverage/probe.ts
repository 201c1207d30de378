import type { Weighted } from "./candidates.ts";
import { type Description, flagsOf } from "./description.ts";
import { counted, type Probe, TERM, telling } from "./similarity.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Row } from "./window.ts";

/** A story that is asked about. */
export interface Asked extends Probe, Description {
  /** Its terms that other stories have, what counts most first. */
  readonly weighted: readonly Weighted[];
  /** The words that it shares with a story, as it writes them, the heaviest first; at most five. */
  sharedWith(row: Row): readonly string[];
}

const MOST_WORDS = 5;
const FEWEST = 1_024;

/** Returns a function that holds a described story against the vocabulary for as long as it is asked about. */
export function makeProbe(
  vocabulary: Vocabulary,
): <T>(description: Description, ask: (asked: Asked) => T) => T {
  let marks = new Uint8Array(FEWEST);
  return (description, ask) => {
    if (marks.length < vocabulary.size) marks = new Uint8Array(2 * vocabulary.size);
    const known = new Map<number, string>();
    const weighted: Weighted[] = [];
    const sums = { total: 0, lead: 0, title: 0, titleNames: 0, titleTotal: 0 };
    for (const [key, term] of description.reading.terms) {
      const id = vocabulary.idOf(key);
      const weight = id === undefined ? vocabulary.weightOfNew(term.share) : vocabulary.weight(id);
      const flags = flagsOf(term);
      const counts = counted(weight, flags);
      addTo(sums, weight, counts, flags);
      if (id === undefined || counts === 0) continue;
      marks[id] = flags + 1;
      known.set(id, term.word);
      weighted.push({ id, counts });
    }
    weighted.sort((a, b) => b.counts - a.counts);
    const { labels, turns } = description.reading;
    const sharedWith = ({ terms }: Row) =>
      wordsOf(
        Array.from(terms, (term) => term >> 2),
        known,
        vocabulary,
      );
    try {
      return ask({ ...description, ...sums, labels, turns, marks, weighted, sharedWith });
    } finally {
      for (const { id } of weighted) marks[id] = 0;
    }
  };
}

interface Sums {
  total: number;
  lead: number;
  title: number;
  titleNames: number;
  titleTotal: number;
}

function addTo(sums: Sums, weight: number, counts: number, flags: number): void {
  sums.total += counts;
  if ((flags & TERM.title) === 0) sums.lead += counts;
  else {
    sums.title += telling(weight);
    sums.titleTotal += counts;
  }
  if (flags === (TERM.title | TERM.name)) sums.titleNames += weight;
}

function wordsOf(
  ids: readonly number[],
  known: ReadonlyMap<number, string>,
  vocabulary: Vocabulary,
): readonly string[] {
  return ids
    .filter((id) => known.has(id) && telling(vocabulary.weight(id)) > 0)
    .sort((a, b) => vocabulary.weight(b) - vocabulary.weight(a))
    .slice(0, MOST_WORDS)
    .map((id) => known.get(id) as string);
}
