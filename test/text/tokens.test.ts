import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { camelParts, tokenise } from "../../src/text/tokens.ts";
import { prose } from "../watches/generators.ts";
import { nasty } from "./nasty.ts";
import { referenceScan } from "./reference-tokens.ts";

const keys = (text: string) => tokenise(text).tokens.map(({ key }) => key);

/** The words with the symbols around them. */
const written = (text: string) =>
  tokenise(text).tokens.map(
    ({ before, key, after, possessive }) => `${before}${key}${after}${possessive ? "'s" : ""}`,
  );

describe("tokenise", () => {
  it.each([
    ["words", "OpenAI ships a new model", ["openai", "ships", "a", "new", "model"]],
    ["nothing", " — … ", []],
    ["hyphens and slashes", "self-driving AC/DC", ["self", "driving", "ac", "dc"]],
    ["acronyms with dots", "The U.S. and A.I", ["the", "us", "and", "ai"]],
    ["initials before a name", "J.R.Smith", ["jr", "smith"]],
    ["grouped digits", "1,000 1\u202f000 12,345,678.5", ["1000", "1000", "12345678.5"]],
    ["lists of numbers", "2020,2021 1,2", ["2020", "2021", "1", "2"]],
    ["version numbers", "GPT-5.5 v1.2.3 GPT-5.", ["gpt", "5.5", "v1.2.3", "gpt", "5"]],
    ["emoji, flags and skin tones", "🚀🇺🇸 👍🏽👍", ["🚀", "🇺🇸", "👍", "👍"]],
    ["Latin beside kana and Hangul", "OpenAIが発表 AI가", ["openai", "が発表", "ai", "가"]],
    ["a run of Han and kana as one", "東京タワー、大阪", ["東京タワー", "大阪"]],
    ["Thai as one run", "ประเทศไทยชนะ", ["ประเทศไทยชนะ"]],
    ["no tatweel alone", "ـ ــ سلام", ["سلام"]],
    ["ampersands", "AT&T R & D", ["at", "&", "t", "r", "&", "d"]],
    ["other alphabets", "Αθήνα ёлка القدس", ["αθηνα", "елка", "القدس"]],
  ])("reads %s", (_, text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it.each([
    ["C++ C# C++17 Disney+", ["c++", "c#", "c++", "17", "disney+"]],
    [".NET node.js …now a..b", [".net", "node", "js", "now", "a", "b"]],
    ["$TSLA US$5 #climate @sama sam@x.com", ["$tsla", "us", "5", "#climate", "@sama", "sam", "x", "com"]],
    [
      "OpenAI's OPENAI'S OpenAI’s C++'s it's sand'search",
      ["openai's", "openai's", "openai's", "c++'s", "it's", "sand", "search"],
    ],
    ["𝒜#x", ["a#", "x"]],
  ])("keeps the symbols of %s", (text, expected) => {
    expect(written(text)).toEqual(expected);
  });

  it("knows a word that hangs on the one before by a dot", () => {
    expect(tokenise("node.js node. js").tokens.map(({ dotted }) => dotted)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it("passes over addresses unless it is asked for them", () => {
    const text = "see https://openai.com/blog, www.x.com and http://";
    expect(keys(text)).toEqual(["see", "and", "http"]);
    expect(keys("éwww.x _www.x 中www.x.com。x")).toEqual(["ewww", "x", "www", "x", "中", "x"]);
    expect(tokenise("https://openai.com/blog", { links: true }).tokens.map(({ key }) => key)).toEqual([
      "https",
      "openai",
      "com",
      "blog",
    ]);
  });

  it("finds the words inside a hashtag", () => {
    const [tag, plain] = tokenise("#ClimateStrike2026 #climate").tokens;
    expect(tag?.parts.map(({ key, from, to }) => [key, from, to])).toEqual([
      ["climate", 1, 8],
      ["strike", 8, 14],
      ["2026", 14, 18],
    ]);
    expect(plain?.parts).toEqual([]);
  });

  it.each([
    ["This is super. App stores differ", 3],
    ['He said "super." App stores', 3],
    ["super\nApp", 1],
    ["什么。苹果", 1],
    ["Really super! App", 2],
    ["He said no. Tesla rose", 3],
  ])("leaps at the end of a sentence in %j", (text, after) => {
    const positions = tokenise(text).tokens.map(({ position }) => position);
    expect(positions[after]).toBe((positions[after - 1] as number) + 11);
  });

  it.each([
    "Mr. Musk of St. Mary",
    "George W. Bush",
    "the U.S. economy",
    "node.js, super-app; a (b) 1.5",
    "No. 10",
    "Adm. Hopper on Sec. 230",
  ])("does not leap inside a sentence: %s", (text) => {
    const positions = tokenise(text).tokens.map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => index));
  });

  it("reads what the reference reads", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, prose), fc.boolean(), (text, links) => {
        const [scan, reference] = [tokenise(text, { links }), referenceScan(text, { links })];
        expect([scan.text, scan.tokens]).toEqual([reference.text, reference.tokens]);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps what it has read when it reads another text", () => {
    const scan = tokenise("caf&eacute; ﬁne #OpenAI’s");
    const before = structuredClone(scan.tokens);
    tokenise("something else &amp; more");
    expect([scan.text, scan.tokens, scan.span(12, 16)]).toEqual([
      "caf&eacute; fine #OpenAI's",
      before,
      { start: 12, end: 15 },
    ]);
  });

  it("gives words in order, each a piece of the original", () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string({ unit: "binary" })), (text) => {
        const scan = tokenise(text);
        let previous = 0;
        for (const { from, to, outer, key } of scan.tokens) {
          expect(from).toBeGreaterThanOrEqual(previous);
          expect(key).not.toBe("");
          const { start, end } = scan.span(from, outer);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          previous = to;
        }
      }),
    );
  });

  it.each([
    ["İ", "İSTANBUL valisi", "İSTANBUL"],
    ["ß", "in der Straße", "Straße"],
    ["surrogates before it", "😀😀 OpenAI", "OpenAI"],
    ["full-width letters", "！ ＯｐｅｎＡＩ", "ＯｐｅｎＡＩ"],
    ["decomposed accents", "le cafe\u0301", "cafe\u0301"],
  ])("slices the original in spite of %s", (_, text, slice) => {
    const scan = tokenise(text);
    const slices = scan.tokens.map(({ from, to }) => {
      const { start, end } = scan.span(from, to);
      return text.slice(start, end);
    });
    expect(slices).toContain(slice);
  });
});

describe("camelParts", () => {
  it.each([
    ["OpenAI", ["Open", "AI"]],
    ["AISafety", ["AI", "Safety"]],
    ["LLMs", ["LLMs"]],
    ["GPT5", ["GPT", "5"]],
    ["openai", ["openai"]],
  ])("parts %s", (word, parts) => {
    expect(camelParts(word)).toEqual(parts);
  });
});
