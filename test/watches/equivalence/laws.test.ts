import { describe, expect, it } from "vitest";
import { evaluate, type Hit, type MatchableStory } from "../../../src/watches/evaluate.ts";
import { makeMatcher } from "../../../src/watches/matcher.ts";
import { parseQuery, type Query } from "../../../src/watches/query.ts";
import { expectOracle, story, typed, word } from "./expecting.ts";
import { sameHits } from "./oracle.ts";
import { roundOf } from "./rounds.ts";

function partOf({ field, index }: Hit, about: MatchableStory): string {
  const { title, text, tags, source, author, language, url } = about;
  const parts = {
    title,
    body: text,
    tag: tags?.[index ?? -1],
    source,
    author,
    lang: language,
    site: url,
    link: url,
  };
  return parts[field] ?? "";
}

/** All hits in the first stories of a round. */
function hitsIn(seed: number): readonly { hit: Hit; part: string }[] {
  const { asked, stories } = roundOf(seed);
  const matcher = makeMatcher();
  for (const [index, { query }] of asked.entries()) matcher.add(String(index), query);
  return stories
    .slice(0, 8)
    .flatMap((about) =>
      matcher
        .match(about)
        .flatMap(({ because }) => because.map((hit) => ({ hit, part: partOf(hit, about) }))),
    );
}

describe("the hits of a match", () => {
  it("are stretches of the story that satisfy their terms by themselves", () => {
    const told = new Map<string, { term: string; text: string }>();
    for (const { hit, part } of [1, 2, 5].flatMap(hitsIn)) {
      const { term, via, field, start, end } = hit;
      expect(0 <= start && start < end && end <= part.length).toBe(true);
      // Of two words that were found as one, each is named with the whole; regular expressions look around them.
      if (via === "joined" || field === "site" || field === "lang" || term.startsWith("/")) continue;
      told.set(`${term}\n${part.slice(start, end)}`, { term, text: part.slice(start, end) });
    }
    for (const { term, text } of told.values()) {
      const parsed = parseQuery(term);
      const isMet = parsed.ok && evaluate(parsed.query, story({ text })) !== undefined;
      if (parsed.ok) expect({ term, text, isMet }).toEqual({ term, text, isMet: true });
    }
    expect(told.size).toBeGreaterThan(75);
  });
});

describe("a match", () => {
  it("does not depend on the stories before it", () => {
    const { asked, stories } = roundOf(3);
    const [calm, worn] = [makeMatcher(), makeMatcher()];
    const half = asked.length / 2;
    const add = (matcher: typeof calm, from: number, to: number) => {
      for (const [index, { query }] of asked.slice(from, to).entries())
        matcher.add(String(from + index), query);
    };
    add(calm, 0, asked.length);
    add(worn, 0, half);
    // What is rare in other news is common in these, and the other way round.
    for (const about of [...stories, ...stories]) worn.match(about);
    add(worn, half, asked.length);
    for (const about of stories) {
      const [some, others] = [worn.match(about), calm.match(about)];
      expect(some.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
      for (const [index, { because }] of some.entries()) {
        expect(sameHits(because, others[index]?.because ?? [])).toBe(true);
      }
    }
  });

  it("means the same after thousands of stories", () => {
    const matcher = makeMatcher();
    const queries = ["the sora", "sora OR spud", "sora -game", '"the spud"', "title:sora"].map(typed);
    matcher.add("early", typed("the sora game"));
    for (let turn = 0; turn < 2_100; turn += 1) matcher.match(story({ title: turn % 2 ? "the" : "sora" }));
    for (const [index, query] of queries.entries()) matcher.add(String(index), query);
    for (const text of ["the sora", "the spud", "sora game", "the sora game"]) {
      const ids = [...expectOracle(queries, story({ text }))].map(String);
      if (text === "the sora game") ids.unshift("early");
      expect(matcher.match(story({ text })).map(({ id }) => id)).toEqual(ids);
    }
  });

  it("leaves query and story as they are", () => {
    const about = Object.freeze(story({ title: "Sora", tags: Object.freeze(["a game"]) }));
    const query = Object.freeze({
      kind: "and",
      queries: Object.freeze([word("sora"), word("game")].map(Object.freeze)),
    });
    expect(expectOracle([query as Query], about)).toEqual([0]);
  });

  it("gives the same reasons however often one asks", () => {
    const matcher = makeMatcher();
    matcher.add("a", word("sora"));
    const [match] = matcher.match(story({ title: "Sora" }));
    expect(match?.because).toEqual(match?.because);
    expect({ ...match }).toEqual({ id: "a", because: [{ term: "sora", field: "title", start: 0, end: 4 }] });
  });
});

describe("equal queries", () => {
  it("each have their own ids, and go one by one", () => {
    const matcher = makeMatcher();
    for (let id = 0; id < 300; id += 1) matcher.add(String(id), typed("sora OR veo"));
    for (let id = 0; id < 300; id += 1) if (id % 3 !== 0) matcher.remove(String(id));
    expect(matcher.size).toBe(100);
    const ids = () => matcher.match(story({ text: "Veo" })).map(({ id }) => id);
    expect(ids()).toEqual(Array.from({ length: 100 }, (_, index) => String(3 * index)));
    for (let id = 0; id < 299; id += 1) matcher.remove(String(id));
    expect(ids()).toEqual([]);
    matcher.add("last", typed("veo OR sora"));
    expect(ids()).toEqual(["last"]);
  });

  it("are not those that only look alike in print", () => {
    const [open, ai] = [word("open"), word("ai")];
    const alike: readonly Query[] = [
      { kind: "and", queries: [open, ai] },
      word("open ai"),
      { kind: "or", queries: [open, ai] },
      word("open OR ai"),
      { kind: "phrase", text: "open" },
      word('"open"'),
      { kind: "field", field: "title", query: open },
      word("title:open"),
      { kind: "not", query: open },
      word("-open"),
      { kind: "prefix", text: "op" },
      word("op*"),
      { kind: "near", left: open, right: ai, distance: 1 },
      word("open ~1 ai"),
      { kind: "exact", text: "open" },
      word('="open"'),
      { kind: "and", queries: [{ kind: "and", queries: [open, word("the")] }, ai] },
      { kind: "and", queries: [open, word("the"), ai] },
    ];
    for (const title of [
      "OpenAI",
      "open ai",
      "ai is open",
      "or open",
      "op",
      "title open",
      "nothing",
      "open the ai",
    ]) {
      expectOracle(alike, story({ title }));
      expectOracle([...alike].reverse(), story({ title, text: title }));
    }
  });
});

describe("odd queries", () => {
  const NONE: readonly Query[] = [
    { kind: "and", queries: [] },
    { kind: "or", queries: [] },
    { kind: "not", query: { kind: "or", queries: [] } },
    { kind: "not", query: { kind: "and", queries: [] } },
    { kind: "or", queries: [{ kind: "and", queries: [] }, word("sora")] },
    { kind: "and", queries: [{ kind: "or", queries: [] }, word("sora")] },
    {
      kind: "and",
      queries: [
        { kind: "not", query: word("sora") },
        { kind: "not", query: word("game") },
      ],
    },
    { kind: "field", field: "title", query: { kind: "not", query: word("sora") } },
    { kind: "field", field: "tag", query: { kind: "field", field: "body", query: word("sora") } },
    { kind: "not", query: { kind: "not", query: word("sora") } },
    { kind: "near", left: word("sora"), right: { kind: "not", query: word("game") }, distance: 5 },
    { kind: "near", left: word("sora"), right: word("game"), distance: 0 },
    {
      kind: "near",
      left: { kind: "regex", pattern: "so", caseSensitive: false },
      right: word("game"),
      distance: 3,
    },
    { kind: "regex", pattern: "", caseSensitive: false },
    { kind: "regex", pattern: "(", caseSensitive: true },
    { kind: "field", field: "lang", query: word("苹果~") },
    {
      kind: "and",
      queries: [word("苹果"), { kind: "not", query: { kind: "field", field: "lang", query: word("苹果~") } }],
    },
    ...["", "…", " ", "-", "*", "&", "#", "\n", "ـ", "\ud83d", "\u0301", "\u00ad", "a"].flatMap(
      (text): Query[] => [
        { kind: "word", text },
        { kind: "phrase", text },
        { kind: "prefix", text },
        { kind: "exact", text },
        { kind: "not", query: { kind: "word", text } },
        { kind: "field", field: "site", query: { kind: "word", text } },
        { kind: "field", field: "lang", query: { kind: "word", text } },
        { kind: "field", field: "author", query: { kind: "word", text } },
      ],
    ),
  ];

  it.each<[string, Partial<MatchableStory>]>([
    ["nothing at all", {}],
    ["one word", { title: "sora", text: "苹果公司", language: "苹果~" }],
    ["tags alone", { tags: ["", "sora", "game"] }],
    ["lone surrogates", { title: "\ud83d sora \udc00", text: "a\ud83d-\udc00game 🚀\ud83d" }],
    ["signs", { title: "& # * - … ـ", text: "a & b\n\n\u0301 \u00ad" }],
    [
      "everything",
      { title: "a sora game", text: "sora", source: "a", author: "a", language: "a", url: "http://a" },
    ],
  ])("mean the same of a story with %s", (_, parts) => {
    expectOracle(NONE, story(parts));
  });
});
