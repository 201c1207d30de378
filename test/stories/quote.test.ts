import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quote, quoted } from "../../src/stories/quote.ts";
import { boundaryBefore } from "../../src/text/graphemes.ts";
import { PAGE, places, RIVALS, SORA } from "./golden.ts";

describe("quote", () => {
  it.each([
    ["Sora", SORA],
    ["Anthropic", RIVALS],
    ["Codex", RIVALS],
  ])("shows %s of the golden page in its sentence", (word, sentence) => {
    expect(quote(PAGE, places(PAGE, word), 280)).toBe(sentence);
  });

  it("cuts a long sentence at clauses around the word", () => {
    const shown = quote(PAGE, places(PAGE, "Sora"), 120);
    expect(shown).toBe(
      "… namely the decision to close its best known tool for making moving pictures, Sora.",
    );
  });

  it.each<[string, string, string, number, string]>([
    ["both clauses around", "One thing, then a Sora thing, then more.", "Sora", 24, "… then a Sora thing…"],
    [
      "words where clauses are too long",
      "one two three four Sora five six seven eight",
      "Sora",
      27,
      "… four Sora five six…",
    ],
    [
      "words that just fit",
      "one two three four Sora five six seven eight",
      "Sora",
      29,
      "… three four Sora five six…",
    ],
    ["words at the start", "Sora one two three four five six", "Sora", 18, "Sora one two…"],
    ["words at the end", "one two three four five six Sora", "Sora", 18, "… five six Sora"],
    ["no words at all", "abcdefghijSoraklmnopqrst", "Sora", 13, "… hijSoraklm…"],
    ["a word longer than the room", "one abcdefghijklmnopqrst two", "abcdefghijklmnopqrst", 10, "… abcdefg…"],
    ["no room", "one Sora two", "Sora", 1, "…"],
    ["no room at all", "one Sora two", "Sora", 0, ""],
  ])("%s", (_, text, word, limit, expected) => {
    expect(quote(text, places(text, word), limit)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ["more watched words", "A Sora came. A Sora and a Sora left.", "A Sora and a Sora left."],
    ["a sentence that fits", `A Sora ${"very ".repeat(60)}long. A Sora left.`, "A Sora left."],
    ["one that stands on its own", "It is Sora. A Sora left.", "A Sora left."],
    ["no furniture", "Photo: a Sora\nA Sora, and then it left.", "A Sora, and then it left."],
    ["the first of equals", "A Sora came. A Sora left.", "A Sora came."],
    ["furniture where there is nothing else", "Photo: a Sora", "Photo: a Sora"],
  ])("prefers %s", (_, text, expected) => {
    expect(quote(text, places(text, "Sora"), 280)).toBe(expected);
  });

  it("cuts Chinese at its marks, and never begins with one", () => {
    const clause = "新模型的训练已经完成并将投入使用，";
    const text = `${clause.repeat(9)}动画部门将关闭；${clause.repeat(9)}完。`;
    expect(quote(text, places(text, "动画"), 40)).toBe("… 新模型的训练已经完成并将投入使用，动画部门将关闭…");
    const whole = `${"新模型的训练已经完成".repeat(9)}，”动画${"部门将关闭".repeat(9)}`;
    for (const limit of [12, 14, 16, 18, 20]) {
      expect(quote(whole, places(whole, "动画"), limit)).toMatch(/^… [^，”].*动画.*…$/);
    }
    expect(quote(whole, places(whole, "，”动画"), 8)).toMatch(/^… ，”动画/);
  });

  it("shows the sentences that a span lies across", () => {
    const text = "One end\nmeets the other. No more.";
    expect(quote(text, [{ start: 4, end: 13 }], 280)).toBe("One end meets the other.");
    expect(quote(text, [{ start: 7, end: 8 }], 280)).toBeUndefined();
  });

  it("finds a word far inside a text without sentences", () => {
    const text = `${"word ".repeat(20_000)}Sora ${"word ".repeat(20_000)}`;
    const shown = quote(text, places(text, "Sora"), 60);
    expect(shown).toMatch(/^… (?:word )+Sora(?: word)+…$/);
    expect(shown?.length).toBeLessThanOrEqual(60);
  });

  it("is undefined where no span lies in the text", () => {
    expect(quote("Sora", [], 280)).toBeUndefined();
    expect(
      quote(
        "Sora",
        [
          { start: -1, end: 2 },
          { start: 2, end: 2 },
          { start: 2, end: 5 },
        ],
        280,
      ),
    ).toBeUndefined();
  });

  it("keeps to the limit, shows the word, and splits no character", () => {
    const piece = fc.constantFrom(
      "the ",
      "Lab",
      ", ",
      ". ",
      "\n",
      "U.S. ",
      "👩🏽‍🚀",
      "e\u0301",
      "新しい",
      "，",
      "」",
      " ",
      "long".repeat(20),
    );
    const text = fc.array(piece, { maxLength: 60 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 20, max: 300 }), (before, after, limit) => {
        const source = `${before} Sora${after}`;
        const span = { start: before.length + 1, end: before.length + 5 };
        const shown = quoted(source, [span], limit);
        if (!shown) throw new Error("nothing was quoted");
        expect(shown.text).toContain("Sora");
        expect(shown.from).toEqual(expect.arrayContaining([span.start, span.end - 1]));
        expect(shown.text.length).toBeLessThanOrEqual(limit);
        const ours = shown.from.flatMap((at, index) => (at === -1 ? [shown.text.charAt(index)] : []));
        expect("… …").toContain(ours.join(""));
        if (shown.text.startsWith("… ")) expect(shown.text).not.toMatch(/^… [\s,.，」]/);
        shown.from.forEach((at, index) => {
          if (at !== -1) expect(source.charAt(at).replace(/\s/, " ")).toBe(shown.text.charAt(index));
        });
        const first = shown.from.findIndex((at) => at !== -1);
        const end = shown.from.findLastIndex((at) => at !== -1) + 1;
        for (const at of [first, end]) expect(boundaryBefore(shown.text, at)).toBe(at);
      }),
    );
  });

  it("takes any text and any spans", () => {
    const span = fc.record({
      start: fc.integer({ min: -3, max: 90 }),
      end: fc.integer({ min: -3, max: 90 }),
    });
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.array(span),
        fc.nat({ max: 60 }),
        (text, spans, limit) => {
          expect((quote(text, spans, limit) ?? "").length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});
