import type { Hit, MatchableStory } from "./hit.ts";
import { Lists } from "./index/lists.ts";
import { Pairs } from "./index/memory.ts";
import { Names } from "./index/names.ts";
import { Queries } from "./index/queries.ts";
import { judgeOf } from "./judge.ts";
import { type Reader, readerOf } from "./passages.ts";
import type { Query } from "./tree.ts";

/** Many queries, held against one story at a time. */
export interface Matcher {
  /** Adds a query under an id; a query that bears the id already is replaced. */
  add(id: string, query: Query): void;
  remove(id: string): void;
  /**
   * Returns every query that the story matches, in the order in which their ids were added. Why it does (`because`) is
   * worked out when it is first asked for.
   */
  match(story: MatchableStory): { id: string; because: readonly Hit[] }[];
  readonly size: number;
}

/**
 * Returns a matcher without queries. It means what `evaluate` means, and its time grows with what a story names and not
 * with the number of queries: of each query it looks only for the rarest word that must come.
 */
export function makeMatcher(): Matcher {
  /** For each id how many had been added before it, and the number of its query. */
  const borne = new Pairs();
  const ids = new Names([borne]);
  /** For each query the ids that bear it. */
  const bearers = new Lists();
  const queries = new Queries([bearers]);
  let additions = 0;

  function enter(id: string): number {
    const number = ids.enter(id);
    borne.setFirst(number, additions);
    additions += 1;
    return number;
  }

  function detach(number: number): void {
    const query = borne.second(number);
    bearers.remove(query, number);
    queries.release(query);
  }

  /** Sorts the numbers of ids. Most were given in the order of age: sorted by number, which is quick, they need no more. */
  function byAge(numbers: readonly number[]): ArrayLike<number> {
    if (numbers.length < 2) return numbers;
    const sorted = new Int32Array(numbers).sort();
    let at = 1;
    while (at < sorted.length && borne.first(sorted[at - 1] as number) < borne.first(sorted[at] as number))
      at += 1;
    return at === sorted.length ? sorted : sorted.sort((one, other) => borne.first(one) - borne.first(other));
  }

  return {
    add(id, query) {
      const known = ids.find(id);
      const taken = queries.take(query);
      if (known) detach(known);
      const number = known || enter(id);
      borne.setSecond(number, taken);
      bearers.add(taken, number);
    },
    remove(id) {
      const number = ids.find(id);
      if (number === 0) return;
      detach(number);
      ids.drop(number);
    },
    match(story) {
      const why = new Why(story);
      const found: number[] = [];
      for (const query of queries.match(story, () => why.reader)) {
        const bearer = bearers.get(query);
        if (bearer > 0) found.push(bearer);
        else for (const one of bearers.several(bearer)) found.push(one);
      }
      const sorted = byAge(found);
      const matches: Match[] = [];
      for (let at = 0; at < sorted.length; at += 1) {
        const number = sorted[at] as number;
        matches.push(new Match(ids.text(number), queries.text(borne.second(number)), why));
      }
      return matches;
    },
    get size() {
      return ids.size;
    },
  };
}

/** Why queries match one story; worked out when somebody asks, whatever has become of the matcher since. */
class Why {
  readonly #story: MatchableStory;
  #reader: Reader | undefined;
  #known: Map<string, readonly Hit[]> | undefined;

  constructor(story: MatchableStory) {
    this.#story = story;
  }

  get reader(): Reader {
    this.#reader ??= readerOf(this.#story);
    return this.#reader;
  }

  /** The hits of a query, given as JSON. */
  hits(query: string): readonly Hit[] {
    this.#known ??= new Map();
    const hits = this.#known.get(query) ?? judgeOf(JSON.parse(query))(this.reader).hits;
    this.#known.set(query, hits);
    return hits;
  }
}

class Match {
  readonly id: string;
  declare readonly because: readonly Hit[];
  readonly #query: string;
  readonly #why: Why;

  /** A property of each match, as any other, though all share the function: a getter for each would cost more than the match. */
  static readonly #because: PropertyDescriptor & ThisType<Match> = {
    enumerable: true,
    get() {
      return this.#why.hits(this.#query);
    },
  };

  constructor(id: string, query: string, why: Why) {
    this.id = id;
    this.#query = query;
    this.#why = why;
    Object.defineProperty(this, "because", Match.#because);
  }
}
