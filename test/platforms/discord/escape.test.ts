import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapedLine, fenced, plain, safeUrl } from "../../../src/platforms/discord/escape.ts";
import { plainLine } from "../../doubles/discord/markdown.ts";
import { hostile } from "./hostile.ts";
import { read } from "./reader.ts";

/** So long that nothing is cut. */
const WHOLE = 10_000_000;
/** What an embed may hold; the parser takes the square of the length of one word. */
const DESCRIPTION = 4096;
/** Signs of private use, by which the double's reader keeps its place. */
const PRIVATE = /[\uE000-\uF8FF]/g;

describe("the reader", () => {
  it.each([
    ["# a", "heading"],
    ["-# a", "small"],
    ["> a", "quote"],
    ["1. a", "list"],
    ["**a**", "strong"],
    ["_a_", "em"],
    ["__a__", "underline"],
    ["~~a~~", "strike"],
    ["||a||", "spoiler"],
    ["`a`", "code"],
    ["[a](https://e.example)", "link"],
    ["<https://e.example>", "link"],
    ["https://e.example/a", "url"],
    ["<@123456789012345678>", "user"],
    ["<@&123456789012345678>", "role"],
    ["<#123456789012345678>", "channel"],
    ["</news:123456789012345678>", "slashCommand"],
    ["<123456789012345678:browse>", "guildNavigation"],
    ["<a:wave:123456789012345678>", "emoji"],
    ["@everyone", "everyone"],
    ["@here", "here"],
    ["<t:1:R>", "time"],
  ])("sees that %j is alive", (text, kind) => expect(read(text)[0]?.kind).toBe(kind));
});

describe("an escaped text", () => {
  it("is read back as the one plain text that it was", () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const text = given.slice(0, DESCRIPTION);
        const line = plain(text, WHOLE);
        expect(read(escapedLine(text, WHOLE))).toEqual(line === "" ? [] : [{ kind: "text", text: line }]);
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it("is read back by the reader of the double, too", () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const text = given.replace(PRIVATE, "");
        expect(plainLine(escapedLine(text, WHOLE), 0)).toBe(plain(text, WHOLE));
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it("keeps its limit, whole characters and whole escapes", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 300 }), (text, limit) => {
        const out = escapedLine(text, limit);
        expect(out.length).toBeLessThanOrEqual(limit);
        expect(out.isWellFormed()).toBe(true);
        expect(read(out).filter(({ kind }) => kind !== "text")).toEqual([]);
        expect(/(?:^|[^\\])(?:\\\\)*\\$/.test(out)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it.each([
    ["OpenAI: a *new* model", "OpenAI\\: a \\*new\\* model"],
    ["- 5 °C", "\\- 5 °C"],
    ["2026. A year", "2026\\. A year"],
    ["C# and F#", "C\\# and F\\#"],
    ["a\nb\u202Ec\u200B", "a bc"],
    ["\u200D\u200B ", ""],
    ["Déjà vu 👩‍👩‍👧 東京", "Déjà vu 👩‍👩‍👧 東京"],
  ])("of %j is %j", (text, wanted) => expect(escapedLine(text, 100)).toBe(wanted));
});

describe("a text in a fence", () => {
  it("never closes it", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const out = fenced(text);
        expect(out).not.toContain("``");
        expect(out.isWellFormed()).toBe(true);
        for (const sign of ["\u202E", "\u2066", "\0", "\u001B"]) expect(out).not.toContain(sign);
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it("keeps its lines and blanks, so that a caret stays where it is", () => {
    expect(fenced("-musk  x\n   ^^\r\n`a`")).toBe("-musk  x\n   ^^\n`a`");
  });
});

describe("an address", () => {
  it.each([
    ["https://e.example/(a)_b?q=<x> y", "https://e.example/%28a%29_b?q=%3Cx%3E%20y"],
    ["HTTP://E.example", "http://e.example/"],
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["//e.example", undefined],
    ["", undefined],
    [`https://e.example/${"x".repeat(3000)}`, undefined],
  ])("of %s is %s", (text, wanted) => expect(safeUrl(text, 2048)).toBe(wanted));
});
