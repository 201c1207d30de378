import { describe, expect, it } from "vitest";
import { alignRows } from "../../../src/platforms/terminal/rows.ts";

function aligned(rows: readonly (readonly string[])[], width: number): readonly (readonly string[])[] {
  const spans = rows.map((row) => row.map((text) => [{ text, codes: "" }]));
  return alignRows(spans, width).map((lines) => lines.map((line) => line.map((span) => span.text).join("")));
}

describe("alignRows", () => {
  it("aligns by cells, not by characters", () => {
    expect(
      aligned(
        [
          ["東京", "2"],
          ["Rome", "3"],
          ["e\u0301", "4"],
        ],
        40,
      ),
    ).toEqual([["東京  2"], ["Rome  3"], ["e\u0301     4"]]);
  });

  it("lets the widest column give way", () => {
    expect(aligned([["Example", "has published nothing for nine days"]], 28)).toEqual([
      ["Example  has published", "         nothing for nine", "         days"],
    ]);
  });

  it("lets the cells run on where columns would be too narrow", () => {
    const row = ["a watched query", "five a day", "twelve minutes ago", "by the editor"];
    expect(aligned([row], 30)).toEqual([
      ["a watched query · five a day", "  · twelve minutes ago · by", "  the editor"],
    ]);
  });

  it("gives a row of one cell the whole width, and takes rows of unequal length", () => {
    expect(aligned([["a sentence about it all"], ["a", "", "c"], ["b", "bb"], []], 30)).toEqual([
      ["a sentence about it all"],
      ["a      c"],
      ["b  bb"],
      [""],
    ]);
  });
});
