import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedIn } from "../../src/commands/sentence.ts";

describe("a sentence asks about", () => {
  it.each([
    ["tell me when Apple sues Google", "Apple sues Google"],
    ["what about sora?", "sora"],
    ["show me sora please", "sora"],
    ["anything about the new iPhone", "new iPhone"],
    ["what is happening with OpenAI", "OpenAI"],
    ["What’s new in AI?", "AI"],
    ["who is Sam Altman", "Sam Altman"],
    ["I want to know about Apple", "Apple"],
    ["let me know if Apple buys Disney, please.", "Apple buys Disney"],
    ["Latest on Apple!", "Apple"],
    ["keep me posted on Tesla", "Tesla"],
    ['is there anything new on "super app"?', '"super app"'],
  ])("%s: %s", (text, topic) => {
    expect(askedIn(text)).toEqual({ topic });
  });

  it("either of two where they are joined by a plain and", () => {
    expect(askedIn("news about OpenAI and Sora")).toEqual({
      topic: "OpenAI and Sora",
      either: "OpenAI OR Sora",
    });
    expect(askedIn('news about "research and development"')).toEqual({ topic: '"research and development"' });
    expect(askedIn("news about OpenAI and Sora -game")).toEqual({ topic: "OpenAI and Sora -game" });
  });

  it.each([
    "sora",
    "",
    "about",
    "what about",
    "New York",
    "the new york times",
    "What If",
    "The Who",
    "news",
    "us open",
  ])("nothing: %j is a topic", (text) => {
    expect(askedIn(text)).toBeUndefined();
  });

  it("nothing that is too long for a query", () => {
    expect(askedIn(`tell me about ${"Sora ".repeat(100)}`)).toBeUndefined();
  });

  it("a part of what was typed", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { topic = "" } = askedIn(`news about ${text}`) ?? {};
        expect(text.trim().split(/\s+/).join(" ")).toContain(topic);
      }),
      { numRuns: 50 },
    );
  });
});
