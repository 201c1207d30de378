import { NEVER_LAST, NUMBERED, SELDOM_LAST } from "../../src/text/abbreviations.ts";
import { fold } from "../../src/text/fold.ts";
import type { Plain } from "../../src/text/plain.ts";
import type { Scan, Script, Token } from "../../src/text/tokens.ts";
import { referencePlain } from "./reference-plain.ts";

// What words are, said once more and as plainly as it goes: by expressions, one object per word, with no eye on speed.

/** Scripts written without spaces between words; ー is common to two of them. */
const DENSE = String.raw`[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]&&[\p{L}\p{N}\p{M}]]`;
const HANGUL = String.raw`[\p{sc=Hangul}&&\p{L}]`;
const LETTER = String.raw`[\p{L}--[${DENSE}${HANGUL}]]`;
const START = String.raw`[[\p{L}\p{N}]--[${DENSE}${HANGUL}]]`;
const INNER = String.raw`[[\p{L}\p{N}\p{M}]--[${DENSE}${HANGUL}]]`;
const GROUPING = String.raw`[,'\u00a0\u2009\u202f]`;
const TOKEN = new RegExp(
  [
    String.raw`\p{RI}\p{RI}|[\p{ExtPict}--[ℹ↔-↪▪-◾]]\p{EMod}?|&`,
    String.raw`${DENSE}[${DENSE}\p{M}]*`,
    String.raw`${HANGUL}[${HANGUL}\p{M}]*`,
    String.raw`${LETTER}(?:\.${LETTER})+(?![\p{L}\p{N}\p{M}])\.?`,
    // A dot between digits belongs to the number, and so does what groups them by three.
    String.raw`${START}(?:${INNER}|(?<=\p{Nd})\.(?=\p{Nd})|(?<=(?<!\p{Nd})\p{Nd}{1,3})${GROUPING}(?=\p{Nd}{3}(?!\p{Nd})))*`,
  ].join("|"),
  "gv",
);
/** Grouping marks of numbers and skin tones of emoji. */
const SPARE = /[,'\u00a0\u2009\u202f\p{EMod}]/gu;
const IS_DENSE = new RegExp(`^${DENSE}`, "v");
const IS_HANGUL = new RegExp(`^${HANGUL}`, "v");
const IS_LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;
const WORD_BEFORE = /[\p{L}\p{N}\p{M}]$/u;
const AFTER = /\++|#/y;
const POSSESSIVE = /'[sS](?![\p{L}\p{N}\p{M}])/uy;
const CAMEL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})(?!\p{Lu}s(?!\p{L}))|(?<=\p{L})(?=\p{N})/u;
const LINK = new RegExp(
  String.raw`(?<!${INNER}|_)(?:https?:\/\/|ftp:\/\/|www\.)[\x21-\x7e]*[\w\/=\&\-]`,
  "giv",
);
const SENTENCE_END = /\n|[。।؟۔]|[.!?]["')\]”»]*\s/;
const FULL_STOP = /^\.["')\]”»]*\s/;
const SENTENCE_GAP = 10;

/** Returns what `tokenise` must return. */
export function referenceScan(original: string, options: { readonly links?: boolean } = {}): Scan {
  const even: Plain = referencePlain(original);
  const text = options.links ? even.text : even.text.replaceAll(LINK, (link) => " ".repeat(link.length));
  const tokens: Token[] = [];
  let previous: Token | undefined;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const token = tokenAt(text, found[0], found.index, previous);
    TOKEN.lastIndex = token.outer;
    // Folding leaves nothing of a lone tatweel.
    if (token.key === "") continue;
    tokens.push(token);
    previous = token;
  }
  return { text, span: even.span, tokens };
}

function tokenAt(text: string, word: string, from: number, previous: Token | undefined): Token {
  const to = from + word.length;
  const script = scriptOf(word);
  const after = script === "spaced" ? matchAt(AFTER, text, to) : "";
  const possessive = script === "spaced" ? matchAt(POSSESSIVE, text, to + after.length) : "";
  const before = script === "symbol" ? "" : symbolBefore(text, from);
  const acronym = word.includes(".") && !/\p{Nd}/u.test(word);
  const token = {
    key: fold(acronym ? word.replaceAll(".", "") : word.replaceAll(SPARE, "")),
    word,
    script,
    from,
    to,
    outer: to + after.length + possessive.length,
    position: positionAfter(previous, text, from),
    before,
    after,
    dotted: previous !== undefined && from === previous.outer + 1 && text[from - 1] === ".",
    acronym,
    possessive: possessive !== "",
    parts: [],
  };
  return before === "#" ? { ...token, parts: partsOf(token) } : token;
}

function scriptOf(word: string): Script {
  if (word <= "\x7f") return word === "&" ? "symbol" : "spaced";
  if (IS_DENSE.test(word)) return "dense";
  if (IS_HANGUL.test(word)) return "hangul";
  return IS_LETTER_OR_NUMBER.test(word) ? "spaced" : "symbol";
}

function symbolBefore(text: string, from: number): string {
  const symbol = text[from - 1];
  if (symbol === undefined || !"#@$.".includes(symbol)) return "";
  const outside = text.slice(Math.max(0, from - 3), from - 1);
  if (WORD_BEFORE.test(outside) || (symbol === "." && outside.endsWith("."))) return "";
  return symbol;
}

function positionAfter(previous: Token | undefined, text: string, from: number): number {
  if (previous === undefined) return 0;
  const between = text.slice(previous.outer, from);
  return previous.position + (endsSentence(previous, between, text.charAt(from)) ? 1 + SENTENCE_GAP : 1);
}

function endsSentence({ key }: Token, between: string, next: string): boolean {
  if (between === " " || !SENTENCE_END.test(between)) return false;
  return !(FULL_STOP.test(between) && isAbbreviation(key, next));
}

function isAbbreviation(key: string, next: string): boolean {
  if (NEVER_LAST.has(key) || SELDOM_LAST.has(key) || /^\p{L}$/u.test(key)) return true;
  return NUMBERED.has(key) && /^\d/.test(next);
}

function partsOf(tag: Token): readonly Token[] {
  const words = tag.word.split(CAMEL);
  if (words.length === 1) return [];
  let from = tag.from;
  return words.map((word) => {
    const to = from + word.length;
    const part = {
      ...tag,
      key: fold(word),
      word,
      from,
      to,
      outer: to,
      before: "",
      after: "",
      possessive: false,
    };
    from = to;
    return part;
  });
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
