import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance, nearest } from "../../src/text/nearest.ts";

describe("distance", () => {
  it.each([
    ["watch", "watch", 0],
    ["wacth", "watch", 1],
    ["wach", "watch", 1],
    ["wattch", "watch", 1],
    ["match", "watch", 1],
    ["", "abc", 3],
    ["abc", "", 3],
    ["settigns", "settings", 1],
    ["kitten", "sitting", 3],
  ])("of %s and %s", (a, b, slips) => {
    expect(distance(a, b)).toBe(slips);
  });

  it("is symmetric, and none only between equal words", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe("nearest", () => {
  const names = ["watch", "watches", "unwatch", "latest", "settings"];
  it.each([
    ["wacth", "watch"],
    ["Watchs", "watch"],
    ["lattets", "latest"],
    ["openai", undefined],
    ["taste", undefined],
    ["ai", undefined],
    ["x".repeat(10_000), undefined],
  ])("of %j is %s", (word, meant) => {
    expect(nearest(word, names)).toBe(meant);
  });
});
