import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery, printQuery, type Query } from "../../src/watches/query.ts";
import { typed } from "./generators.ts";

function read(text: string): { query: Query; notes: readonly string[] } {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed;
}

function errorOf(text: string) {
  const parsed = parseQuery(text);
  if (parsed.ok) throw new Error(`${text} was read as ${printQuery(parsed.query)}`);
  return parsed.error;
}

const canonical = (text: string) => printQuery(read(text).query);

describe("parseQuery", () => {
  it.each([
    ["words", "open  AI", "open AI"],
    [
      "phrases in every kind of quote",
      "\"a b\" “c d” „e f“ «g h» 'i j' 「k l」",
      '"a b" "c d" "e f" "g h" "i j" "k l"',
    ],
    ["OR in every way", "a OR b or c | d || e, f", "a OR b OR c OR d OR e OR f"],
    ["AND in every way", "a AND b and c && d & e", "a b c d e"],
    ["NOT in every way", "a -b NOT c !d -(e f) －g –h", "a -b -c -d -(e f) -g -h"],
    ["full-width signs", "（a　|　ｂ） －c", "(a OR ｂ) -c"],
    ["AND before OR", "a b OR c d", "(a b) OR (c d)"],
    ["OR before the comma", "a OR b c, d", "a OR (b c) OR d"],
    ["parentheses", "(a OR b) c", "(a OR b) c"],
    ["needless parentheses", "((a)) (b (c))", "a b c"],
    ["repeated terms", "a b a", "a b"],
    [
      "symbols that belong to words",
      "C++, .NET, AT&T, node.js, $TSLA, #x, @sama, A.I.",
      "C++ OR .NET OR AT&T OR node.js OR $TSLA OR #x OR @sama OR A.I.",
    ],
    ["a comma inside a number", "1,000 layoffs", "1,000 layoffs"],
    ["a comma between words", "sora,veo", "sora OR veo"],
    ["punctuation around words", "(OpenAI?) …Sora! ~x", "OpenAI Sora x"],
    ["a dash that stands alone", "OpenAI — Musk - x --y", "OpenAI Musk x y"],
    ["a hyphen inside a word", "self-driving a-b", "self-driving a-b"],
    ["a hyphen after a quote", '"a b"-c', '"a b" c'],
    ["a double negation", "a NOT -b", "a b"],
    ["a field nobody knows", "12:30 Re: x", "12:30 Re x"],
    ["fields", 'TITLE:a body:"b c" tag:dd* author: e', 'title:a body:"b c" tag:dd* author:e'],
    ["lists in fields", "title:(a OR b -c)", "title:(a OR (b -c))"],
    ["an exclusion inside a field", "a title:-b", "a -title:b"],
    ["a field inside a field", "title:(site:x.com)", "title:(site:x.com)"],
    ["hosts", "site:https://www.X.com/a site:.gov.uk site:me@y.com:80", "site:x.com site:gov.uk site:y.com"],
    ["a site that is no host", 'site:"🚀 x" site:"or"', 'site:"🚀 x" site:"or"'],
    ["links", "link:https://x.com/a", "link:https://x.com/a"],
    ["prefixes", "sora* 苹*", "sora* 苹*"],
    ["exact text", '="Open  AI" =“x”', '="Open AI" ="x"'],
    ["nearness", 'openai ~5 "a b" ~0 c', 'openai ~5 "a b" c'],
    ["nearness within limits", "(a ~0 b) OR c ~9999 d", "a ~1 b OR c ~100 d"],
    ["an excluded nearness", "x -a ~5 b", "x -(a ~5 b)"],
    ["a number after a tilde at the start", "~100 layoffs", "layoffs"],
    ["small operators that join nothing", "or a and", '"or" a "and"'],
    ["small not, which is a word", "not a", "not a"],
    ["operator words with punctuation", "a OR! b", 'a "OR" b'],
    ["an ampersand alone", "a &. b", "a b"],
    ["an apostrophe before a word", "'90s rock 'n' roll", '90s rock "n" roll'],
    ["a slash that begins no pattern", "/news AC/DC", "news AC/DC"],
    ["somebody's bold type", "*OpenAI*", "OpenAI"],
    ["an exclusion before a field without a value", "a NOT title:", "a -title"],
  ])("reads %s", (_, text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    ["(a OR b", "a OR b", "A parenthesis is never closed; I closed it at the end."],
    ["a) b", "a b", "A parenthesis is closed but never opened; I left it out."],
    ['"unclosed phrase', '"unclosed phrase"', 'A quote is never closed; I read "unclosed phrase".'],
    ['="open', '="open"', 'The quote after = is never closed; I read ="open".'],
    ['a ""', "a", "A pair of quotes with no word in it says nothing; I left it out."],
    ["a *", "a", "A * alone says nothing; I left it out."],
    ["col*r", "col*r", "A * counts only at the end of a word, as in col*; I left it out."],
    ["a OR", "a", "OR joins nothing here; I left it out."],
    ["| a", "a", "| joins nothing here; I left it out."],
    ["a NOT", "a", "NOT excludes nothing here; I left it out."],
    ["(a b) ~5 c", "a b c", "~5 needs one word or phrase on each side; I left it out."],
    ["title:a ~5 b", "title:a b", "~5 needs one word or phrase on each side; I left it out."],
    ["title: OR b", "title OR b", "title: is followed by nothing, so I read it as a word."],
    ["title:site:x", "title site:x", "title: is followed by nothing, so I read it as a word."],
    [
      "apple OR google AND antitrust",
      "apple OR (google antitrust)",
      "I read this as apple OR (google AND antitrust).",
    ],
    ["sora, -game", "sora OR -game", "As an alternative, -game alone lets in every story without it."],
    ["site:techcrunch", "site:techcrunch", "site: wants the end of a host name, such as techcrunch.com."],
    ["US", "US", "US is an everyday word too, so it counts only in capitals. For any case, type us."],
    [
      "https://x.com/a",
      "link:https://x.com/a",
      "Addresses are no words of a story; I read https://x.com/a as the link of the story.",
    ],
  ])("mends %s and says so", (text, expected, note) => {
    const { query, notes } = read(text);
    expect(printQuery(query)).toBe(expected);
    expect(notes).toContain(note);
  });

  it("says nothing of commas and parentheses, which are plain", () => {
    expect(read("sora veo, a b").notes).toEqual([]);
    expect(read("(apple OR google) antitrust").notes).toEqual([]);
    expect(read('lang:US "US" us').notes).toEqual([]);
  });

  it.each([
    ["", 0, 0, "there is nothing to look for in this.", "OpenAI"],
    [" … ()", 0, 5, "there is nothing to look for in this.", "OpenAI"],
    [
      "-musk",
      0,
      5,
      "a query needs something to look for, and this only says what to leave out.",
      "tesla -musk",
    ],
    [
      "-tesla",
      0,
      6,
      "a query needs something to look for, and this only says what to leave out.",
      "openai -tesla",
    ],
    [
      "-tesla, -openai",
      0,
      15,
      "a query needs something to look for, and this only says what to leave out.",
      "news -tesla, -openai",
    ],
    [
      "-title:(a b)",
      0,
      12,
      "a query needs something to look for, and this only says what to leave out.",
      "tesla -title:(a b)",
    ],
    ["*", 0, 1, "this would match every story. A query needs something to look for.", 'source:"The Verge"'],
    [
      "x source:*",
      9,
      10,
      "this would match every story. A query needs something to look for.",
      'source:"The Verge"',
    ],
    ["x a* y", 2, 4, "the beginning of a word needs at least two letters before the *.", "x a y"],
    ["/sora ?\\d/", 0, 10, "regular expressions are not supported yet. Words and phrases are.", "sora"],
    ["x /a+/c", 2, 7, "regular expressions are not supported yet. Words and phrases are.", "x"],
  ])("refuses %j with a place, a reason and a way out", (text, start, end, message, suggestion) => {
    expect(errorOf(text)).toEqual({ start, end, message, suggestion });
  });

  it("suggests only what can be read", () => {
    expect(errorOf("a* b* c").suggestion).toBe("a b c");
    expect(errorOf("/.+/")).not.toHaveProperty("suggestion");
    expect(errorOf(`-${"a".repeat(499)}`)).not.toHaveProperty("suggestion");
  });

  it("holds a query to 500 characters, 50 terms and 20 parentheses inside one another", () => {
    const words = Array.from({ length: 50 }, (_, index) => `w${index}`).join(" ");
    expect(read(words).query).toMatchObject({ kind: "and" });
    expect(errorOf(`${words} z`)).toMatchObject({ start: words.length + 1, end: words.length + 2 });
    expect(canonical(`${"(".repeat(20)}a b${")".repeat(20)}`)).toBe("a b");
    expect(errorOf(`${"(".repeat(21)}a`)).toMatchObject({ start: 20, end: 21 });
    expect(canonical(`${") ".repeat(9)}a`)).toBe("a");
    expect(canonical("a".repeat(500))).toHaveLength(500);
    expect(errorOf("a".repeat(501))).toMatchObject({ start: 500, end: 501 });
    expect(errorOf("(".repeat(100_000)).message).toBe(
      "a query may have 500 characters, and this one has 100000.",
    );
  });

  it("holds the canonical form to the same limits, because it is what is kept and read again", () => {
    const pairs = Array.from({ length: 24 }, (_, at) => `left${at} rightmost${at}`).join(", ");
    expect(pairs.length).toBeLessThan(500);
    expect(errorOf(pairs)).toEqual({
      start: 0,
      end: pairs.length,
      message: "a query may have 500 characters, and this one has 552 with all its operators written out.",
    });
    const nested = Array.from({ length: 20 }, (_, at) => `(a${at} ${at % 2 === 1 ? "OR " : ""}`).join("");
    expect(errorOf(`z OR ${nested}b c, d${")".repeat(20)}`).message).toBe(
      "parentheses may lie 20 deep; this is one too many.",
    );
  });

  it("reads odd queries of full length", () => {
    const pieces = [
      "(",
      ")",
      '"',
      "-",
      "!",
      "NOT ",
      "a~1",
      "a OR ",
      "'a",
      "/a",
      "title:",
      "a,",
      "*",
      "\ud83d",
      "a.",
      "/\\",
    ];
    for (const piece of pieces) expect(() => parseQuery(piece.repeat(500 / piece.length))).not.toThrow();
  });

  it("gives back the same query for its canonical form, whatever people type", () => {
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: "binary" })), (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        expect(parseQuery(printQuery(parsed.query))).toMatchObject({ ok: true, query: parsed.query });
      }),
      { numRuns: 1_000 },
    );
  });

  it("places every error inside the text, and what it suggests can be read", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseQuery(text);
        if (parsed.ok) return;
        const { start, end, suggestion } = parsed.error;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeLessThanOrEqual(end);
        if (suggestion !== undefined) expect(parseQuery(suggestion).ok).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("printQuery", () => {
  it("writes nodes that cannot be typed yet", () => {
    expect(printQuery({ kind: "regex", pattern: "a.b", caseSensitive: false })).toBe("/a.b/");
    expect(printQuery({ kind: "regex", pattern: "a.b", caseSensitive: true })).toBe("/a.b/c");
  });
});
