import type { Hit, MatchableStory } from "./hit.ts";
import { type Judge, judgeOf } from "./judge.ts";
import { readerOf } from "./passages.ts";
import type { Query } from "./tree.ts";

/** Many queries, held against one story at a time. */
export interface Matcher {
  /** Adds a query under an id; a query that bears the id already is replaced. */
  add(id: string, query: Query): void;
  remove(id: string): void;
  /** Returns every query that the story matches, in the order in which they were added. */
  match(story: MatchableStory): { id: string; because: readonly Hit[] }[];
  readonly size: number;
}

/** Returns a matcher without queries. It means what `evaluate` means; a story is read once for all queries. */
export function makeMatcher(): Matcher {
  const judges = new Map<string, Judge>();
  return {
    add: (id, query) => {
      judges.set(id, judgeOf(query));
    },
    remove: (id) => {
      judges.delete(id);
    },
    match: (story) => {
      const reader = readerOf(story);
      return [...judges].flatMap(([id, judge]) => {
        const { matched, hits } = judge(reader);
        return matched ? [{ id, because: hits }] : [];
      });
    },
    get size() {
      return judges.size;
    },
  };
}
