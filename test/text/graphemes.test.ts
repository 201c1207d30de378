import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryAfter, boundaryBefore, cut } from "../../src/text/graphemes.ts";

const FAMILY = "👩‍👩‍👧";

describe("cut", () => {
  it.each([
    ["a short text", 12, "a short text"],
    ["a short text, cut", 16, "a short text…"],
    ["a short text, cut", 10, "a short…"],
    ["a short text", 8, "a short…"],
    ["unbreakable", 6, "unbre…"],
    ["a unbreakable", 8, "a unbre…"],
    [`ab${FAMILY}cd`, 8, "ab…"],
    [`${FAMILY}${FAMILY}`, 5, "…"],
    ["e\u0301e\u0301e\u0301", 4, "e\u0301…"],
    ["text", 1, "…"],
    ["text", 0, ""],
  ])("%j to %i", (text, limit, expected) => {
    expect(cut(text, limit)).toBe(expected);
  });

  it("never exceeds the limit, keeps a prefix, and splits no character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat({ max: 40 }), (text, limit) => {
        const short = cut(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        const kept = short === text ? text : short.slice(0, -1);
        if (text.length <= limit) expect(short).toBe(text);
        expect(text.startsWith(kept)).toBe(true);
        expect(boundaryBefore(text, kept.length)).toBe(kept.length);
      }),
    );
  });
});

describe("boundaries", () => {
  const text = `a${FAMILY}b`;
  const end = 1 + FAMILY.length;

  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [2, 1, end],
    [end - 1, 1, end],
    [end, end, end],
    [text.length, text.length, text.length],
    [text.length + 9, text.length, text.length],
  ])("around %i", (offset, before, after) => {
    expect(boundaryBefore(text, offset)).toBe(before);
    expect(boundaryAfter(text, offset)).toBe(after);
  });
});
