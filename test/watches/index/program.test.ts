import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/watches/condition.ts";
import { anchorsOf, commonness, encode } from "../../../src/watches/index/program.ts";
import { Vocabulary } from "../../../src/watches/index/vocabulary.ts";
import { parseQuery } from "../../../src/watches/query.ts";

const COMMON = ["the", "new", "app", "says"];

/** The texts of the terms on which a query is anchored, where a word of COMMON is common and longer ones are rarer. */
function anchors(text: string): readonly string[] | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const vocabulary = new Vocabulary([]);
  const program = encode(outlineOf(parsed.query).condition, vocabulary);
  const found = anchorsOf(program, 0, (term, fields) =>
    commonness(vocabulary.text(term), fields, (word) => (COMMON.includes(word) ? 1000 : 1)),
  );
  return found?.terms.map((term) => vocabulary.text(term)).toSorted();
}

describe("anchorsOf", () => {
  it.each([
    ["openai", ["openai"]],
    ["the spud", ["spud", "thespud"]],
    ['"the super app"', ["super", "thesuperapp"]],
    ["sora OR spud", ["sora", "spud"]],
    ["(sora OR the) spudnik", ["spudnik"]],
    ["the (sora, spud) -musk", ["sora", "spud"]],
    ["sora spud OR the veo", ["sora", "soraspud", "theveo", "veo"]],
    ["spud ~3 the", ["spud"]],
    ['="The Information"', ["information"]],
    ["site:nytimes.com spud", ["spud"]],
    ["sor* spud", ["spud"]],
    ["site:nytimes.com lang:en", ["nytimes.com"]],
    ["lang:en spud", ["spud"]],
    ["苹果", ["苹果~"]],
    ["ירושלים", ["ירושלים>"]],
  ])("%s: %j", (text, terms) => {
    expect(anchors(text)).toEqual(terms.toSorted());
  });

  it("has none where nothing is sure to come", () => {
    expect(anchors("sora OR -spud")).toBeUndefined();
    expect(anchors('="#1"')).toBeUndefined();
  });
});
