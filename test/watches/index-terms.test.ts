import { describe, expect, it } from "vitest";
import { type Condition, outlineOf } from "../../src/watches/condition.ts";
import type { MatchableStory } from "../../src/watches/evaluate.ts";
import { indexQuery, indexTerms, isSaidExactly } from "../../src/watches/index-terms.ts";
import { parseQuery } from "../../src/watches/query.ts";
import { variantsOf } from "../../src/watches/terms.ts";

const bare: MatchableStory = { title: "", text: "", url: "" };
const title = (text: string) => indexTerms({ ...bare, title: text }, []).title;

function asked(text: string): string | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return indexQuery(outlineOf(parsed.query).condition);
}

/** What the index is asked for a phrase as it is written, in the body. */
function phrase(text: string): string | undefined {
  const [plain] = variantsOf({ kind: "phrase", text });
  return indexQuery({ kind: "words", elements: plain?.elements ?? [], plural: false, field: "body" });
}

// Stored stories stand in the index by these forms: whoever changes one must have all stories indexed anew by a
// migration, or they will not be found.
describe("the terms of a story", () => {
  it.each([
    ["OpenAI’s Café", "openai cafe ¶ openais"],
    ["one. Two, three", "one ¶ two three"],
    ["C++ and C#", "c and c ¶ c++ ¶ c#"],
    [
      "Disney+'s .NET $TSLA @sama",
      "disney net tsla sama ¶ disney+ ¶ disneys ¶ disneys+ ¶ .net ¶ $tsla ¶ @sama",
    ],
    ["#ClimateStrike", "climatestrike ¶ #climatestrike ¶ climate ¶ strike"],
    ["#c++'s", "c ¶ #c ¶ c++ ¶ #c++ ¶ cs ¶ #cs ¶ cs++ ¶ #cs++"],
    ["iPhone苹果公司 上", "iphone 苹果 果公 公司 司 上"],
    ["#苹果", "苹果 果"],
    ["#苹〇", "苹〇 〇"],
    ["#삼성은 😀👍🏽 AT&T", "삼성은 😀 👍 at & t ¶ #삼성은"],
    ["U.S. 1,000.5 node.js", "us 1000.5 node js"],
    ["", ""],
  ])("of the title %s are %s", (text, expected) => expect(title(text)).toBe(expected));

  it("are those of each part, and of all outlets", () => {
    const story = {
      title: "A title",
      text: "The text https://link.example/words, on",
      url: "unused",
      source: "unused",
      author: "Ada O'Brien, Bo",
      tags: ["AI", "New York's"],
      language: "en_GB",
    };
    const outlets = [
      { name: "The Verge", url: "https://www.Edition.cnn.com:80/2026/Sora" },
      { name: "CNN", url: "https://cnn.com/a" },
      { name: "Bare", url: "" },
    ];
    expect(indexTerms(story, outlets)).toEqual({
      title: "a title",
      body: "the text on",
      tag: "ai ¶ new york ¶ yorks",
      source: "the verge ¶ cnn ¶ bare",
      site: "edition.cnn.com cnn.com com",
      author: "ada o brien bo",
      lang: "en en-gb",
      link: "https www edition cnn com 80 2026 sora ¶ https cnn com a",
    });
  });

  it("hold no sign that would end a word of the index, and none that is endless", () => {
    const language = "a b\u0000c\u007fd";
    expect(indexTerms({ ...bare, language }, []).lang).toBe("a_b_c_d");
    expect(title(`${"x".repeat(100)} ${"y".repeat(64)}`)).toBe(`${"x".repeat(64)} ${"y".repeat(64)}`);
  });

  it("are found in time that grows with the text alone", () => {
    expect(title("果".repeat(100_000)).length).toBe(300_000 - 2);
  });
});

describe("what the index is asked", () => {
  it.each([
    ["openai", '("openai" OR "openais")'],
    ["company", '("company" OR "companys" OR "companies")'],
    ["C++", '"c++"'],
    ["$TSLA", '"$tsla"'],
    ["node.js", '("node js" OR "node j")'],
    ["#sor*", '"#sor" *'],
    ["苹果公司", '"苹果 果公 公司"'],
    ["美", '"美" *'],
    ["삼성", '"삼성" *'],
    ["القدس", '("القدس" OR "الالقدس")'],
    ["شركة", '("شركة" OR "الشركة")'],
  ])("for %s is %s", (text, expected) => expect(asked(text)).toBe(`{title body tag} : ${expected}`));

  it.each([
    ["title:C++", 'title : "c++"'],
    ["site:www.CNN.com", 'site : "cnn.com"'],
    ["lang:en_GB", 'lang : "en-gb"'],
    ["C++ -C#", '{title body tag} : "c++"'],
    ["C++ OR C#", '({title body tag} : "c++" OR {title body tag} : "c#")'],
    ["C++ (/x/ OR C#)", '{title body tag} : "c++"'],
    ["title:(C++ C#)", '(title : "c++" AND title : "c#")'],
  ])("for the query %s is %s", (text, expected) => expect(asked(text)).toBe(expected));

  it.each([
    ["super app", '"super app"'],
    ["joe and ann", '("joe" AND ("and" OR "&") AND "ann")'],
    ["the C++ of one", '("the" AND "c++" AND "of one")'],
    ["big 苹果 day", '("big" AND "苹果" AND "day")'],
    ["united states", '("united states" OR "united state")'],
    ["big bus gas", '("big bus gas" OR "big bus ga" OR "big bu gas" OR "big bu ga")'],
    ["as bus gas at", '(("as bus" OR "as bu" OR "a bus" OR "a bu") AND ("gas at" OR "ga at"))'],
    ["s", '"s"'],
  ])("for the phrase %s keeps together what surely has its place", (text, expected) =>
    expect(phrase(text)).toBe(`body : ${expected}`),
  );

  it("for a word of Hebrew is the word with each letter that may be written before it", () => {
    const expected = ["ירושלים", ..."והבלכמש"].map((one) => `"${one.length > 1 ? one : `${one}ירושלים`}"`);
    expect(asked("ירושלים")).toBe(`{title body tag} : (${expected.join(" OR ")})`);
  });

  it("is nothing where nothing can be said, and what is never met stays so", () => {
    const [known, unknown] = [
      { kind: "attribute", field: "site", value: 'a"b' },
      { kind: "unknown" },
    ] as const;
    const never: Condition = { kind: "any", of: [] };
    expect(indexQuery(known)).toBe('site : "a""b"');
    for (const open of [
      unknown,
      { kind: "not", of: known },
      { kind: "all", of: [] },
      { kind: "all", of: [unknown] },
      { kind: "any", of: [known, unknown] },
      { kind: "attribute", field: "lang", value: "" },
    ] as const) {
      expect(indexQuery(open)).toBeUndefined();
    }
    expect(indexQuery(never)).toBe('""');
    expect(indexQuery({ kind: "all", of: [known, unknown, never] })).toBe('""');
    expect(indexQuery({ kind: "any", of: [never, known, known] })).toBe('site : "a""b"');
  });

  it("is nothing for a mark alone, which may stand on a letter of any script", () => {
    expect(asked("\u0e31")).toBeUndefined();
  });
});

describe("what the index says exactly", () => {
  const isSaid = (text: string) => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    return isSaidExactly(outlineOf(parsed.query).condition);
  };

  it.each([
    "said",
    "OpenAI",
    '"super app" OR author:ada',
    "title:(sora game)",
    "苹果",
    "القدس",
    "ירושלים",
    "NASA",
  ])("is %s", (text) => expect(isSaid(text)).toBe(true));

  it.each([
    // Capitals, symbols, dots and what is no whole word are for the judge.
    ...["US", "C", "C++", "#sora", "node.js", "sor*", "삼성", "AT&T", '"united states"', '"big 苹果"'],
    ...[
      "source:verge",
      "site:x.com",
      "link:sora",
      "lang:en",
      "sora -game",
      "sora /a/",
      "\u0e31",
      "x".repeat(65),
    ],
  ])("is not %s", (text) => expect(isSaid(text)).toBe(false));
});
