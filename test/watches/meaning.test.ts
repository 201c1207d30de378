import { describe, expect, it } from "vitest";
import { meaningOf } from "../../src/watches/meaning.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";

function meaning(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return meaningOf(parsed.query);
}

describe("queries mean the same", () => {
  it.each([
    ["sora", "Sora"],
    ["sora", "SORA"],
    ["Sora", "Sora OR sora"],
    ["a OR b OR c", "c OR (b OR a)"],
    ["(sora OR spud) -game -film", "(Spud OR Sora) -film -game"],
    ["sora -(game OR film)", "sora -(Film OR Game)"],
    ["title:sora", "title:Sora"],
    ["sora site:example.com", "Sora site:EXAMPLE.com"],
    ["/so[rl]a/", "/so[rl]a/"],
  ])("%s and %s", (one, other) => {
    expect(meaning(one)).toBe(meaning(other));
  });
});

describe("queries differ", () => {
  it.each([
    // A name in one is also found apart.
    ["OpenAI", "openai"],
    ["us", "US"],
    ["sora", '"sora"'],
    ["sora", "sora*"],
    ["C", "C++"],
    ["sora", "title:sora"],
    ["title:sora", "body:sora"],
    ["site:example.com", "site:example.org"],
    ["sora spud", "sora OR spud"],
    ["sora spud", "sora -spud"],
    // Side by side two words are also found as one.
    ["open ai", "ai open"],
    ["/sora/", "/Sora/"],
    ['="sora"', '="Sora"'],
    ["sora", "/sora/"],
  ])("%s and %s", (one, other) => {
    expect(meaning(one)).not.toBe(meaning(other));
  });

  it("where one finds nothing", () => {
    const nothing: Query = { kind: "word", text: "" };
    expect(meaningOf(nothing)).toBe(meaningOf({ kind: "or", queries: [nothing, nothing] }));
    expect(meaningOf(nothing)).not.toBe(meaning("sora"));
  });
});
