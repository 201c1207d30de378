import { describe, expect, it } from "vitest";
import { counted, rate } from "../../src/commands/words.ts";

describe("rate", () => {
  it.each([
    [37, 7, "about 5 a day"],
    [35, 7, "5 a day"],
    [7, 7, "1 a day"],
    [10, 7, "10 a week"],
    [2, 7, "2 a week"],
    [1, 7, "1 a week"],
    [1, 30, "1 a month"],
    [1, 90, "about 1 a month"],
    [0, 7, "never"],
    [8_400, 7, "1,200 a day"],
    [60, 2 / 24, "about 700 a day"],
    [1, 2 / 24, "about 10 a day"],
    [60, 1.5, "40 a day"],
  ])("of %i in %i days", (count, days, words) => {
    expect(rate(count, days)).toBe(words);
  });

  it("says no more than was counted where counting stopped", () => {
    expect([rate(1000, 7, true), rate(10, 7, true), rate(0, 7, true)]).toEqual([
      "more than 142 a day",
      "more than 10 a week",
      "never",
    ]);
  });
});

describe("counted", () => {
  it("use the right number of the noun", () => {
    expect([
      counted(1, "story", "stories"),
      counted(0, "story", "stories"),
      counted(1240, "story", "stories"),
      counted(1000, "story", "stories", true),
    ]).toEqual(["1 story", "0 stories", "1,240 stories", "more than 1,000 stories"]);
  });
});
