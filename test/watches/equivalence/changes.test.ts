import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, type MatchableStory } from "../../../src/watches/evaluate.ts";
import { type Matcher, makeMatcher } from "../../../src/watches/matcher.ts";
import type { Query } from "../../../src/watches/query.ts";
import { story, typed } from "./expecting.ts";
import { oracleOf, type ReadStory, readStory } from "./oracle.ts";
import { randomFrom } from "./random.ts";

/** What a matcher should hold: ids and the numbers of their queries. */
type Held = ReadonlyMap<string, number>;

const told = (title: string, text = ""): MatchableStory =>
  story({ title, text, url: "https://news.x.com/a", language: "en" });

/** Queries that share words with one another, so that one's going could take away another's. */
const QUERIES: readonly Query[] = [
  ...'sora|sora game|sora OR spud|sora -game|-sora spud|"sora game"|sor*|sora*|="Sora"|title:sora|spud ~2 sora|/spuds?/'.split(
    "|",
  ),
  ..."spuds|site:x.com|site:x.com sora|lang:en -spud|苹果|苹果 果|삼성|سلام|#sora|US|C++|(sora spud) OR (game 苹果)".split(
    "|",
  ),
]
  .map(typed)
  .concat({ kind: "not", query: typed("sora") }, { kind: "and", queries: [] }, { kind: "or", queries: [] });

const STORIES = [
  told("Sora", "a game"),
  told("Spuds and a Sora game"),
  told("US spud", "苹果公司 #Sora C++"),
  told("", "삼성전자 soraya us c السلام"),
  told("nothing"),
];

const ORACLES = QUERIES.map(oracleOf);
const READ = STORIES.map(readStory);

/** What the oracle says of every query that is held, in the order in which the ids came. */
function expected(held: Held, about: number) {
  return [...held].flatMap(([id, query]) => {
    const because = ORACLES[query]?.(READ[about] as ReadStory);
    return because ? [{ id, because }] : [];
  });
}

function given(matcher: Matcher, about: number) {
  return matcher.match(STORIES[about] as MatchableStory).map(({ id, because }) => ({ id, because }));
}

function expectAsNew(matcher: Matcher, held: Held): void {
  const fresh = makeMatcher();
  for (const [id, query] of held) fresh.add(id, QUERIES[query] as Query);
  expect(matcher.size).toBe(held.size);
  expect(fresh.size).toBe(held.size);
  for (const about of STORIES.keys()) {
    const wanted = expected(held, about);
    expect(given(matcher, about)).toEqual(wanted);
    expect(given(fresh, about)).toEqual(wanted);
  }
}

const ids = fc.nat({ max: 6 }).map(String);
const queries = fc.nat({ max: QUERIES.length - 1 });
const changes = fc.oneof(
  { weight: 5, arbitrary: fc.record({ add: ids, query: queries }) },
  { weight: 3, arbitrary: fc.record({ remove: ids }) },
  { weight: 2, arbitrary: fc.record({ match: fc.nat({ max: STORIES.length - 1 }) }) },
);

describe("a matcher that has changed", () => {
  it("is as one that was never anything else, in whatever order ids came, went and were replaced", () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 30 }), (steps) => {
        const matcher = makeMatcher();
        const held = new Map<string, number>();
        for (const step of steps) {
          if ("remove" in step) {
            matcher.remove(step.remove);
            held.delete(step.remove);
          } else if ("add" in step) {
            // A copy, since equal queries come from different people.
            matcher.add(step.add, structuredClone(QUERIES[step.query] as Query));
            held.set(step.add, step.query);
          } else expect(given(matcher, step.match)).toEqual(expected(held, step.match));
          expect(matcher.size).toBe(held.size);
        }
        expectAsNew(matcher, held);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps the place of an id that is replaced, and gives a new one to an id that comes back", () => {
    const matcher = makeMatcher();
    for (const id of ["a", "b", "c"]) matcher.add(id, typed("sora"));
    matcher.add("a", typed("game"));
    expect(matcher.match(told("sora game")).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    matcher.remove("b");
    matcher.add("b", typed("sora"));
    expect(matcher.match(told("sora game")).map(({ id }) => id)).toEqual(["a", "c", "b"]);
  });

  it("gives the reasons of a match also when its query is gone by then", () => {
    const matcher = makeMatcher();
    matcher.add("a", typed("sora"));
    matcher.add("b", typed("sora game"));
    const about = told("Sora game");
    const matches = matcher.match(about);
    matcher.remove("a");
    matcher.add("b", typed("spud"));
    matcher.add("c", typed("spud game"));
    matcher.match(told("Spud game"));
    expect(matches.map(({ because }) => because)).toEqual([
      evaluate(typed("sora"), about),
      evaluate(typed("sora game"), about),
    ]);
  });

  it("forgets nothing and nobody in a long life of many changes", () => {
    const random = randomFrom(7);
    const matcher = makeMatcher();
    const held = new Map<string, number>();
    for (let step = 0; step < 3_000; step += 1) {
      // Waves, so that the index grows and shrinks by a lot.
      const isEbb = step % 1_000 >= 500;
      const id = String(random.below(150));
      if (random.chance(isEbb ? 0.8 : 0.2)) {
        matcher.remove(id);
        held.delete(id);
      } else {
        const query = random.below(QUERIES.length);
        matcher.add(id, QUERIES[query] as Query);
        held.set(id, query);
      }
      if (step % 500 === 499) expectAsNew(matcher, held);
    }
    for (const id of held.keys()) matcher.remove(id);
    held.clear();
    expectAsNew(matcher, held);
  });
});
