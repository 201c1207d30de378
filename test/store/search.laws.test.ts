import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/sqlite.ts";
import type { Story } from "../../src/stories/story.ts";
import { outlineOf } from "../../src/watches/condition.ts";
import { evaluate, type MatchableStory } from "../../src/watches/evaluate.ts";
import { indexQuery, isSaidExactly } from "../../src/watches/index-terms.ts";
import { matchable } from "../../src/watches/matchable.ts";
import { parseQuery, printQuery, type Query } from "../../src/watches/query.ts";
import { readStory } from "../watches/equivalence/oracle.ts";
import { roundOf } from "../watches/equivalence/rounds.ts";
import { stories as told, typed } from "../watches/generators.ts";
import { plan, START, story } from "./plans.ts";

function asStory({ title, text, url, source, author, tags, language }: MatchableStory, n: number): Story {
  return story(n, {
    ...{ title, text, url, sourceName: source ?? "", tags: tags ?? [] },
    authors: author === undefined ? [] : [author],
    ...(language === undefined ? {} : { language }),
  });
}

/** Stores the stories; returns the numbers of those that may meet a query. */
async function searching(stories: readonly Story[]) {
  const store = await openStore({ folder: ":memory:", now: () => START });
  await store.commit(plan({ stories }));
  const search = async (query: Query) => {
    const found = await store.stories.search({ where: outlineOf(query).condition, limit: 999 });
    return new Set(found.map(({ id }) => stories.findIndex((one) => one.id === id)));
  };
  return { search, close: store.close };
}

describe("the search", () => {
  it("finds every story that a query matches, few others, and none where it says all of the query", async () => {
    const pairs = { matched: 0, found: 0 };
    const queries = { restricted: 0, exact: 0 };
    const compare = (query: Query, matched: readonly number[], found: ReadonlySet<number>) => {
      const { condition, exact } = outlineOf(query);
      const missed = matched.filter((n) => !found.has(n));
      if (missed.length > 0) expect([printQuery(query), missed]).toEqual([]);
      if (exact && isSaidExactly(condition)) {
        queries.exact += 1;
        expect([...found].toSorted(), printQuery(query)).toEqual(matched.toSorted());
      }
      if (indexQuery(condition) === undefined) return;
      queries.restricted += 1;
      pairs.matched += matched.length;
      pairs.found += found.size;
    };
    for (let seed = 1; seed <= 4; seed += 1) {
      const round = roundOf(seed);
      const read = round.stories.map(readStory);
      const { search, close } = await searching(round.stories.map(asStory));
      for (const { query, oracle } of round.asked) {
        const matched = read.flatMap((one, n) => (oracle(one) ? [n] : []));
        compare(query, matched, await search(query));
      }
      await close();
    }
    expect(queries.exact).toBeGreaterThan(30);
    expect(queries.restricted).toBeGreaterThan(120);
    expect(pairs.matched).toBeGreaterThan(1_200);
    // An index that found everything would keep the first law, too.
    expect(pairs.found / pairs.matched).toBeLessThan(1.3);
  });

  it("finds it whatever people type, and whatever characters there are", async () => {
    const parsed = typed
      .map(parseQuery)
      .filter((one) => one.ok)
      .map(({ query }) => query);
    const some = fc.array(told, { minLength: 8, maxLength: 8 });
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(some, fc.array(parsed, { minLength: 12, maxLength: 12 }), async (told, queries) => {
        const stories = told.map(asStory);
        const { search, close } = await searching(stories);
        for (const query of queries) {
          const found = await search(query);
          const matches = stories.flatMap((one, n) => (evaluate(query, matchable(one)) ? [n] : []));
          const missed = matches.filter((n) => !found.has(n)).map((n) => [printQuery(query), stories[n]]);
          if (missed.length > 0) expect(missed).toEqual([]);
          matched += matches.length;
        }
        await close();
      }),
      { numRuns: 12 },
    );
    expect(matched).toBeGreaterThan(30);
  });
});
