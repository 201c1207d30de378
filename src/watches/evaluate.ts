import type { Hit, MatchableStory } from "./hit.ts";
import { judgeOf } from "./judge.ts";
import { readerOf } from "./passages.ts";
import type { Query } from "./tree.ts";

export type { Hit, MatchableStory } from "./hit.ts";

/** Why a story matches a query, or why it does not. */
export interface Explanation {
  readonly matched: boolean;
  /** Where the terms that were found stand; where the query did not match, these did not suffice. */
  readonly because: readonly Hit[];
  /** The terms, in canonical form, that would have to be there too. */
  readonly missing: readonly string[];
  /** The first place of a term that must not be there. */
  readonly excludedBy?: Hit;
}

/**
 * Returns where a story satisfies a query, or undefined where it does not match.
 *
 * Total for every tree. The list is empty where a query matches only by what is absent. A term is looked for
 * in title, text and tags; its hits come in the order of the text, those of a joined word under both terms.
 */
export function evaluate(query: Query, story: MatchableStory): readonly Hit[] | undefined {
  const { matched, hits } = judgeOf(query)(readerOf(story));
  return matched ? hits : undefined;
}

/** Returns why a story matches a query or does not, by the same rules as `evaluate`. */
export function explain(query: Query, story: MatchableStory): Explanation {
  const { hits, ...judgement } = judgeOf(query)(readerOf(story));
  return { because: hits, ...judgement };
}
