import { describe, expect, it } from "vitest";
import { parseQuery, printQuery, type Query } from "../../src/watches/query.ts";
import { leavingOut, widenings } from "../../src/watches/widening.ts";

function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}

const KNOWN = ["OpenAI", "Sora", "lawsuit", "Café", "superconductivity"];
const texts = (text: string, known: readonly string[] = KNOWN) =>
  widenings(query(text), known).map(printQuery);

describe("what is near to a query", () => {
  it.each<[string, readonly string[]]>([
    ["opneai", ["OpenAI"]],
    ["opneai soar", ["OpenAI Sora", "opneai", "soar"]],
    ["opneai OR veo", ["OpenAI OR veo"]],
    ["opneai -gmae", ["OpenAI -gmae", "opneai"]],
    ["title:opneai", ["title:OpenAI", "opneai"]],
    ["opneai ~3 soar", ["OpenAI ~3 Sora", "opneai soar"]],
    ['"opneai soar"', ['"OpenAI Sora"', "opneai soar"]],
    ["cafe", []],
    ["sora", []],
    ["zebra", []],
    ["superconductvty", ["superconductivity"]],
    ["site:opneai.com", []],
    ["lang:soar", []],
    ["opneai*", []],
  ])("mends slips of the finger: %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it.each([
    ["what about zebra", ["zebra", "what zebra", "about zebra"]],
    ["Zebra in Oslo", ["Zebra Oslo", "Zebra in", "in Oslo", "Zebra", "Oslo"]],
    ["the who", []],
    ["what -zebra about", []],
  ])("leaves out what names nothing, and never leaves only that: %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it("keeps of a long one the names", () => {
    expect(texts("Zebra eats green Grass daily -Tea").slice(0, 1)).toEqual(["Zebra Grass -Tea"]);
    expect(texts("zebra eat green grass").slice(0, 1)).toEqual(["zebra eat green"]);
    expect(texts("The zebra eats green Grass").slice(0, 2)).toEqual(["zebra eats green Grass", "Grass"]);
    expect(texts('zebra eats green "red grass"').slice(0, 1)).toEqual(['"red grass"']);
  });

  it.each([
    ["zebras", ["zebra"]],
    ["companies", ["company"]],
    ["boxes", ["box"]],
    ["glass", []],
    ["gas", []],
    ["news", []],
  ])("takes the singular for %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it.each([
    ['"zebra crossing" street', ["zebra crossing street", '"zebra crossing"', "street"]],
    ['"zebra crossing" OR street', ["(zebra crossing) OR street"]],
    ['="C++ zebra"', ["C++ zebra"]],
    ["zebra ~5 crossing", ["zebra crossing"]],
    ["body:zebra", ["zebra"]],
    ["tag:zebra", ["zebra"]],
    ["source:zebra", []],
  ])("takes as loose words what is bound: %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it("leaves out one part, the last first, also what must not be there, and then takes each alone", () => {
    expect(texts("zebra lion -tea")).toEqual(["zebra lion", "zebra -tea", "lion -tea", "zebra", "lion"]);
    expect(texts("a1 b2 c3 d4 e5 f6 g7 h8 i9")).toHaveLength(10);
  });

  it.each([
    ["sora but not game", ["sora -game"]],
    ["sora without the game", ["sora -game"]],
    ["soar except video game -film", ["soar -(video game) -film", "Sora -(video game) -film"]],
    ["not apple", []],
    ["but not apple", []],
    ["sora not", ["sora"]],
  ])("takes what is left out in words for that: %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it("leaves out nothing where nobody says so", () => {
    expect([leavingOut(query("sora game")), leavingOut(query("not"))]).toEqual([undefined, undefined]);
  });

  it("reads any tree", () => {
    const blank: Query = { kind: "word", text: "…" };
    expect(widenings({ kind: "and", queries: [blank, query("zebra")] }, KNOWN).map(printQuery)).toEqual([
      "…",
      "zebra",
    ]);
  });
});
