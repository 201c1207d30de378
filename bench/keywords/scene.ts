import type { Hit, MatchableStory } from "../../src/watches/evaluate.ts";
import { type Matcher, makeMatcher } from "../../src/watches/matcher.ts";
import { makeRandom } from "./random.ts";
import { makeWriter } from "./stories.ts";
import { makeVocabulary, type Vocabulary } from "./vocabulary.ts";
import { makeTyping, queryOf, type Taste, type TypedWatch } from "./watches.ts";

/** What all measurements of keywords share: always the same words, stories and watches. */
export interface Scene {
  readonly vocabulary: Vocabulary;
  stories(count: number): readonly MatchableStory[];
  watches(taste: Taste, count: number): readonly TypedWatch[];
}

/** Makes the scene. */
export function makeScene(): Scene {
  const vocabulary = makeVocabulary();
  const write = makeWriter(vocabulary);
  return {
    vocabulary,
    stories: (count) => series(count, 2, write),
    watches: (taste, count) => series(count, 3, makeTyping(vocabulary, taste)),
  };
}

function series<T>(count: number, seed: number, make: (random: () => number) => T): readonly T[] {
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => make(random));
}

/** Returns a matcher that holds the watches. */
export function matcherOf(watches: readonly TypedWatch[]): Matcher {
  const matcher = makeMatcher();
  for (const [at, watch] of watches.entries()) matcher.add(`w${at}`, queryOf(watch));
  return matcher;
}

/** Reads where each of the matches stands, and returns how many places that are. */
export function placesOf(matches: readonly { readonly because: readonly Hit[] }[]): number {
  let places = 0;
  for (const { because } of matches) places += because.length;
  return places;
}
