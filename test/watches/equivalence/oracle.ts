import type { Hit, MatchableStory } from "../../../src/watches/evaluate.ts";
import { judgeOf } from "../../../src/watches/judge.ts";
import { type Reader, readerOf } from "../../../src/watches/passages.ts";
import type { Query } from "../../../src/watches/query.ts";

/** A story read once for any number of questions. */
export interface ReadStory {
  readonly story: MatchableStory;
  readonly reader: Reader;
  /** Whether the words of the story have something; worked out once. */
  has(pattern: RegExp): boolean;
  /** What single terms were found to be, for those who ask for them more than once. */
  readonly known: Map<string, { readonly hits: readonly Hit[] | undefined }>;
}

/** What `evaluate` says, without reading query and story anew for each pair: undefined where there is no match. */
export type Oracle = (story: ReadStory) => readonly Hit[] | undefined;

/** Returns the oracle of a query. */
export function oracleOf(query: Query): Oracle {
  const judge = judgeOf(query);
  return ({ reader }) => {
    const { matched, hits } = judge(reader);
    return matched ? hits : undefined;
  };
}

/** Returns a story made ready for oracles. */
export function readStory(story: MatchableStory): ReadStory {
  const words = [story.title, story.text, story.url, story.source, story.author, ...(story.tags ?? [])].join(
    "\n",
  );
  const found = new Map<RegExp, boolean>();
  const has = (pattern: RegExp) => {
    const known = found.get(pattern) ?? pattern.test(words);
    found.set(pattern, known);
    return known;
  };
  return { story, reader: readerOf(story), has, known: new Map() };
}

/** Whether two lists of hits are the same, one by one. */
export function sameHits(some: readonly Hit[], others: readonly Hit[]): boolean {
  return some.length === others.length && some.every((hit, index) => sameHit(hit, others[index] as Hit));
}

function sameHit(a: Hit, b: Hit): boolean {
  return (
    a.term === b.term &&
    a.via === b.via &&
    a.field === b.field &&
    a.index === b.index &&
    a.start === b.start &&
    a.end === b.end
  );
}
