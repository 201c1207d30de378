import { expect } from "vitest";
import type { MatchableStory } from "../../../src/watches/evaluate.ts";
import { makeMatcher } from "../../../src/watches/matcher.ts";
import { parseQuery, type Query } from "../../../src/watches/query.ts";
import { oracleOf, readStory, sameHits } from "./oracle.ts";

/** Returns a story that says nothing but this. */
export const story = (parts: Partial<MatchableStory>): MatchableStory => ({
  title: "",
  text: "",
  url: "",
  ...parts,
});
/** Returns a query for a word, whatever its letters. */
export const word = (text: string): Query => ({ kind: "word", text });

/** Returns what was typed as a query. */
export function typed(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

/** Returns the queries, by number, that a matcher says match; verdicts and reasons are those of the oracle. */
export function expectOracle(queries: readonly Query[], about: MatchableStory): readonly number[] {
  const matcher = makeMatcher();
  for (const [index, query] of queries.entries()) matcher.add(String(index), query);
  const read = readStory(about);
  const hits = queries.map((query) => oracleOf(query)(read));
  const found = matcher.match(about);
  const numbers = found.map(({ id }) => Number(id));
  expect(numbers).toEqual([...hits.keys()].filter((index) => hits[index] !== undefined));
  expect(found.filter(({ id, because }) => !sameHits(because, hits[Number(id)] ?? []))).toEqual([]);
  return numbers;
}
