import { describe, expect, it } from "vitest";
import { makeMatcher } from "../../../src/watches/matcher.ts";
import type { Query } from "../../../src/watches/query.ts";
import { expectOracle, story, typed, word } from "./expecting.ts";

describe("long queries", () => {
  it("mean the same: a phrase of many words, a list of many terms, a word of many letters", () => {
    const many = Array.from({ length: 520 }, (_, index) => `w${index}`);
    const long = "x".repeat(2_000);
    const queries: readonly Query[] = [
      { kind: "phrase", text: many.join(" ") },
      { kind: "phrase", text: many.slice(1).join(" ") },
      { kind: "phrase", text: many.toReversed().join(" ") },
      { kind: "or", queries: Array.from({ length: 2_600 }, (_, index) => word(`w${510 + index}`)) },
      { kind: "and", queries: many.slice(1, 300).map((text) => ({ kind: "phrase", text })) },
      word(long),
      { kind: "prefix", text: long.slice(1) },
      { kind: "prefix", text: `${long.slice(1)}y` },
    ];
    expect(expectOracle(queries, story({ title: `${many.slice(1).join(" ")} ${long}` }))).toEqual([
      1, 3, 4, 5, 6,
    ]);
  });
});

describe("long texts", () => {
  const queries = [
    '"sora game"',
    "sora -game",
    "last",
    "苹果",
    "sor*",
    "#tag",
    "lost",
    "title:sora",
    "sora last",
  ].map(typed);
  const fill = (text: string) => text.repeat(Math.ceil(100_000 / text.length));

  it.each([
    ["many words and hashtags", `${fill("a the #TagGame of ")} sora game last`],
    ["the same word ever again", `${fill("sora ")} last`],
    ["one word", fill("sora")],
    ["one run of letters", `${fill("苹公司")}苹果`],
    ["signs", `${fill("…&— ")} last`],
  ])("of 100 kB with %s mean the same", (_, text) => {
    expectOracle(queries, story({ title: "Sora", text }));
  });
});

describe("words that an index could take for one another", () => {
  it("are told apart where their hashes are the same", () => {
    // Known collisions of FNV-1a with 32 bits.
    const pairs = [
      ["costarring", "liquid"],
      ["declinate", "macallums"],
      ["altarage", "zinke"],
    ] as const;
    const queries = pairs.flat().flatMap((text): Query[] => [word(text), { kind: "prefix", text }]);
    for (const title of pairs.flat()) expect(expectOracle(queries, story({ title }))).toHaveLength(2);
    const matcher = makeMatcher();
    for (const [one, other] of pairs) {
      matcher.add(one, word(one));
      matcher.add(other, word(other));
      matcher.remove(one);
    }
    for (const [one, other] of pairs) {
      expect(matcher.match(story({ title: `${one} ${other}` })).map(({ id }) => id)).toEqual([other]);
    }
  });

  it("are told apart where there are many", () => {
    const matcher = makeMatcher();
    const name = (number: number) => `w${number.toString(36)}q`;
    const count = 8_300;
    for (let id = 0; id < count; id += 1) matcher.add(String(id), word(name(id)));
    for (let id = 0; id < count; id += 1) if (id % 5 !== 0) matcher.remove(String(id));
    for (let id = 0; id < count; id += 10)
      matcher.add(String(id), { kind: "phrase", text: `${name(id)} ${name(id + 1)}` });
    expect(matcher.size).toBe(count / 5);
    for (const id of [0, 5, 10, 4_443, 8_190, 8_295]) {
      const about = story({ text: `${name(id)}. ${name(id)} ${name(id + 1)} ${name(id + 5)}` });
      const wanted = [id, id + 5].filter(
        (one) => one % 5 === 0 && one < count && (one % 10 !== 0 || one === id),
      );
      expect(matcher.match(about).map((match) => Number(match.id))).toEqual(wanted);
    }
  });
});

describe("sites and languages", () => {
  const hosts =
    "x.com|news.x.com|com|X.COM|www.x.com|.x.com|10.0.0.1|0.0.1|1|localhost|münchen.de|xn--mnchen-3ya.de|x.com:80|a@x.com|x.com.".split(
      "|",
    );
  const languages = ["en", "en-GB", "EN_gb", "e", "en-", "", "-", "gb"];
  const attribute =
    (field: "site" | "lang") =>
    (text: string): Query => ({ kind: "field", field, query: word(text) });
  const queries = [...hosts.map(attribute("site")), ...languages.map(attribute("lang"))];

  it("cover what lies below them", () => {
    const urls = hosts.flatMap((host) => [`http://${host}/`, `https://www.${host}:8080/x.com`]);
    for (const [index, url] of [
      ...urls,
      "x.com",
      "",
      "mailto:a@x.com",
      "http://[::1]/",
      "//x.com",
    ].entries()) {
      const language = languages[index % languages.length] as string;
      expectOracle(queries, story({ url, language }));
    }
    expect(expectOracle(queries, story({ url: "https://news.x.com/a" })).length).toBeGreaterThan(2);
  });
});
