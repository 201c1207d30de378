import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequencyOf } from "../../src/text/frequencies.ts";
import { owned } from "../../src/text/owned.ts";
import { stem } from "../../src/text/stems.ts";

describe("stem", () => {
  it.each([
    ["kill kills killed killing"],
    ["company companies"],
    ["announce announces announced announcing announcement"],
    ["stop stops stopped stopping"],
    ["cancel canceled cancelled cancelling"],
    ["labour labor"],
    ["centre center"],
    ["defence defense"],
    ["programme program programmes"],
    ["organise organize organisation organization"],
    ["investigate investigated investigation"],
    ["try tries tried"],
    ["reach reaches reached"],
    ["box boxes"],
    ["loss losses"],
    ["wish wishes"],
    ["agree agrees agreed"],
    ["quick quickly"],
    ["buy bought buying"],
    ["people person"],
    ["decision decisions"],
  ])("is the same for %s", (forms) => {
    expect(new Set(forms.split(" ").map(stem)).size).toBe(1);
  });

  it.each([
    ["bring", "bring"],
    ["news", "new"],
    ["bus", "bus"],
    ["crisis", "crisis"],
    ["red", "red"],
    ["us", "us"],
    ["glass", "glas"],
    ["shred", "shred"],
    ["17", "17"],
    ["q3fy", "q3fy"],
    ["élysées", "élysées"],
    ["дома", "дома"],
  ])("of %s is %s", (word, expected) => expect(stem(word)).toBe(expected));

  it("keeps apart what differs by more than its ending", () => {
    const words = "police policy election selection chile chilly iran iraq apple apply".split(" ");
    expect(new Set(words.map(stem)).size).toBe(words.length);
  });

  it("is never empty, never longer than its word by more than a letter, and the same each time", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,15}$/), (word) => {
        const found = stem(word);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(word.length + 3);
        expect(stem(word)).toBe(found);
      }),
    );
  });
});

describe("frequencyOf", () => {
  it("knows common words, rare ones and names", () => {
    expect(frequencyOf(stem("the")).share).toBeGreaterThan(0.02);
    expect(frequencyOf(stem("police")).share).toBeGreaterThan(1e-4);
    expect(frequencyOf(stem("seismologist")).share).toBeLessThan(1e-5);
    expect(frequencyOf("zzyzx")).toEqual({ share: 0, name: false });
    expect(frequencyOf(stem("london")).name).toBe(true);
    expect(frequencyOf(stem("house")).name).toBe(false);
  });
  it("counts the forms of a word together", () => {
    expect(frequencyOf(stem("killed"))).toBe(frequencyOf(stem("kill")));
  });
});

describe("owned", () => {
  it("is the same text", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 30, size: "max" }), (units) => {
        const text = String.fromCharCode(...units);
        expect(owned(text)).toBe(text);
      }),
    );
  });
});
