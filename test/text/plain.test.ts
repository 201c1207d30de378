import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "../../src/text/plain.ts";
import { nasty } from "./nasty.ts";
import { referencePlain } from "./reference-plain.ts";

describe("plain", () => {
  it.each([
    ["full-width letters", "ＯｐｅｎＡＩ", "OpenAI"],
    ["mathematical letters", "𝐎penAI", "OpenAI"],
    ["a ligature", "ﬁne", "fine"],
    ["decomposed accents", "cafe\u0301", "café"],
    ["half-width kana with its voicing", "ﾊﾞｽ", "バス"],
    ["conjoining jamo", "\u1112\u1161\u11ab", "한"],
    ["soft hyphens and zero-width characters", "Open\u00adA\u200bI\ufeff", "OpenAI"],
    ["curly apostrophes", "OpenAI’s OpenAIʼs OpenAI´s", "OpenAI's OpenAI's OpenAI's"],
    ["ornaments, which are no letters", "OpenAI™ OpenAI® m²", "OpenAI  OpenAI  m "],
    [
      "entities of feeds that escape twice",
      "AT&amp;T &#65;&#x42; &nbsp;&quot;&apos;&lt;&gt;",
      "AT&T AB  \"'<>",
    ],
    ["an entity beyond Unicode", "&#9999999;", " "],
    ["an entity of an accent", "caf&#233;", "café"],
    ["an ampersand that begins no entity", "R&D; &foo;", "R&D; &foo;"],
    ["an ampersand with a mark", "&\u0301", "&\u0301"],
    ["a mark after an entity, which it does not join", "&#101;\u0301", "e\u0301"],
    ["spaces that group digits, which stay as they are", "1\u202f000", "1\u202f000"],
  ])("evens %s", (_, original, even) => {
    expect(plain(original).text).toBe(even);
  });

  it.each([
    ["Open\u00adAI x", 0, 6, "Open\u00adAI"],
    ["Open\u00adAI x", 7, 8, "x"],
    ["a\u00ad b", 0, 1, "a"],
    ["AT&amp;T cuts", 2, 3, "&amp;"],
    ["AT&amp;T cuts", 5, 9, "cuts"],
    ["𝐎penAI now", 0, 6, "𝐎penAI"],
    ["ﬁne", 1, 3, "ﬁn"],
    ["ﬁne", 0, 1, "ﬁ"],
    ["plain", 1, 3, "la"],
  ])("leads back into %j from %i to %i", (original, from, to, slice) => {
    const { start, end } = plain(original).span(from, to);
    expect(original.slice(start, end)).toBe(slice);
  });

  it("always leads back into bounds, and in order", () => {
    const ends = fc.tuple(fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), ends, (original, [a, b]) => {
        const even = plain(original);
        const [from, to] = [a % (even.text.length + 1), b % (even.text.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const { start, end } = even.span(from, to);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(original.length);
        if (from < to) expect(start).toBeLessThan(end);
      }),
    );
  });

  it("says what the reference says", () => {
    fc.assert(
      fc.property(nasty, fc.nat(), fc.nat(), (original, a, b) => {
        const [even, reference] = [plain(original), referencePlain(original)];
        expect(even.text).toBe(reference.text);
        const [from, to] = [a % (even.text.length + 1), b % (even.text.length + 1)];
        expect(even.span(from, to)).toEqual(reference.span(from, to));
      }),
      { numRuns: 500 },
    );
  });

  it("changes no letter a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (original) => {
        const once = plain(original.replaceAll("&", "")).text;
        expect(plain(once).text.normalize("NFKC")).toBe(once.normalize("NFKC"));
      }),
    );
  });
});
