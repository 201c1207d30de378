import { bareTitle, type Keys, keysOf } from "./keys.ts";
import { type Reading, readStory, type Term } from "./reading.ts";
import { counted, TERM } from "./similarity.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Row } from "./window.ts";

/** All that is compared of a story; it depends on the story alone. */
export interface Description {
  readonly reading: Reading;
  readonly keys: Keys;
}

/** What of a story is described. */
export interface Described {
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

/** A story is found by so many of its heaviest terms. */
const POSTED = 16;

/** Returns a describer that remembers the last story: it is asked about first, and taken in next. */
export function makeDescriber(): (story: Described) => Description {
  let last: (Described & Description) | undefined;
  return ({ title, text, url }) => {
    if (last?.title !== title || last.text !== text || last.url !== url) {
      const bare = bareTitle(title);
      last = { title, text, url, reading: readStory(bare, text), keys: keysOf(bare, text, url) };
    }
    return last;
  };
}

/** Returns how a term stands in its story, as bits of `TERM`. */
export function flagsOf({ inTitle, isName }: Term): number {
  return (inTitle ? TERM.title : 0) | (isName ? TERM.name : 0);
}

/** Returns the row of a story, the heaviest terms first; the vocabulary holds its terms from then on. */
export function rowOf(
  { reading, keys }: Description,
  { id, coverage, at }: Pick<Row, "id" | "coverage" | "at">,
  vocabulary: Vocabulary,
): Omit<Row, "slot" | "isGone"> {
  const opens = coverage === id;
  if (opens) vocabulary.countOpened(1);
  const terms = [...reading.terms].map(([key, term]) => {
    const number = vocabulary.hold(key, term.share, opens);
    const flags = flagsOf(term);
    return { number, flags, counts: counted(vocabulary.weight(number), flags) };
  });
  terms.sort((a, b) => b.counts - a.counts);
  return {
    id,
    coverage,
    at,
    keys,
    opens,
    posted: Math.min(POSTED, terms.length),
    terms: Int32Array.from(terms, ({ number, flags }) => (number << 2) | flags),
    labels: reading.labels,
    turns: reading.turns,
  };
}
