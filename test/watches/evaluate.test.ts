import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, explain, type MatchableStory } from "../../src/watches/evaluate.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { stories, typed } from "./generators.ts";

interface Case {
  readonly keyword: string;
  readonly text: string;
  readonly match: boolean | null;
  readonly why: string;
  readonly kind: "clear" | "judgement";
}

const CASES: readonly Case[] = JSON.parse(
  readFileSync(new URL("keyword-cases.json", import.meta.url), "utf8"),
);

function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

const story = (parts: Partial<MatchableStory>): MatchableStory => ({
  title: "",
  text: "",
  url: "",
  ...parts,
});

const matches = (typed: string, text: string) => evaluate(query(typed), story({ text })) !== undefined;

/** What the hits cover, as the story has it. */
function slices(typed: string, parts: Partial<MatchableStory>): readonly string[] {
  const held = story(parts);
  return (evaluate(query(typed), held) ?? []).map((hit) => {
    const text = {
      title: held.title,
      body: held.text,
      tag: held.tags?.[hit.index ?? -1],
      source: held.source,
      author: held.author,
      lang: held.language,
      site: held.url,
      link: held.url,
    }[hit.field];
    return `${hit.field}: ${text?.slice(hit.start, hit.end)}${hit.via ? ` (${hit.via})` : ""}`;
  });
}

/** Reads the story of a case: `TITLE: … | BODY: …`, `URL: …`, `LANG: …`, or a plain text. */
function storyOf(text: string): MatchableStory {
  const names = { TITLE: "title", BODY: "text", URL: "url", LANG: "language" } as const;
  const parts = text.split(" | ").map((part) => {
    const [, name, rest = ""] = /^(TITLE|BODY|URL|LANG): (.*)$/.exec(part) ?? [];
    return name ? { [names[name as keyof typeof names]]: rest } : { text: part };
  });
  return Object.assign(story({}), ...parts);
}

describe("the cases", () => {
  it.each(CASES)("$keyword | $text: $why", ({ keyword, text, match }) => {
    const parsed = parseQuery(keyword);
    expect(parsed.ok).toBe(match !== null);
    if (parsed.ok) expect(evaluate(parsed.query, storyOf(text)) !== undefined).toBe(match);
  });

  it("are all there", () => {
    expect(CASES).toHaveLength(82);
  });
});

describe("evaluate", () => {
  it.each([
    ["covid19", "COVID-19 cases rise"],
    ["GPT-5", "GPT5 is out"],
    ["McDonalds", "McDonald's grows"],
    ["McDonald's", "McDonald grows"],
    ["tax", "new taxes"],
    ["hero", "heroes and villains"],
    ["Sora", "Soras"],
    ["1000", "1\u202f000 jobs"],
    ["Disney", "Disney+ grows"],
    ["US", "US's plan and U.S. stocks"],
    ["u.s.", "U.S. stocks"],
    ["R&D", "R & D"],
    ['"rock & roll"', "rock and roll"],
    ['"research and development"', "R is for research & development"],
    ['"St Mary"', "in St. Mary’s church"],
    ["link", "linking … link!"],
    ["AI", "the A.I.'s answer"],
    ["OpenAI", "#OpenAI"],
    ["سلام", "السلام"],
    ["دار", "دار"],
    ["שלום", "השלום"],
    ["שלום", "שלום"],
    ["삼성*", "삼성전자"],
    ["京*", "東京都"],
    ["open-ai*", "open aids"],
    ["東京-タ*", "東京 タワー"],
    ['"openai 発表"', "OpenAI 発表した"],
    ['"東京 大阪"', "東京大阪"],
    ['"新東京 大阪"', "最新東京 大阪府"],
    ["-x sora", "sora"],
    ["#ClimateStrike", "#climatestrike"],
    ["👍", "well done 👍🏽"],
    ["co-founder", "three cofounders"],
    ["company-city", "company-cities"],
    ["XBox", "an X Box"],
    ['"super ap*"', "super apps"],
    ["/model [3y]/", "Model Y"],
    ["/ﬁne/", "fine"],
    ["/fine/", "ﬁne"],
    ["/kelvin/", "\u212aelvin"],
    ["tesla ~2 /recall(s|ed)?/", "Tesla has recalled"],
  ])("%s matches %s", (typed, text) => {
    expect(matches(typed, text)).toBe(true);
  });

  it.each([
    ["us", "it uses"],
    ["it", "its plan"],
    ["c", "C# tips"],
    ["Disney+", "Disney grows"],
    ["C+", "C++"],
    ["u.s.", "join us"],
    ["PIE", "Pier"],
    ['"spud"', "Spuds"],
    ["iPhone", "should I phone"],
    ["A4", "a 4 per cent rise"],
    ["F1", "F 1"],
    ["PlanA", "plan a trip"],
    ['"co founder"', "co founders"],
    ["AT&T", "AT&Ts"],
    ["node.js", "node.jss"],
    ['"super ap*"', "super big apps"],
    ["/model [3y]/", "Model S"],
    ["/Model/c", "model"],
    ["/cafe/", "café"],
    ["tesla ~2 /recall(s|ed)?/", "Tesla has not yet recalled"],
    ["12:30", "1230"],
    ["AT&T", "at and t"],
    ["node.js", "node js"],
    ['"东京 大阪"', "东京的 大阪"],
    ['"東京 大阪"', "東京 新大阪"],
    ["#climate", "climate"],
    ["#strike", "#ClimateStrike"],
    ["שלום", "אשלום"],
    ["openai ~2 lawsuit", "OpenAI. A lawsuit"],
    ["openai ~2 lawsuit", "OpenAI faces another copyright lawsuit"],
    ["openai ~2 openai", "OpenAI"],
    ['="OpenAI"', "OpenAIs and XOpenAI"],
    ['="GPT-5"', "GPT-5.5"],
    ['="5"', "GPT-5.5"],
    ['="C"', "C++ and C#"],
    ['="café"', "Cafe"],
    ['="™"', "OpenAI™"],
    ["Sora openai", "Sora"],
    ["OpenAI", "see https://openai.com/x"],
  ])("%s does not match %s", (typed, text) => {
    const parsed = parseQuery(typed);
    expect(parsed.ok && evaluate(parsed.query, story({ text })) !== undefined).toBe(false);
  });

  it.each([
    [
      "OpenAI",
      { title: "OpenAI’s Open AI", text: "openai, OpenAIs. OPENAI" },
      [
        "title: OpenAI’s (possessive)",
        "title: Open AI (camel)",
        "body: openai",
        "body: OpenAIs (plural)",
        "body: OPENAI",
      ],
    ],
    ["Open AI", { text: "OpenAI" }, ["body: OpenAI (joined)", "body: OpenAI (joined)"]],
    ["a.i.", { text: "AI" }, ["body: AI (acronym)"]],
    ["climate", { text: "#climate #ClimateStrike" }, ["body: climate", "body: Climate (hashtag)"]],
    [
      "#climate $x C++",
      { text: "#climate $X C++'s" },
      ["body: #climate", "body: $X", "body: C++'s (possessive)"],
    ],
    ["京都", { text: "東京都と京都、京都" }, ["body: 京都", "body: 京都", "body: 京都"]],
    ['"新東京 大阪"', { text: "最新東京 大阪府" }, ["body: 新東京 大阪"]],
    ["バス", { text: "ﾊﾞｽの" }, ["body: ﾊﾞｽ"]],
    ["openai", { title: "😀 ＯｐｅｎＡＩ！" }, ["title: ＯｐｅｎＡＩ"]],
    ["openai", { text: "Open\u00adAI" }, ["body: Open\u00adAI"]],
    ["AT&T", { text: "AT&amp;T cuts" }, ["body: AT&amp;T"]],
    ['="Open AI"', { text: "Open AI, open AI, Open AI" }, ["body: Open AI", "body: Open AI"]],
    ['="$TSLA" ="苹果"', { text: "buy $TSLA in 苹果公司" }, ["body: $TSLA", "body: 苹果"]],
    ["sora, veo", { tags: ["Veo", "x sora"] }, ["tag: sora", "tag: Veo"]],
    ["tag:veo", { title: "veo", tags: ["x", "Veo"] }, ["tag: Veo"]],
    ["source:verge author:ada", { source: "The Verge", author: "Ada B" }, ["source: Verge", "author: Ada"]],
    [
      "site:techcrunch.com",
      { url: "https://me@www.news.TechCrunch.com:8080/a" },
      ["site: news.TechCrunch.com"],
    ],
    ["site:münchen.de", { url: "http://xn--mnchen-3ya.de/" }, ["site: xn--mnchen-3ya.de"]],
    ["link:openai", { url: "https://x.com/openai-sora" }, ["link: openai"]],
    ["lang:en", { language: "en_GB" }, ["lang: en_GB"]],
    [
      "openai ~3 lawsuit",
      { title: "A lawsuit, by OpenAI", text: "openai" },
      ["title: OpenAI", "title: lawsuit"],
    ],
    ['="OpenAI" ~2 lawsuit', { text: "OpenAI’s lawsuit" }, ["body: OpenAI", "body: lawsuit"]],
    ['="Open AI" ~1 lawsuit', { text: "Open AI lawsuit" }, ["body: Open AI", "body: lawsuit"]],
    ["sora -game", { text: "sora" }, ["body: sora"]],
    ["co-founder", { text: "co-founders, co founder" }, ["body: co-founders (plural)", "body: co founder"]],
    [
      "/v\\d+/",
      { title: "😀 Ｖ1.2 v3", text: "AT&amp;T v4", tags: ["v5"] },
      ["title: Ｖ1", "title: v3", "body: v4", "tag: v5"],
    ],
    ["link:/open|sora/", { url: "https://x.com/openai?sora" }, ["link: open", "link: sora"]],
    [
      "source:/the +v/ author:/^ada/",
      { source: "The Verge", author: "Ada B" },
      ["source: The V", "author: Ada"],
    ],
    ["veo ~1 /so.a/", { text: "sora veo, sora" }, ["body: veo", "body: sora", "body: sora"]],
  ])("%s is found in the right places of %j", (typed, parts, expected) => {
    expect(slices(typed, parts)).toEqual(expected);
  });

  it.each([
    ["title:sora", { text: "sora" }],
    ["body:sora", { title: "sora" }],
    ["title:/so.a/", { text: "sora" }],
    ["/example/", { text: "https://example.com", url: "https://example.com" }],
    ["source:verge", { text: "verge" }],
    ["author:ada", {}],
    ["site:x.com", { url: "not a URL" }],
    ["site:x.com", { url: "" }],
    ["lang:en", {}],
    ["lang:en-GB", { language: "en" }],
    ["title:(sora ~1 game)", { text: "sora game" }],
    ["site:(x.com ~1 y.com)", { url: "https://x.com" }],
    ["openai", { url: "https://openai.com", source: "OpenAI", author: "OpenAI" }],
  ])("%s is not found in %j", (typed, parts) => {
    expect(evaluate(query(typed), story(parts))).toBeUndefined();
  });

  it("names the term as it was typed", () => {
    const hits = evaluate(query('title:sora "super  app"'), story({ title: "Sora is a super-app" }));
    expect(hits?.map(({ term }) => term)).toEqual(["sora", '"super app"']);
  });

  it("finds an exact symbol between and after words", () => {
    const percent: Query = { kind: "exact", text: "%" };
    expect(evaluate(percent, story({ text: "5 % of 6 %" }))?.map(({ start }) => start)).toEqual([2, 9]);
  });

  it("matches with no hits where only something absent was asked for", () => {
    expect(evaluate({ kind: "not", query: { kind: "word", text: "x" } }, story({}))).toEqual([]);
  });

  it.each<[Query]>([
    [{ kind: "word", text: "" }],
    [{ kind: "word", text: "…" }],
    [{ kind: "exact", text: "" }],
    [{ kind: "regex", pattern: ".", caseSensitive: false }],
    [{ kind: "regex", pattern: "(", caseSensitive: false }],
    [{ kind: "field", field: "lang", query: { kind: "regex", pattern: "en", caseSensitive: false } }],
    [{ kind: "near", left: { kind: "or", queries: [] }, right: { kind: "word", text: "a" }, distance: 3 }],
    [{ kind: "or", queries: [] }],
    [{ kind: "field", field: "site", query: { kind: "word", text: "…" } }],
  ])("does not match and does not throw for %j", (odd) => {
    expect(evaluate(odd, story({ title: "a", text: "b", url: "https://x.com" }))).toBeUndefined();
  });

  it("keeps every hit inside the story, whatever is typed and told", () => {
    fc.assert(
      fc.property(typed, stories, (text, held) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        for (const { field, index, start, end } of evaluate(parsed.query, held) ?? []) {
          const places = {
            title: held.title,
            body: held.text,
            tag: held.tags?.[index ?? -1],
            source: held.source,
          };
          const attributes = { author: held.author, lang: held.language, site: held.url, link: held.url };
          const whole = { ...places, ...attributes }[field] ?? "";
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(whole.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never matches both a query and its opposite", () => {
    fc.assert(
      fc.property(typed, stories, (text, held) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        const opposite: Query = { kind: "not", query: parsed.query };
        const both: Query = { kind: "and", queries: [parsed.query, opposite] };
        expect(evaluate(both, held)).toBeUndefined();
        expect(evaluate(opposite, held) === undefined).toBe(evaluate(parsed.query, held) !== undefined);
      }),
      { numRuns: 500 },
    );
  });

  it("does not care for case and accents of the text", () => {
    const words = fc.constantFrom("openai", "café", "müller", "αθήνα", "ёлка", "super app", "company");
    fc.assert(
      fc.property(words, fc.array(words), words, (wanted, before, after) => {
        const text = [...before, wanted, after].join(" ");
        const bare = text.normalize("NFD").replaceAll(/\p{M}/gu, "");
        const asked = query(`"${wanted}"`);
        for (const written of [text, text.toUpperCase(), text.normalize("NFD"), bare]) {
          expect(evaluate(asked, story({ text: written }))).toBeDefined();
        }
      }),
    );
  });

  it("holds long odd texts against near and exact terms without stalling", () => {
    const text = "a ".repeat(50_000);
    expect(evaluate(query("a ~100 b"), story({ text }))).toBeUndefined();
    expect(evaluate(query('a ~100 ="a"'), story({ text }))).toHaveLength(100_000);
  });
});

describe("explain", () => {
  const why = (typed: string, text: string) => {
    const { because, missing, excludedBy, matched } = explain(query(typed), story({ text }));
    return { matched, because: because.map(({ term }) => term), missing, excludedBy: excludedBy?.term };
  };

  it.each([
    ["sora", "Sora", true, ["sora"], [], undefined],
    ["sora veo", "Sora", false, ["sora"], ["veo"], undefined],
    ["sora OR veo", "Sora", true, ["sora"], [], undefined],
    ["sora, veo", "nothing", false, [], ["sora OR veo"], undefined],
    ["apple -pie", "Apple pie", false, ["apple"], [], "pie"],
    ["(apple -pie), sora", "Apple pie", false, ["apple"], [], "pie"],
    ["title:sora", "Sora", false, [], ["title:sora"], undefined],
    ["sora site:x.com", "Sora", false, ["sora"], ["site:x.com"], undefined],
    ["sora ~2 veo", "Sora", false, [], ["sora ~2 veo"], undefined],
    ["sora -(-veo -x)", "Sora", false, ["sora"], ["-(-veo -x)"], undefined],
    ["sora /ve.+/", "Sora", false, ["sora"], ["/ve.+/"], undefined],
    ["title:/so.a/", "Sora", false, [], ["title:/so.a/"], undefined],
    ["sora -/ve.+/c", "Sora, veo", false, ["sora"], [], "/ve.+/c"],
    ["sora -(veo game)", "Sora: Veo game", false, ["sora"], [], "veo"],
    ['sora "super ap*"', "Super sora", false, ["sora"], ['"super ap*"'], undefined],
  ])(
    "says of %s and %s what is there and what is not",
    (typed, text, matched, because, missing, excludedBy) => {
      expect(why(typed, text)).toEqual({ matched, because, missing, excludedBy });
    },
  );

  it("agrees with evaluate and leaves no refusal unexplained", () => {
    fc.assert(
      fc.property(typed, stories, (text, held) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        const hits = evaluate(parsed.query, held);
        const { matched, because, missing, excludedBy } = explain(parsed.query, held);
        expect(matched).toBe(hits !== undefined);
        if (hits) expect(because).toEqual(hits);
        else expect(missing.length > 0 || excludedBy !== undefined).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
