import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/watches/evaluate.ts";
import { makeMatcher } from "../../src/watches/matcher.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { stories, typed } from "./generators.ts";

const word = (text: string): Query => ({ kind: "word", text });
const SORA = { title: "Sora is out", text: "", url: "" };

describe("makeMatcher", () => {
  it("gives the ids of the queries that match, in the order in which they came", () => {
    const matcher = makeMatcher();
    matcher.add("b", word("sora"));
    matcher.add("a", word("out"));
    matcher.add("c", word("veo"));
    expect(matcher.size).toBe(3);
    expect(matcher.match(SORA).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(matcher.match(SORA)[0]?.because).toEqual([{ term: "sora", field: "title", start: 0, end: 4 }]);
  });

  it("replaces a query under its id, and forgets it", () => {
    const matcher = makeMatcher();
    matcher.add("a", word("sora"));
    matcher.add("a", word("veo"));
    expect(matcher.size).toBe(1);
    expect(matcher.match(SORA)).toEqual([]);
    matcher.remove("a");
    matcher.remove("never added");
    expect(matcher.size).toBe(0);
  });

  it("means what evaluate means, also of text as people type it, and worse", () => {
    fc.assert(
      fc.property(fc.array(typed), fc.array(stories, { minLength: 1, maxLength: 3 }), (texts, held) => {
        const queries = texts.flatMap((text) => {
          const parsed = parseQuery(text);
          return parsed.ok ? [parsed.query] : [];
        });
        const matcher = makeMatcher();
        for (const [index, query] of queries.entries()) matcher.add(String(index), query);
        for (const story of held) {
          const expected = queries.flatMap((query, index) => {
            const because = evaluate(query, story);
            return because ? [{ id: String(index), because }] : [];
          });
          expect(matcher.match(story).map(({ id, because }) => ({ id, because }))).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
