import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { plain } from "../../src/text/plain.ts";
import { inOneCase, literalOf, piecesOf, withoutSlashes, withSlashes } from "../../src/watches/literal.ts";
import { compile } from "../../src/watches/regex.ts";
import { faultOf } from "../../src/watches/regex-fault.ts";

const raw = String.raw;

/** What a pattern matches in a text. */
function matches(pattern: string, text: string, caseSensitive = false): readonly string[] {
  const compiled = compile(pattern, caseSensitive);
  if (!compiled.ok) throw new Error(compiled.fault);
  const places = compiled.expression.placesIn({ text, oneCase: () => inOneCase(text) });
  return places.map(({ start, end }) => text.slice(start, end));
}

const PIECES = [
  "open",
  "AI",
  "k",
  "s",
  "ς",
  "ß",
  "é",
  "путин",
  "苹果",
  "\\.",
  "[a-k]",
  "(s|K)",
  "(?i)",
  "\\b",
  "\\d",
  ".",
];
const REPEATS = ["", "", "", "", "*", "+", "?", "{2}", "{0,1}", "|"];
const patterns = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...REPEATS)), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat().join(""));
const texts = fc
  .array(
    fc.constantFrom(
      "open",
      "OPENAI",
      "ai",
      "K",
      "\u212a",
      "ſ",
      "Σ",
      "ς",
      "SS",
      "ẞ",
      "É",
      "ПУТИН",
      "苹果",
      ".",
      "7",
      " ",
    ),
  )
  .map((parts) => parts.join(""));

describe("compile", () => {
  it.each([
    ["colou?r", "Colour and COLOR, colr", ["Colour", "COLOR"]],
    [raw`\bAI\b`, "said AI, ai", ["AI", "ai"]],
    ["путин", "ПУТИН", ["ПУТИН"]],
    ["[^a]b|a+", "aaa xb", ["aaa", "xb"]],
    ["😀.", "a😀😀", ["😀😀"]],
    ["(?-i:AI)x", "aix AIX", ["AIX"]],
  ])("finds /%s/ in %j", (pattern, text, found) => {
    expect(matches(pattern, text)).toEqual(found);
  });

  it.each([
    ["don’t", "Don't"],
    ["Ｖ（２）", "v(2)"],
    [raw`\（x\）\é`, "(x)é"],
    ["cafe\u0301", "café"],
    [raw`\\é`, raw`\é`],
    ["ﬁne", "fine"],
  ])("takes %j as it is in even texts", (pattern, text) => {
    expect(matches(pattern, text)).toEqual([text]);
  });

  it("asks for the case where it should", () => {
    expect(matches("Open(AI)?", "openai OpenAI", true)).toEqual(["OpenAI"]);
    expect(matches("OPEN.I", "openai", true)).toEqual([]);
  });

  it("finds what RE2 finds, with and without a literal", () => {
    fc.assert(
      fc.property(patterns, texts, fc.boolean(), (pattern, text, caseSensitive) => {
        const compiled = compile(pattern, caseSensitive);
        if (!compiled.ok) return;
        const matcher = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE).matcher(text);
        const expected: string[] = [];
        while (matcher.find()) expected.push(matcher.group() as string);
        expect(matches(pattern, text, caseSensitive)).toEqual(expected.filter((one) => one !== ""));
      }),
      { numRuns: 1_000 },
    );
  });

  it("passes over places of no length", () => {
    expect(matches(raw`\w|\b`, "b")).toEqual(["b"]);
  });

  it("searches the beginning of a long text alone where no literal spares it the rest", () => {
    const long = `${"- ".repeat(10_000)}v12`;
    expect(matches(raw`v\d+`, `v1${long}`)).toEqual(["v1"]);
    expect(matches(raw`v12|v\d`, long)).toEqual([]);
    expect(matches("v12", long)).toEqual(["v12"]);
    const pair = `${"-".repeat(19_999)}😀`;
    expect(matches("[a😀]", `a${pair}--`)).toEqual(["a"]);
    expect(matches("[a😀]", `${pair}--`)).toEqual([]);
    expect(matches("[a😀]", `${pair.slice(1)}--`)).toEqual([]);
    expect(matches("[a😀]", `${pair.slice(2)}--`)).toEqual(["😀"]);
  });

  it("finds a hundred places, and fewer in a very long text", () => {
    expect(matches("foo", "foo ".repeat(1_000))).toHaveLength(100);
    expect(matches("foo", "foo ".repeat(25_000))).toHaveLength(20);
  });

  it("goes on where a text has made too many states", () => {
    let seed = 1;
    const bit = () => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return seed > 0x3fffffff ? "x" : "a";
    };
    const bits = Array.from({ length: 2_000 }, bit);
    const compiled = compile("(?s)x(.{0,200}y)?$", false);
    if (!compiled.ok) throw new Error(compiled.fault);
    const held = (text: string) => compiled.expression.placesIn({ text, oneCase: () => text }).length;
    expect([held(`${bits.join("")}a`), held(`${bits.join("")}x`), held("ax")]).toEqual([0, 1, 1]);
  });

  // RegExp would not come back from these within a lifetime.
  it.each(["(a+)+$", "(a|a)+$", "(a|aa)+$", "(.*)*x", raw`(\w+\s?)+$`, "(aaa+)+b"])(
    "does not hang on /%s/",
    (pattern) => {
      expect(matches(pattern, `${"a".repeat(100_000)}!`, true)).toHaveLength(0);
    },
  );

  it.each([
    ["a".repeat(201), "long"],
    ["(ab){300}", "large"],
    ["a?", "empty"],
    ["", "empty"],
    ["^", "empty"],
    [raw`\b`, "empty"],
    [raw`(foo)?\b`, "empty"],
    [".", "anything"],
    [raw`[^0-9]+`, "anything"],
    ["(", "syntax"],
    ["\\", "syntax"],
  ])("does not take %j", (pattern, fault) => {
    expect(compile(pattern, true)).toMatchObject({ ok: false, fault });
  });
});

describe("literalOf", () => {
  it.each([
    ["openai", "OPENAI"],
    [raw`\bopen ?ai\b`, "OPEN"],
    [raw`a\.b\.c`, "A.B.C"],
    ["ab+cde", "CDE"],
    ["abc*?def", "DEF"],
    ["foo{2}bar", "BAR"],
    ["foo{,2}bar", "FOO{,2}BAR"],
    ["(foo|bar)baz", "BAZ"],
    ["[]abc]def", "DEF"],
    ["[[:alpha:]]xyz", "XYZ"],
    [raw`\Qa|b\Exyz`, "XYZ"],
    [raw`\x{41}foo\101bar\pLqux`, "FOO"],
    ["straße", "STRASSE"],
    ["苹果手机", "苹果手机"],
    ["😀😀😀", "😀😀😀"],
    ["😀😀", undefined],
    ["ab", undefined],
    ["foo|bar", undefined],
    ["(foo)", undefined],
    ["f(oo", undefined],
    ["", undefined],
  ])("of /%s/ is %j", (pattern, literal) => {
    expect(literalOf(pattern)).toBe(literal);
  });

  it("is in everything that the pattern matches", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const literal = literalOf(pattern);
        const compiled = compile(pattern, false);
        if (literal === undefined || !compiled.ok) return;
        const made = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
        if (made.test(text)) expect(inOneCase(text)).toContain(literal);
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves nothing out of a pattern", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (pattern) => {
        expect(
          piecesOf(pattern)
            .map(({ text }) => text)
            .join(""),
        ).toBe(pattern);
      }),
    );
  });
});

describe("inOneCase", () => {
  // The letters that RE2 takes for another one although neither small nor capital letters join them.
  it.each(["kK\u212a", "sSſ", "σςΣ", "вВ\u1c80", "ßẞ", "θΘϑϴ", "ιΙ\u0345\u1fbe", "åÅ\u212b"])(
    "joins %s",
    (letters) => {
      for (const letter of letters) {
        expect(RE2JS.compile(letter, RE2JS.CASE_INSENSITIVE).test(letters.replace(letter, ""))).toBe(true);
        expect(inOneCase(letter)).toBe(inOneCase(letters[0] as string));
      }
    },
  );

  it("meets a text that was made even before", () => {
    expect(plain("\u212a ſ").text).toBe("K s");
  });
});

describe("slashes", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("/", "\\\\", "\\d", "a", "\\Q") }), (pattern) => {
        expect(withoutSlashes(withSlashes(pattern))).toBe(pattern);
        expect(withSlashes(pattern)).not.toMatch(/(?<!\\)(?:\\\\)*\//);
      }),
    );
  });
});

describe("faultOf", () => {
  it.each([
    ["op(en", 2, 3, "this parenthesis is never closed. For the sign itself write \\(.", "/op(en)/"],
    ["a(b(c)", 1, 2, "this parenthesis is never closed. For the sign itself write \\(.", "/a(b(c))/"],
    ["(a)b)", 4, 5, "this parenthesis closes nothing. For the sign itself write \\).", raw`/(a)b\)/`],
    ["x[ab", 1, 2, "this bracket is never closed. For the sign itself write \\[.", "/x[ab]/"],
    ["a*|*b", 3, 4, "* has nothing to repeat here. For the sign itself write \\*.", raw`/a*|\*b/`],
    ["[**]a**", 5, 7, "** repeats twice. Once is enough.", "/[**]a*/"],
    ["a{2000}", 1, 7, "{2000} counts too far, or from more to less. Together, counts may reach 1000.", ""],
    [
      raw`\d[a-\d]`,
      5,
      7,
      raw`\d means nothing here. For a sign itself put a backslash before the sign alone.`,
      "",
    ],
    ["[z-a]", 1, 4, "z-a is no range of characters.", ""],
    ["(?x)ab", 0, 3, "(?x is not supported.", "ab"],
    ["(?<a b>ab)", 0, 7, "a group is named like (?<name>words).", "ab"],
    ["(?<n>a)(?<n>b)", -1, 15, "this is no regular expression: duplicate capture group name.", ""],
    ["\\", -1, 2, "this is no regular expression: trailing backslash at end of expression.", ""],
    [
      raw`(ab)\1`,
      4,
      6,
      raw`\1 refers back to a group, which is not supported. Write out what is to come again.`,
      "ab",
    ],
    [
      "(?>ab)",
      0,
      3,
      "groups that never go back are not supported, and not needed: no expression takes long here.",
      "ab",
    ],
    ["a?", -1, 3, "this may match nothing at all, so it would match every story.", ""],
    [".", -1, 2, "this would match every story. An expression needs something to look for.", ""],
    ["(ab){300}", -1, 10, "this stands for too long an expression. Smaller counts help.", "ab"],
    [
      "ab".repeat(101),
      -1,
      203,
      "an expression may have 200 characters, and this one has more.",
      "ab".repeat(101),
    ],
  ])("says what is wrong with /%s/, and where", (pattern, start, end, message, instead) => {
    const fault = faultOf(pattern, false);
    expect(fault).toMatchObject({ start, end, message });
    expect(fault?.instead.find((one) => one !== "") ?? "").toBe(instead);
  });

  it.each([
    ["open(?!ai)", 4, 7, "(?!", "open -ai"],
    ["(?=open)ai", 0, 3, "(?=", "ai open"],
    ["(?<!no )ai", 0, 4, "(?<!", "ai -no"],
    ["(?<=ab)cd(?!ef gh)", 0, 4, "(?<=", "cd ab -(ef gh)"],
    ["ab(?=)", 2, 5, "(?=", "ab"],
  ])("has words for what looks around: /%s/", (pattern, start, end, sign, instead) => {
    const says = `${sign} looks ahead or behind, which is not supported. Words beside the expression say what else must be there, words with a hyphen what must not.`;
    const fault = faultOf(pattern, true);
    expect(fault).toMatchObject({ start, end, message: says });
    expect(fault?.instead).toContain(instead);
  });

  it("keeps the flag of what it mends, and finds nothing wrong with what can be used", () => {
    expect(faultOf("(a", true)?.instead[0]).toBe("/(a)/c");
    expect(faultOf("(a)", true)).toBeUndefined();
  });
});
