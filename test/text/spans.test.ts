import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Span, united } from "../../src/text/spans.ts";

const span = (start: number, end: number): Span => ({ start, end });
const anySpan = fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: -5, max: 40 }));

/** The offsets that lie in one of the spans, of a text of 30 units. */
function covered(spans: readonly Span[]): readonly number[] {
  const offsets = Array.from({ length: 30 }, (_, at) => at);
  return offsets.filter((at) => spans.some(({ start, end }) => start <= at && at < end));
}

describe("united spans", () => {
  it("come in order, those that overlap as one", () => {
    expect(united([span(8, 9), span(2, 5), span(0, 3)])).toEqual([span(0, 5), span(8, 9)]);
    expect(united([span(0, 9), span(2, 5)])).toEqual([span(0, 9)]);
  });

  it("stay apart where they only touch, unless asked to join", () => {
    const both = [span(0, 3), span(3, 5)];
    expect(united(both)).toEqual(both);
    expect(united(both, { touching: true })).toEqual([span(0, 5)]);
  });

  it("are cut to the text, and empty ones are left out", () => {
    const given = [span(-2, 1), span(3, 3), span(4, 99), span(50, 60)];
    expect(united(given, { length: 10 })).toEqual([span(0, 1), span(4, 10)]);
  });

  it("cover what the given ones cover, and no offset twice (law)", () => {
    fc.assert(
      fc.property(fc.array(anySpan), fc.boolean(), (pairs, touching) => {
        const given = pairs.map(([start, end]) => span(start, end));
        const found = united(given, { length: 30, touching });
        expect(covered(found)).toEqual(covered(given));
        for (const [at, { end }] of found.entries())
          expect(found[at + 1]?.start ?? Number.POSITIVE_INFINITY).toBeGreaterThan(touching ? end : end - 1);
      }),
    );
  });
});
