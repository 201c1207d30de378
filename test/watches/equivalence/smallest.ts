import { evaluate, type Hit, type MatchableStory } from "../../../src/watches/evaluate.ts";
import type { Matcher } from "../../../src/watches/matcher.ts";
import { printQuery, type Query } from "../../../src/watches/query.ts";
import { sameHits } from "./oracle.ts";
import type { Difference } from "./rounds.ts";

/** Returns what a matcher gets wrong, in words and as small as it gets. */
export function told(difference: Difference, make: () => Matcher): string {
  const { query, story, what, ids, expected } = difference;
  if (query && differs(make, query, story)) {
    const small = smallest({ query, story }, ({ query, story }) => differs(make, query, story));
    const because = evaluate(small.query, small.story);
    return `${JSON.stringify(small.query)} (${printQuery(small.query)}) on ${JSON.stringify(small.story)} gives ${JSON.stringify(found(make, small.query, small.story))}, not ${JSON.stringify(because)}`;
  }
  const about = query ? ` of ${printQuery(query)}` : "";
  return `another ${what}${about} after other queries and stories, on ${JSON.stringify(story)}: ${ids.join()} and not ${expected.join()}`;
}

interface Pair {
  readonly query: Query;
  readonly story: MatchableStory;
}

function differs(make: () => Matcher, query: Query, story: MatchableStory): boolean {
  const [expected, got] = [evaluate(query, story), found(make, query, story)];
  return expected && got ? !sameHits(expected, got) : expected !== got;
}

function found(make: () => Matcher, query: Query, story: MatchableStory): readonly Hit[] | undefined {
  const matcher = make();
  matcher.add("it", query);
  return matcher.match(story)[0]?.because;
}

function smallest(pair: Pair, isWrong: (pair: Pair) => boolean): Pair {
  const smaller = [
    ...smallerQueries(pair.query).map((query) => ({ ...pair, query })),
    ...smallerStories(pair.story).map((story) => ({ ...pair, story })),
  ].find(isWrong);
  return smaller ? smallest(smaller, isWrong) : pair;
}

function smallerQueries(query: Query): readonly Query[] {
  switch (query.kind) {
    case "and":
    case "or":
      return query.queries.flatMap((part, index) => [
        part,
        { kind: query.kind, queries: query.queries.toSpliced(index, 1) },
        ...smallerQueries(part).map((one) => ({ kind: query.kind, queries: query.queries.with(index, one) })),
      ]);
    case "not":
    case "field":
      return [query.query, ...smallerQueries(query.query).map((one): Query => ({ ...query, query: one }))];
    case "near":
      return [query.left, query.right];
    default:
      return [];
  }
}

function smallerStories(story: MatchableStory): readonly MatchableStory[] {
  const texts = (["title", "text"] as const).flatMap((name) =>
    fewerWords(story[name]).map((text) => ({ ...story, [name]: text })),
  );
  const { tags = [], source, author, language, ...rest } = story;
  const [bare, given] = [
    { ...rest, tags },
    { source, author, language },
  ];
  const without = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => ({
      ...bare,
      ...Object.fromEntries(
        Object.entries(given).filter(([other, value]) => other !== name && value !== undefined),
      ),
    }));
  return [...texts, ...without, ...tags.map((_, index) => ({ ...story, tags: tags.toSpliced(index, 1) }))];
}

function fewerWords(text: string): readonly string[] {
  const words = text.split(/(?<=\s)/);
  return text === "" ? [] : words.map((_, index) => words.toSpliced(index, 1).join(""));
}
