import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexemes } from "../../src/watches/lexemes.ts";
import { parseQuery, printQuery, type Query, unkept } from "../../src/watches/query.ts";
import { typed } from "./generators.ts";
import { trees } from "./trees.ts";

const PIECES = (
  String.raw`/ /a/ /op(en|ed)?/c /a**/ \ ( ) [ ] * + ? {2} a OpenAI " ' *" "* title: site: lang: - NOT OR | , ~3 ! \/ \d ` +
  String.raw`(?i) (?=x) (?!ai) \1 ^ $ . c 1,000 2024,2025 $TSLA =" “ ” 🚀 苹 é &amp; x* ab* 😀*`
).split(" ");
/** What the language is made of, in any order. */
const odd = fc
  .array(fc.constantFrom(...PIECES, " ", " ", " ", "\u0301", "\ud83d", "\u00ad"), { maxLength: 14 })
  .map((parts) => parts.join(""));
/** What is left out between an operator and its term. */
const GAPS = 'lang: site: title: - -- — NOT ~3 | , "" ) * =" /x+y/ sora o*r "a*" y* (a -b)'.split(" ");
const gaps = fc
  .array(fc.tuple(fc.constantFrom(...GAPS), fc.constantFrom("", " ")), { maxLength: 7 })
  .map((parts) => parts.flat().join(""));

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
      "\"a b\" “c d” „e f“ «g h» 'i j' 「k l」 ‹m n›",
      '"a b" "c d" "e f" "g h" "i j" "k l" "m n"',
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
    ["a comma inside a number", "1,000 layoffs 3,5 1,000,000", "1,000 layoffs 3,5 1,000,000"],
    ["a comma between years", "2024,2025", "2024 OR 2025"],
    ["a comma between words", "sora,veo", "sora OR veo"],
    ["punctuation around words", "(OpenAI?) …Sora! ~x", "OpenAI Sora x"],
    ["a dash that stands alone", "OpenAI — Musk - x -- y", "OpenAI Musk x y"],
    ["an exclusion of nothing", "a -()", "a"],
    ["a dash inside a word", "a--b word—word c---", "a--b word—word c"],
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
    [
      "prefixes at the end of phrases",
      '"super ap*" "super app"* \'x yz*\' "sora"* "a, bc*" "de *"*',
      '"super ap*" "super app*" "x yz*" sora* "a, bc*" de*',
    ],
    ["a star that no phrase ends with", '"super * app" "super *"', '"super * app" "super *"'],
    ["a beginning that would be a field without its quotes", '"or*" "title:x*"', 'or* "title:x*"'],
    ["exact text", '="Open  AI" =“x” ="y*"', '="Open AI" ="x" ="y*"'],
    ["expressions", "/colou?r/ | /a b/c,/x{2}/", "/colou?r/ OR /a b/c OR /x{2}/"],
    ["slashes inside an expression", String.raw`/a\/b\\\/c/`, String.raw`/a\/b\\\/c/`],
    ["flags that ask for what is done anyway", "/aa/i /bb/gi /cc/g", "/aa/ /bb/ /cc/"],
    [
      "an expression in a field, excluded or near",
      "title:/v\\d+/ -/x y/ NOT /z+/ a ~3 /b+/",
      "title:/v\\d+/ -/x y/ -/z+/ a ~3 /b+/",
    ],
    ["excluded expressions in a field", "a title:-/b+/", "a -title:/b+/"],
    ["languages and then an expression", "lang:(en OR de) /a+b/", "lang:(en OR de) /a+b/"],
    ["nearness", 'openai ~5 "a b" ~0 c', 'openai ~5 "a b" c'],
    ["nearness within limits", "(a ~0 b) OR c ~9999 d", "a ~1 b OR c ~100 d"],
    ["an excluded nearness", "x -a ~5 b", "x -(a ~5 b)"],
    ["a number after a tilde at the start", "~100 layoffs", "layoffs"],
    ["small operators that join nothing", "or a and", '"or" a "and"'],
    ["small not, which is a word", "not a", "not a"],
    ["operator words with punctuation", "a OR! b", 'a "OR" b'],
    ["an ampersand alone", "a &. b", "a b"],
    ["an apostrophe before a word", "'90s rock 'n' roll", '90s rock "n" roll'],
    [
      "a slash that begins no pattern",
      "/news AC/DC 24 / 7 / /usr/bin/x /a/x",
      "news AC/DC 24 7 usr/bin/x a/x",
    ],
    ["somebody's bold type", '*OpenAI* *"super app"*', 'OpenAI "super app"'],
    ["punctuation before a field", "…title:a", "title:a"],
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
    ["col*r", "colr", "A * counts only at the end of a word, as in col*; I left it out."],
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
    ["sora OR -game", "sora OR -game", "As an alternative, -game alone lets in every story without it."],
    ["sora, -game", "sora -game", "I read this as sora -game."],
    ["sora, veo, -game -toy", "(sora OR veo) -game -toy", "I read this as (sora OR veo) -game -toy."],
    ["title:(-game, sora)", "title:(sora -game)", "I read this as sora -game."],
    ["sora --game", "sora -game", "I read -- before a word as a hyphen, so that -game leaves it out."],
    ["sora —game", "sora -game", "I read — before a word as a hyphen, so that -game leaves it out."],
    ["sora —/ga+me/", "sora -/ga+me/", "I read — before a word as a hyphen, so that -/ga+me/ leaves it out."],
    ["s*ra", "sra", "A * counts only at the end of a word, after two letters or more; I left it out."],
    ["open*ai*", "openai*", "A * counts only at the end of a word, as in open*; I left it out."],
    ["co*de o*r x", 'code "or" x', "A * counts only at the end of a word, as in co*; I left it out."],
    ['sora "', "sora", "A quote with no word behind it says nothing; I left it out."],
    ["site:techcrunch", "site:techcrunch", "site: wants the end of a host name, such as techcrunch.com."],
    [
      "x site:(/bbc|cnn/ OR y.com)",
      "x site:(link:/bbc|cnn/ OR y.com)",
      "site: takes no expression; I look for /bbc|cnn/ in the link of the story.",
    ],
    [
      "site:-/bbc/ x",
      "-link:/bbc/ x",
      "site: takes no expression; I look for /bbc/ in the link of the story.",
    ],
    [
      "/\\bпутин/",
      "/\\bпутин/",
      "In an expression \\b and \\w know the letters a to z only, without accents.",
    ],
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
    expect(read('lang:US "US" us /\\bputin/ /путин/').notes).toEqual([]);
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
    ["x source:*", 9, 10, "this would match every story. A query needs something to look for.", "x"],
    ["x a* y", 2, 4, "the beginning of a word needs at least two letters before the *.", "x a y"],
    ['x "y*"', 2, 6, "the beginning of a word needs at least two letters before the *.", 'x "y"'],
    [
      "x lang:/en|de/",
      7,
      14,
      "lang: wants a language such as en, and takes no expression.",
      "x lang:(en OR de)",
    ],
    ["x lang:(/./)", 8, 11, "lang: wants a language such as en, and takes no expression.", "x lang:((en))"],
    ["x lang:-/en/", 8, 12, "lang: wants a language such as en, and takes no expression.", "x lang:-(en)"],
    ["x /(open/c", 3, 4, "this parenthesis is never closed. For the sign itself write \\(.", "x /(open)/c"],
  ])("refuses %j with a place, a reason and a way out", (text, start, end, message, suggestion) => {
    expect(errorOf(text)).toEqual({ start, end, message, suggestion });
  });

  it.each(['lang:"" /x+y/', "openai lang:) /x+y/", "lang:* /x+y/", 'x -lang:"" -/x+y/'])(
    "refuses what could not be read again: %s",
    (text) => {
      expect(parseQuery(text).ok).toBe(false);
    },
  );

  it("knows a query that would be another one when read again", () => {
    expect(unkept({ kind: "word", text: "open ai" })).toBe(
      "this cannot be kept so that it is read the same way again. Fewer signs between the words help.",
    );
    expect(unkept({ kind: "word", text: "openai" })).toBeUndefined();
  });

  it("says everything once", () => {
    for (const text of ['a * * ""  ""', "a OR -b, c", "US US"]) {
      const { notes } = read(text);
      expect(notes).toEqual([...new Set(notes)]);
      expect(notes).not.toEqual([]);
    }
  });

  it("suggests only what can be read", () => {
    expect(errorOf("a* b* c").suggestion).toBe("a b c");
    for (const text of ["*", "source:*", "/.+/", "/[/", "/(?=a)b/", "/(?!ai)x/", "/a{1000}{1000}/"])
      expect(errorOf(text)).not.toHaveProperty("suggestion");
    expect(errorOf("x /[^/").suggestion).toBe("x");
    expect(errorOf("/ab{3}{4}/").suggestion).toBe("/ab{3}/");
    expect(errorOf("/(/ /[/ /(cat/ x*").suggestion).toBe("cat x");
    expect(errorOf("/(/ ".repeat(50))).not.toHaveProperty("suggestion");
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

  it("gives back the same query for every tree that can be written", () => {
    fc.assert(
      fc.property(trees, (query) => {
        expect(parseQuery(printQuery(query))).toMatchObject({ ok: true, query });
      }),
      { numRuns: 500 },
    );
  });

  it("gives back the same query for its canonical form, whatever people type", () => {
    fc.assert(
      fc.property(fc.oneof(typed, gaps, odd, fc.string({ unit: "binary" })), (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        expect(parseQuery(printQuery(parsed.query))).toMatchObject({ ok: true, query: parsed.query });
      }),
      { numRuns: 1_000 },
    );
  });

  it("places every error inside the text, and what it suggests can be read", () => {
    fc.assert(
      fc.property(fc.oneof(typed, odd), (text) => {
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

describe("long and odd input", () => {
  const UNITS = (
    "a_ ( ) \" ' 'a_ /a_ /a/_ /\\ /\\/_ title: .title: …title: *title: &title: #title: ~title: ́title: ­title: * *… a* - -_ ! " +
    'NOT_ a~1 ~1 a_OR_ a, 1, 1,1 & &. && a. # $ =" ="a a" (a ｜ 🚀 苹 ‘a ﷺ_'
  )
    .split(" ")
    .map((unit) => unit.replaceAll("_", " "))
    .concat("\ud83d", " ", "\n");

  /** How many attempts and characters it takes to read a text. */
  function stepsOf(text: string): number {
    let steps = 0;
    const read = lexemes(text, (characters) => {
      steps += characters;
    });
    return steps + read.length;
  }

  it.each(UNITS)("takes twice the steps for twice the text: %j over and over", (unit) => {
    const [short, long] = [1_000, 2_000].map((times) => stepsOf(unit.repeat(times))) as [number, number];
    expect(long / short).toBeLessThan(2.1);
    expect(short).toBeLessThan(50 * unit.length * 1_000);
  });

  it("is read or refused, whatever its length", () => {
    for (const unit of UNITS) {
      for (const length of [500, 501, 100_000]) {
        const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
        expect(parseQuery(text).ok && length > 500).toBe(false);
      }
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        expect(() => parseQuery(text)).not.toThrow();
      }),
    );
  });
});
