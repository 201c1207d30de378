import { type Token, tokenise } from "../text/tokens.ts";
import type { Field } from "./tree.ts";

/** The smallest parts of a typed query, with their places in it. */
export type Lexeme = { readonly start: number; readonly end: number } & (
  | { readonly kind: "open" | "close" | "comma" | "star" }
  /** With the dashes that were typed for its hyphen. */
  | { readonly kind: "not"; readonly dashes?: string }
  | { readonly kind: "or" | "and"; readonly text: string }
  | { readonly kind: "near"; readonly distance: number }
  | { readonly kind: "field"; readonly field: Field; readonly text: string }
  | { readonly kind: "word"; readonly text: string; readonly prefix: boolean; readonly stray?: string }
  | {
      readonly kind: "phrase" | "exact";
      readonly text: string;
      readonly closed: boolean;
      readonly prefix: boolean;
      /** What stood before a star that was left out of it. */
      readonly stray?: string;
    }
  /** The pattern as it was typed, with a backslash before each slash in it. */
  | { readonly kind: "regex"; readonly pattern: string; readonly caseSensitive: boolean }
);

const OPEN = "(（";
const CLOSE = ")）";
const COMMA = ",，、،";
const QUOTES = '"“”„‟«»‹›＂〝〞〟「」『』';
const DASH = String.raw`\-－−–`;
const DASHES = `${DASH}—―`;
/** What may follow an operator word. */
const AFTER_OPERATOR = `(?=[\\s${OPEN}${CLOSE}${COMMA}${QUOTES}|｜]|$)`;

const SPACE = /\s+/uy;
const FIELD = /(title|body|source|site|author|lang|tag|link)[:：]/iuy;
const EXACT = new RegExp(`=[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]|$)`, "uy");
const PHRASE = new RegExp(`[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]|$)`, "uy");
/** Single quotes make a phrase only in pairs around whole words, since they are apostrophes too. */
const SINGLE = new RegExp(`(?<![\\p{L}\\p{N}])['‘]([^'‘’${QUOTES}]+)(['’])(?![\\p{L}\\p{N}])`, "uy");
/** A star behind the last word of a phrase, or behind the phrase. */
const STAR_INSIDE = /(?<=[^\s*])\*+$/u;
const STARS_LAST = /(?:\s*\*)+$/u;
const STAR_BEHIND = new RegExp(`\\*+(?=$|[\\s${CLOSE}${COMMA}|｜~])`, "uy");
/** Only c has a meaning behind an expression; i and g are habits from elsewhere that ask for what is done anyway. */
const REGEX = new RegExp(
  `(?<=^|[\\s${OPEN}${COMMA}|｜:：${DASHES}!！])/((?!\\s)(?:[^/\\\\]|\\\\.)+)/(c|gi?|ig?)?(?=$|[\\s${CLOSE}${COMMA}|｜])`,
  "uy",
);
const NEAR = /~(\d{1,4})(?!\d)/y;
/** A hyphen, or what phones make of one or two, excludes only at the start of a term. */
const HYPHEN = `(?<=^|[\\s${OPEN}${COMMA}|｜:：])[${DASHES}]{1,3}(?![\\s${DASHES}]|$)`;
/** Dashes that nobody would take for a hyphen. */
const SLIP = new RegExp(`^(?:[${DASHES}]{2}|[—―])`, "u");
const NOT = new RegExp(`${HYPHEN}|[!！](?![\\s!！]|$)|NOT(?=[\\s${OPEN}${QUOTES}]|$)`, "uy");
const OR = new RegExp(`(?:OR|or)${AFTER_OPERATOR}|[|｜]+`, "uy");
const AND = new RegExp(`(?:AND|and|&)${AFTER_OPERATOR}|&&`, "uy");
/** A comma between figures belongs to the number, unless it can neither group nor divide: 2024,2025. */
const IN_WORD = `(?:(?<=\\p{Nd})[,，](?=\\p{Nd}{1,3}(?!\\p{Nd}))|(?!~\\d|&&)[^\\s${OPEN}${CLOSE}${COMMA}|｜${QUOTES}])`;
const WORD = new RegExp(`${IN_WORD}+`, "uy");
const WORD_BEGINS = new RegExp(IN_WORD, "uy");
/** What no word begins with; the signs of Thai, Lao, Burmese and Khmer may. */
const NOISE = new RegExp(
  `(?:(?!~\\d|&&|[#@$.][\\p{L}\\p{N}])[^\\s${OPEN}${CLOSE}${COMMA}|｜${QUOTES}\\p{L}\\p{N}\\p{ExtPict}\\p{RI}&*\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])+`,
  "uy",
);
const STARS = /\*+/y;
const OPERATOR_WORD = /^(?:OR|or|AND|and|NOT)$/;

/** A typed query while it is read. */
interface Typed {
  readonly query: string;
  readonly tried: (characters: number) => void;
}

/**
 * Returns the lexemes of a typed query in order; punctuation that says nothing is passed over. Never throws.
 *
 * The time is linear in the length: `tried` hears of every attempt to read something, as one and what was read.
 */
export function lexemes(
  query: string,
  tried: (characters: number) => void = () => undefined,
): readonly Lexeme[] {
  const found: Lexeme[] = [];
  const typed = { query, tried };
  let at = 0;
  while (at < query.length) {
    const next = markAt(typed, at) ?? quotedAt(typed, at) ?? operatorAt(typed, at) ?? wordAt(typed, at);
    if (typeof next === "number") at = next;
    else {
      found.push(next);
      at = next.end;
    }
  }
  return found;
}

function markAt(typed: Typed, start: number): Lexeme | number | undefined {
  const mark = typed.query[start] as string;
  const end = start + 1;
  if (OPEN.includes(mark)) return { kind: "open", start, end };
  if (CLOSE.includes(mark)) return { kind: "close", start, end };
  if (COMMA.includes(mark)) return { kind: "comma", start, end };
  return endOf(SPACE, typed, start);
}

function quotedAt(typed: Typed, start: number): Lexeme | undefined {
  const exact = matchAt(EXACT, typed, start);
  const found = exact ?? matchAt(PHRASE, typed, start) ?? matchAt(SINGLE, typed, start);
  if (!found) return undefined;
  const [whole, inside = "", closer] = found;
  const text = inside.trim().replaceAll(/\s+/g, " ");
  const closed = closer !== "";
  const end = start + whole.length;
  if (exact) return { kind: "exact", text, closed, prefix: false, start, end };
  // The star of a beginning may stand on either side of the closing quote; "*…* is somebody's bold type.
  const behind = endOf(STAR_BEHIND, typed, end);
  const begun = text.replace(behind === undefined ? STAR_INSIDE : STARS_LAST, "");
  const prefix = (behind !== undefined || begun !== text) && typed.query[start - 1] !== "*";
  return { kind: "phrase", text: begun, closed, prefix, start, end: behind ?? end };
}

function operatorAt(typed: Typed, start: number): Lexeme | undefined {
  const field = matchAt(FIELD, typed, start);
  if (field) {
    const name = (field[1] as string).toLowerCase() as Field;
    return { kind: "field", field: name, text: field[1] as string, start, end: start + field[0].length };
  }
  const regex = matchAt(REGEX, typed, start);
  if (regex) {
    const [whole, pattern = "", flags] = regex;
    return { kind: "regex", pattern, caseSensitive: flags === "c", start, end: start + whole.length };
  }
  const near = matchAt(NEAR, typed, start);
  if (near) return { kind: "near", distance: Number(near[1]), start, end: start + near[0].length };
  const not = endOf(NOT, typed, start);
  if (not !== undefined) return notAt(typed, start, not);
  const or = endOf(OR, typed, start);
  if (or !== undefined) return { kind: "or", text: typed.query.slice(start, or), start, end: or };
  const and = endOf(AND, typed, start);
  if (and !== undefined) return { kind: "and", text: typed.query.slice(start, and), start, end: and };
  return undefined;
}

function notAt({ query }: Typed, start: number, end: number): Lexeme {
  const dashes = query.slice(start, end);
  return { kind: "not", start, end, ...(SLIP.test(dashes) ? { dashes } : {}) };
}

/** Reads a word without the punctuation around it, or says where to read on. */
function wordAt(typed: Typed, start: number): Lexeme | number {
  const noise = endOf(NOISE, typed, start);
  if (noise !== undefined) return noise;
  const stars = endOf(STARS, typed, start);
  if (stars !== undefined) return starAt(typed, start, stars);
  const raw = matchAt(WORD, typed, start)?.[0];
  if (raw === undefined) return start + 1;
  const end = start + raw.length;
  const scan = tokenise(raw, { links: true });
  // An & without a name around it is no word.
  if (scan.tokens.every(({ key }) => key === "&"))
    return raw.includes("*") ? { kind: "star", start, end } : end;
  const first = scan.tokens[0] as Token;
  const last = scan.tokens.at(-1) as Token;
  const span = scan.span(first.from - first.before.length, last.outer);
  // What comes before the word may have hidden an operator or a field: read again from there.
  if (span.start > 0) return start + span.start;
  const text = raw.slice(0, span.end);
  // *OpenAI* is somebody's bold type.
  const bold = typed.query[start - 1] === "*";
  const prefix = raw[span.end] === "*" && !bold;
  if (text.includes("*")) return withoutStars(text, prefix, start, end);
  if (OPERATOR_WORD.test(text) && !prefix) return quotedWord(text, start, end);
  return { kind: "word", text, prefix, ...(bold ? { stray: text } : {}), start, end };
}

/** A word with stars inside is read without them, in quotes where it would be something else then. */
function withoutStars(typed: string, prefix: boolean, start: number, end: number): Lexeme {
  const stray = typed.slice(0, typed.indexOf("*"));
  const text = typed.replaceAll("*", "");
  const [first, second] = lexemes(text);
  const isWord = first?.kind === "word" && first.text === text && !second;
  const word: Lexeme = isWord
    ? { kind: "word", text, prefix, start, end }
    : { ...quotedWord(text, start, end), prefix };
  return { ...word, stray };
}

/** Whether this is too little for the beginning of a word; one Han character is a word of its own. */
export function isShort(text: string): boolean {
  return !/[\p{L}\p{N}]\p{M}*[\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hangul}]/u.test(text);
}

/** A star is one alone where no word stands right behind it; else what counts is read on behind it. */
function starAt(typed: Typed, start: number, stars: number): Lexeme | number {
  const end = endOf(NOISE, typed, stars) ?? stars;
  return endOf(WORD_BEGINS, typed, end) === undefined ? { kind: "star", start, end } : stars;
}

function quotedWord(text: string, start: number, end: number): Lexeme & { kind: "phrase" } {
  return { kind: "phrase", text, closed: true, prefix: false, start, end };
}

function matchAt(pattern: RegExp, { query, tried }: Typed, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(query) ?? undefined;
  tried(1 + (found?.[0].length ?? 0));
  return found;
}

function endOf(pattern: RegExp, typed: Typed, at: number): number | undefined {
  const found = matchAt(pattern, typed, at);
  return found && at + found[0].length;
}
