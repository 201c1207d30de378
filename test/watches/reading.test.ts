import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { reading } from "../../src/watches/reading.ts";
import { typed } from "./generators.ts";

function read(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return reading(parsed.query);
}

describe("reading", () => {
  it.each([
    ["OpenAI", `the word OpenAI, also written "Open AI" or "OpenAI's"`],
    ["Spud", `the word Spud, also written "Spud's"`],
    ["Café", `the word Café, also written "Café's"`],
    ["Company", `the word Company, also written "Company's"`],
    ["tax", `the word tax, also written "tax's"`],
    ["us", "the word us"],
    ["the", "the word the"],
    ["everything", `the word everything, also written "everything's"`],
    ["sora", `the word sora, also written "sora's"`],
    ["US", "the word US in capitals"],
    ["McDonald's", `the word McDonald's, also written "Mc Donald" or "McDonald"`],
    ["GPT5", `the word GPT5, also written "GPT 5"`],
    ["open-ai", `the word open-ai, also written "open ai" or "openai"`],
    ["A.I.", `the word A.I., also written "AI"`],
    ["C++", "the word C++"],
    ["#climate", "the word #climate"],
    ["12:30", "the word 12:30"],
    ["2024", "the word 2024"],
    ["苹果", "苹果, also inside longer text"],
    ["삼성", "words that begin with 삼성"],
    ["🚀", "the symbol 🚀"],
    ['("super app" OR Spud) -rumour', '"super app" or Spud, but not rumour'],
    ["apple OR google AND antitrust", "apple or (google and antitrust)"],
    ["a b c -d -(e f)", "a, b and c, but not d or (e and f)"],
    ["(a OR b) (c OR d)", "(a or b) and (c or d)"],
    ["sora OR -game", "sora or anything but game"],
    ['sora* OR ="Sora"', 'words that begin with sora or exactly "Sora"'],
    ['"super ap*" x', "phrases that begin with super ap and x"],
    ["/a.b/ -/c+/c", "the regular expression a.b, but not the regular expression c+ (capitals count)"],
    ["SpaceX", `the word SpaceX, also written "Space X" or "SpaceX's"`],
    ["MP3", 'the word MP3, also written "MP 3"'],
    ["A380", "the word A380"],
    ["openai ~5 lawsuit", "openai within 5 words of lawsuit"],
    ["openai ~1 lawsuit", "openai within one word of lawsuit"],
    ["title:sora", "sora in the title"],
    ["body:(a OR b)", "(a or b) in the text"],
    ["tag:a link:b", "a among the tags and b in the link"],
    ["sora site:x.com lang:en", "sora, in stories on the site x.com and in the language en"],
    ["source:verge -author:ada", "stories from a source named verge, but not stories by an author named ada"],
  ])("reads %s in words", (text, words) => {
    expect(read(text)).toBe(words);
  });

  it.each<[Query, string]>([
    [{ kind: "word", text: "…" }, "the word …"],
    [{ kind: "and", queries: [{ kind: "not", query: { kind: "word", text: "a" } }] }, "anything but a"],
    [{ kind: "or", queries: [] }, ""],
  ])("has words for what cannot be typed: %j", (query, words) => {
    expect(reading(query)).toBe(words);
  });

  it("has words for whatever can be typed", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseQuery(text);
        if (parsed.ok) expect(reading(parsed.query)).not.toBe("");
      }),
    );
  });
});
