import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWanted } from "../../src/watches/wanted.ts";

function read(typed: string) {
  const wanted = parseWanted(typed);
  if (!wanted.ok) throw new Error(wanted.error.message);
  return wanted;
}

function fault(typed: string) {
  const wanted = parseWanted(typed);
  if (wanted.ok) throw new Error(`${typed} can be read`);
  return { text: wanted.text, ...wanted.error, at: wanted.text.slice(wanted.error.start, wanted.error.end) };
}

describe("parseWanted", () => {
  it("reads words as a query, and what stands behind about: as it is", () => {
    expect(read("robot   OR drone about:  funding rounds, not reviews ")).toEqual({
      ok: true,
      query: {
        kind: "or",
        queries: [
          { kind: "word", text: "robot" },
          { kind: "word", text: "drone" },
        ],
      },
      about: "funding rounds, not reviews",
      words: "robot   OR drone",
      text: "robot OR drone about: funding rounds, not reviews",
      notes: [],
    });
  });

  it("reads words without about: as the query that they are", () => {
    expect(read(' "super app" -rumour ')).toMatchObject({ text: '"super app" -rumour', notes: [] });
    expect(read("robot")).not.toHaveProperty("about");
  });

  it("says that an about: without anything behind it leaves nothing out", () => {
    expect(read("robot about:")).toMatchObject({
      text: "robot",
      notes: ["There is nothing behind about:, so it leaves nothing out."],
    });
  });

  it("keeps the notes on the words", () => {
    const noted = read('robot "super app').notes;
    expect(noted).toHaveLength(1);
    expect(read('robot "super app about: x').about).toBeUndefined();
    expect(read("Apple OR Google jobs about: x").notes).toEqual(read("Apple OR Google jobs").notes);
  });
});

describe("what cannot be", () => {
  it.each([
    [
      "about: funding rounds of robot makers",
      "funding OR rounds OR robot about: funding rounds of robot makers",
    ],
    ["about: elections in France", "elections OR France about: elections in France"],
    ["  about:the Moon ", "Moon about: the Moon"],
    // Where it names nothing, an example stands for it.
    ["about: it and that", "robot about: funding rounds of robot makers"],
    ["about: ?", "robot about: funding rounds of robot makers"],
    [`about: ${"far too long ".repeat(40)}`, "robot about: funding rounds of robot makers"],
  ])("%s has no words to look for", (typed, suggestion) => {
    expect(fault(typed)).toMatchObject({
      text: typed,
      at: typed,
      message: "about: needs words to look for before it. They find the stories, and then some are left out.",
      suggestion,
    });
    expect(parseWanted(suggestion)).toMatchObject({ ok: true, text: suggestion });
  });

  it("has at most 300 characters behind about:", () => {
    const most = "x".repeat(300);
    expect(read(`robot about: ${most}`).about).toBe(most);
    expect(fault(`robot about: ${most}yz`)).toEqual({
      text: `robot about: ${most}yz`,
      start: 313,
      end: 315,
      at: "yz",
      message: "about: may have 300 characters behind it, and here are 302.",
    });
  });

  it("is what the words before about: cannot be, with what they are about kept", () => {
    expect(fault("-rumour about: funding")).toMatchObject({
      text: "-rumour",
      at: "-rumour",
      suggestion: "tesla -rumour about: funding",
    });
    expect(fault("  -rumour")).toMatchObject({ text: "  -rumour", suggestion: "tesla -rumour" });
    const endless = `${"(".repeat(30)}a${")".repeat(30)}`;
    expect(fault(`${endless} about: x`)).not.toHaveProperty("suggestion");
  });
});

it("reads its canonical form as the same again", () => {
  const about = fc.string({ unit: "grapheme", maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom("robot", "a OR b", '"about: it" -c'), about, (query, said) => {
      const wanted = parseWanted(`${query} about: ${said}`);
      if (!wanted.ok) return;
      expect(parseWanted(wanted.text)).toMatchObject({ text: wanted.text, query: wanted.query });
    }),
    { numRuns: 60 },
  );
});
