import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate, type MatchableStory } from "../../src/watches/evaluate.ts";
import { makeMatcher } from "../../src/watches/matcher.ts";
import { parseQuery } from "../../src/watches/query.ts";

/** What somebody watches for, what a story says, and whether that is meant; null where nobody can watch for it. */
interface Case {
  readonly keyword: string;
  readonly text: string;
  readonly match: boolean | null;
  readonly why: string;
}

const CASES: readonly Case[] = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
const PARTS = {
  TITLE: "title",
  BODY: "text",
  URL: "url",
  LANG: "language",
  SOURCE: "source",
  AUTHOR: "author",
  TAG: "tags",
} as const;

/** Reads `TITLE: … | URL: …`; a text without a name is the body. */
function storyOf(text: string): MatchableStory {
  const parts = text.split(" | ").map((part) => {
    const [, name = "BODY", rest = part] = /^([A-Z]+): (.*)$/.exec(part) ?? [];
    const field = PARTS[name as keyof typeof PARTS];
    return field === undefined ? { text: part } : { [field]: field === "tags" ? [rest] : rest };
  });
  return Object.assign({ title: "", text: "", url: "" }, ...parts);
}

describe("what people watch for", () => {
  it.each(CASES)("$keyword | $text: $why", ({ keyword, text, match }) => {
    const parsed = parseQuery(keyword);
    const found = parsed.ok ? evaluate(parsed.query, storyOf(text)) !== undefined : null;
    expect(found).toBe(match);
  });

  it("is what the matcher finds, too", () => {
    const matcher = makeMatcher();
    const wrong = CASES.filter(({ keyword, text, match }) => {
      const parsed = parseQuery(keyword);
      matcher.remove("the one");
      if (parsed.ok) matcher.add("the one", parsed.query);
      return matcher.match(storyOf(text)).length > 0 !== (match === true);
    });
    expect(wrong).toEqual([]);
  });

  it("is looked at from both sides, and each case once", () => {
    const misses = CASES.filter(({ match }) => match !== true);
    expect(CASES.length).toBeGreaterThanOrEqual(250);
    expect(misses.length / CASES.length).toBeGreaterThan(0.4);
    expect(new Set(CASES.map(({ keyword, text }) => `${keyword}\n${text}`)).size).toBe(CASES.length);
  });
});
