import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "../../../src/platforms/terminal/plain.ts";
import { cellsOf, lineCells, wrap } from "../../../src/platforms/terminal/wrap.ts";
import { nasty } from "./nasty.ts";

function wrapped(text: string, width: number): readonly string[] {
  return wrap([{ text, codes: "" }], width).map((line) => line.map((span) => span.text).join(""));
}

describe("wrap", () => {
  it.each([
    ["short words", "one two three four", 9, ["one two", "three", "four"]],
    ["a text that just fits", "one two", 7, ["one two"]],
    ["runs of blanks", "  one   two  ", 20, ["one two"]],
    ["line feeds", "one\n\ntwo", 20, ["one", "", "two"]],
    ["an empty text", "", 20, [""]],
    ["a long word", "a abcdefghij b", 4, ["a", "abcd", "efgh", "ij b"]],
    ["a long word of wide signs", "한국어한국", 5, ["한국", "어한", "국"]],
    [
      "a link longer than the line",
      "see https://a.example/long now",
      6,
      ["see", "https://a.example/long", "now"],
    ],
    ["a link in brackets", "(https://東京.example/東京)", 4, ["(https://東京.example/東京)"]],
    ["Japanese, between its signs", "東京は発表した", 6, ["東京は", "発表し", "た"]],
    ["a full stop, never first", "東京は。京都は。", 6, ["東京", "は。京", "都は。"]],
    ["an opening bracket, never last", "東京「新」", 6, ["東京", "「新」"]],
    ["a marked word and its asterisks", "東京*新* abc", 6, ["東", "京*新*", "abc"]],
    ["emoji of several code points", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4, ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]],
    ["letters with combining marks", "e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]],
    ["one letter with signs piled on it", "\u0C95\u0CBE\u0CBE\u0CBE", 2, ["\u0C95\u0CBE", "\u0CBE\u0CBE"]],
    ["a no-break blank", "a b\u00A0c", 3, ["a", "b\u00A0c"]],
    [
      "a no-break blank before a word",
      "in\u00A0less\u00A0than\u00A0a\u00A0minute",
      9,
      ["in\u00A0less", "than\u00A0a", "minute"],
    ],
    ["no-break blanks at both ends", "\u00A0abcd\u00A0", 4, ["abcd"]],
  ])("breaks %s", (_, text, width, lines) => expect(wrapped(text, width)).toEqual(lines));

  it("keeps the look of every piece, also of a word in two looks", () => {
    const spans = [
      { text: "Open", codes: "1" },
      { text: "AI's new model", codes: "" },
    ];
    expect(wrap(spans, 12)).toEqual([
      [
        { text: "Open", codes: "1" },
        { text: "AI's new", codes: "" },
      ],
      [{ text: "model", codes: "" }],
    ]);
  });

  it("is never wider than asked and loses nothing but blanks", () => {
    fc.assert(
      fc.property(nasty, nasty, fc.integer({ min: 2, max: 50 }), (one, two, width) => {
        const spans = [
          { text: plain(one), codes: "1" },
          { text: plain(two), codes: "" },
        ];
        const lines = wrap(spans, width);
        for (const line of lines) expect(lineCells(line)).toBeLessThanOrEqual(width);
        const text = lines.map((line) => line.map((span) => span.text).join("")).join("\n");
        const bare = (given: string) => given.replaceAll(/[ \n\u00A0]/g, "");
        expect(bare(text)).toBe(bare(spans.map((span) => span.text).join("")));
      }),
    );
  });

  it("takes very long texts and links", () => {
    const link = `https://a.example/${"x".repeat(200_000)}`;
    expect(wrapped(link, 80)).toEqual([link]);
    const lines = wrapped("word ".repeat(40_000), 80);
    expect(lines).toHaveLength(2_500);
    expect(cellsOf(lines[0] ?? "")).toBe(79);
  });
});
