import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joined, passage, shortened, shownIn } from "../../src/stories/passage.ts";

const TEXT = "One  two,\n three four";
const ALL = { start: 0, end: TEXT.length };

describe("passage", () => {
  it("collapses white space and knows where each unit came from", () => {
    const shown = passage(TEXT, { start: 3, end: 16 });
    expect(shown.text).toBe("two, three");
    expect(shown.from).toEqual([5, 6, 7, 8, 10, 11, 12, 13, 14, 15]);
  });

  it("is empty for white space", () => {
    expect(passage(TEXT, { start: 3, end: 5 })).toEqual({ text: "", from: [] });
  });

  it.each([
    ["One two, three four", 19],
    ["One two, three…", 15],
    ["One two…", 9],
    ["…", 1],
    ["", 0],
  ])("%j is what fits", (text, limit) => {
    const short = shortened(passage(TEXT, ALL), limit);
    expect(short.text).toBe(text);
    expect(short.from).toHaveLength(text.length);
  });

  it("shows a span whole or not at all", () => {
    const shown = joined(["… ", passage(TEXT, { start: 5, end: 16 }), "…"]);
    expect(shown.text).toBe("… two, three…");
    expect(shownIn(shown, { start: 5, end: 8 })).toEqual({ start: 2, end: 5 });
    expect(shownIn(shown, { start: 5, end: 16 })).toEqual({ start: 2, end: 12 });
    expect(shownIn(shown, { start: 0, end: 8 })).toBeUndefined();
    expect(shownIn(shown, { start: 11, end: 21 })).toBeUndefined();
  });

  it("maps every unit that is no white space to itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "é", " ", "\n", "👩", ".") }), (text) => {
        const shown = passage(text, { start: 0, end: text.length });
        expect(shown.text).toBe(text.trim().replace(/\s+/g, " "));
        shown.from.forEach((at, index) => {
          expect(text.charAt(at).replace(/\s/, " ")).toBe(shown.text.charAt(index));
        });
      }),
    );
  });
});
