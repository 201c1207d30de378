import { describe, expect, it } from "vitest";
import { costOf } from "../../src/watches/cost.ts";
import { parseQuery } from "../../src/watches/query.ts";

function cost(text: string): readonly number[] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  const { regexes, unanchored, prefixes } = costOf(parsed.query);
  return [regexes, unanchored, prefixes];
}

describe("costOf", () => {
  it.each([
    ["openai", [0, 0, 0]],
    ['sora* OR "super ap*" -game*', [0, 0, 3]],
    ["/colou?r/", [1, 0, 0]],
    ["/v\\d+/", [1, 1, 0]],
    ["title:/v\\d+/", [1, 1, 0]],
    ["release /v\\d+/", [1, 0, 0]],
    ["/v\\d+/ site:x.com", [1, 0, 0]],
    ["/v\\d+/ (a OR b)", [1, 0, 0]],
    ["/v\\d+/ (a OR -b)", [1, 1, 0]],
    ["/v\\d+/ -openai", [1, 1, 0]],
    ["/v\\d+/, openai", [1, 1, 0]],
    ["/v\\d+/, /openai/", [2, 1, 0]],
    ["/v\\d+/ -/[xy]z/", [2, 2, 0]],
    ["openai -/[xy]z/", [1, 0, 0]],
    ["openai ~3 /v\\d+/", [1, 0, 0]],
    ["/v\\d+/ ~3 ab*", [1, 0, 1]],
    ["/v\\d+/ ~3 /[xy]z/", [2, 2, 0]],
  ])("of %s is %j: expressions, those for which every story is searched, beginnings", (text, expected) => {
    expect(cost(text)).toEqual(expected);
  });
});
