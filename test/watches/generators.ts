import fc from "fast-check";
import type { MatchableStory } from "../../src/watches/evaluate.ts";

const WORDS = (
  "OpenAI openai open AI ai Sora sora Spud spuds super app superapp US us C++ C# .NET AT&T node.js $TSLA #climate " +
  "climate @sama U.S. A.I. 1,000 GPT-5 GPT-5.5 self-driving company companies café Müller ИИ ёлка 苹果 京都 삼성 " +
  "القدس ירושלים ประเทศ İSTANBUL straße 🚀 12:30 Re: O'Brien McDonald's and or not"
).split(" ");
const SIGNS =
  '( ) " “ ” = * ~ ~3 ~99999 - ! NOT OR AND | || & && , : / \\ title: site: lang: link: tag: source: =" \' ‘ ’ （ ） https://x.com/a www. ™ ½ . …'.split(
    " ",
  );
const RAW = [
  "\u00ad",
  "\u200d",
  "\u0301",
  "İ",
  "ﬁ",
  "ﷺ",
  "ｶﾞ",
  "\ud83d",
  "\udc00",
  "&amp;",
  "&#x41;",
  "\n",
  "\u3000",
];

/** Text as people type it into a query, and worse. */
export const typed = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
        { weight: 1, arbitrary: fc.constantFrom(...RAW) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
      ),
      fc.constantFrom(" ", " ", " ", ""),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.flat().join(""));

/** Text of stories: known words, so that queries do match, between punctuation and odd characters. */
export const prose = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 1, arbitrary: fc.constantFrom(...RAW) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
      ),
      fc.constantFrom(" ", " ", " ", ". ", "-", "", "'s ", "\n"),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.flat().join(""));

export const stories: fc.Arbitrary<MatchableStory> = fc.record(
  {
    title: prose,
    text: prose,
    url: fc.constantFrom(
      "",
      "https://www.example.com/openai-sora",
      "http://news.x.com:8080/a?b=Spud",
      "no url",
    ),
    source: fc.constantFrom("The Verge", "OpenAI blog", ""),
    author: fc.constantFrom("Ada O'Brien", "Sama"),
    tags: fc.array(prose, { maxLength: 2 }),
    language: fc.constantFrom("en", "en-GB", "de_AT", ""),
  },
  { requiredKeys: ["title", "text", "url"] },
);
