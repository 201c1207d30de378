import { describe, expect, it } from "vitest";
import { asPhrase, bestOf, isFlood, narrowings } from "../../src/watches/narrowing.ts";
import { parseQuery, printQuery, type Query } from "../../src/watches/query.ts";

function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}

const texts = (text: string, titles: readonly string[] = []) =>
  narrowings(query(text), titles).map((one) => printQuery(one.query));

/** A title as often as it is said. */
const often = (title: string, times: number) => Array.from({ length: times }, () => title);

describe("a query that may find less", () => {
  it.each([
    ["OpenAI", "title:OpenAI"],
    ['"super app"', 'title:"super app"'],
    ["Sora OR Veo", "title:(Sora OR Veo)"],
    ["open ai -game", "title:(open ai) -game"],
    ["Sora -(game OR film)", "title:Sora -(game OR film)"],
    ["OpenAI ~5 lawsuit", "title:(OpenAI ~5 lawsuit)"],
  ])("looks in the title alone: %s as %s", (text, titled) => {
    expect(texts(text)).toEqual([titled]);
  });

  it.each(["title:Sora", "Sora site:example.com", "Sora OR tag:film", "(Sora OR -lang:en) Veo"])(
    "names no field where one is named: %s",
    (text) => {
      expect(texts(text)).toEqual([]);
    },
  );

  it("has or leaves out what many of the titles have besides, the commonest first", () => {
    const titles = [
      ...often("OpenAI jobs in Oslo", 30),
      ...often("Robots by OpenAI: the jobs report", 20),
      ...often("OpenAI and the sea", 50),
    ];
    expect(texts("OpenAI -x", titles)).toEqual([
      "title:OpenAI -x",
      "OpenAI -x jobs",
      "OpenAI -x sea",
      "OpenAI -x Oslo",
      "OpenAI -x -jobs",
      "OpenAI -x -sea",
      "OpenAI -x -Oslo",
    ]);
  });

  it("names neither what the query names, nor what nearly all titles have, nor what few have", () => {
    const titles = [
      ...often("OpenAI lawsuits: open ai 24 C++ #tag @man $TSLA 中文 AI", 40),
      ...often("Common word", 60),
      "Seldom",
    ];
    expect(texts("OpenAI lawsuit Common ~5 word", titles)).toEqual(["title:(OpenAI lawsuit Common ~5 word)"]);
    expect(texts('"open ai" OR #lawsuits OR ="Common word"', titles)).toHaveLength(1);
    expect(texts("OpenAI lawsuit", often("Common OpenAI lawsuit", 9))).toEqual(["title:(OpenAI lawsuit)"]);
  });

  it("takes the words of a regular expression for its own", () => {
    const regex: Query = { kind: "regex", pattern: String.raw`robots?\d`, caseSensitive: false };
    const found = narrowings(regex, [...often("Robots again", 5), ...often("A sea", 5)]);
    expect(found.slice(1).map((one) => printQuery(one.query))).toEqual([
      String.raw`/robots?\d/ sea`,
      String.raw`/robots?\d/ -sea`,
    ]);
    const none: Query = { kind: "regex", pattern: String.raw`\.\.`, caseSensitive: false };
    expect(narrowings(none, [])).toHaveLength(1);
  });
});

describe("the best of those measured", () => {
  const one = (how: "title" | "with" | "without", matched: number) => ({ how, matched, reach: 7 });
  const all = { matched: 700, reach: 7 };

  it("are no flood and leave out the least, then those that come nearest to that", () => {
    const measured = [
      one("title", 200),
      one("with", 10),
      one("with", 140),
      one("without", 150),
      one("without", 141),
    ];
    expect(bestOf(measured, all).map(({ matched }) => matched)).toEqual([140, 10, 141, 150]);
  });

  it("are at most two of a kind, find something, find something else each, and help", () => {
    const measured = [
      ...[1, 2, 3, 3].map((matched) => one("with", matched)),
      one("without", 0),
      one("title", 631),
      one("without", 630),
    ];
    expect(bestOf(measured, all)).toEqual([one("with", 3), one("with", 2), one("without", 630)]);
  });

  it("begin where a flood ends", () => {
    expect([isFlood({ matched: 140, reach: 7 }), isFlood({ matched: 141, reach: 7 })]).toEqual([false, true]);
  });

  it("are judged by the days that there are stories of, and not below two hours", () => {
    expect([60, 1].map((hours) => isFlood({ matched: 60, reach: hours / 24 }))).toEqual([true, false]);
    expect(isFlood({ matched: 60, reach: 2 / 24 })).toBe(true);
  });
});

describe("a query as a phrase", () => {
  it.each([
    ["super app", '"super app"'],
    ["super app -game", '"super app" -game'],
    ["super app site:example.com", '"super app" site:example.com'],
    ["super", undefined],
    ["super -app", undefined],
    ["super OR app", undefined],
    ['super app "for all"', undefined],
  ])("%s: %s", (text, phrase) => {
    const found = asPhrase(query(text));
    expect(found && printQuery(found)).toBe(phrase);
  });
});
