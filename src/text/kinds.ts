import { evened } from "./evened.ts";
import { fold } from "./fold.ts";

/** What a character is to the reader of words, as bits; most characters are several of these. */
export const KIND = {
  /** It has been looked up. */
  known: 1 << 0,
  /** It stands in even text as it is. */
  even: 1 << 1,
  /** It is made even together with the character before it. */
  trail: 1 << 2,
  /** A unit that may be the first of two. */
  high: 1 << 3,
  /** What it gives in a key is not one unit, or hangs on the character before it. */
  slow: 1 << 4,
  /** It gives nothing in a key: a grouping mark of a number, a skin tone. */
  spare: 1 << 5,
  letter: 1 << 6,
  mark: 1 << 7,
  digit: 1 << 8,
  upper: 1 << 9,
  lower: 1 << 10,
  /** It begins a word of a script with spaces; it stands inside one. */
  start: 1 << 11,
  inner: 1 << 12,
  hangul: 1 << 13,
  dense: 1 << 14,
  /** A word of its own: an emoji, half a flag, the ampersand. */
  symbol: 1 << 15,
  half: 1 << 16,
  tone: 1 << 17,
  /** It ends a sentence by itself; before a space; it may stand between the two. */
  end: 1 << 18,
  stop: 1 << 19,
  closer: 1 << 20,
  space: 1 << 21,
  /** A symbol that belongs to the word behind it; to the word before it. */
  before: 1 << 22,
  after: 1 << 23,
  /** It may stand between the digits of a number; between the letters of an acronym. */
  point: 1 << 24,
  dot: 1 << 25,
  /** The letters before it may begin an address. */
  link: 1 << 26,
} as const;

/** Scripts written without spaces between words; ー is common to two of them. */
const DENSE = String.raw`[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]&&[\p{L}\p{N}\p{M}]]`;
const HANGUL = String.raw`[\p{sc=Hangul}&&\p{L}]`;
/** A character inside a word of a script with spaces, as the source of an expression with the flag v. */
export const INNER = String.raw`[[\p{L}\p{N}\p{M}]--[${DENSE}${HANGUL}]]`;
/** Grouping marks of numbers and skin tones of emoji. */
export const SPARE = String.raw`[,'\u00a0\u2009\u202f\p{EMod}]`;

const SOURCES: Readonly<Partial<Record<keyof typeof KIND, string>>> = {
  // Marks, half-width voicing and conjoining jamo.
  trail: String.raw`[\p{M}\uFF9E\uFF9F\u1160-\u11FF\uD7B0-\uD7FB]`,
  high: String.raw`[\uD800-\uDBFF]`,
  spare: SPARE,
  letter: String.raw`\p{L}`,
  mark: String.raw`\p{M}`,
  digit: String.raw`\p{Nd}`,
  upper: String.raw`\p{Lu}`,
  lower: String.raw`\p{Ll}`,
  start: String.raw`[${INNER}--\p{M}]`,
  inner: INNER,
  hangul: HANGUL,
  dense: DENSE,
  symbol: String.raw`[[\p{ExtPict}--[\u2139↔-↪▪-◾]]\p{RI}\&]`,
  half: String.raw`\p{RI}`,
  tone: String.raw`\p{EMod}`,
  end: "[\n。।؟۔]",
  stop: "[.!?]",
  closer: String.raw`["'\)\]”»]`,
  space: String.raw`\s`,
  before: "[#@$.]",
  after: "[+#']",
  point: String.raw`[.,'\u00a0\u2009\u202f]`,
  dot: String.raw`\.`,
  link: "[:.]",
};
const TESTS = Object.entries(SOURCES).map(
  ([name, source]) => [KIND[name as keyof typeof KIND], new RegExp(`^${source}$`, "v")] as const,
);

/** What one glance at a unit tells, as bits of `GLANCES`, whose lower half is the unit that it gives in a key. */
export const GLANCE = {
  /** It stands in words, and is not slow. */
  word: 1 << 16,
  /** It means nothing to a word behind it, nor to the sentence; nothing to a word before it. */
  gap: 1 << 17,
  apart: 1 << 18,
  /** A letter, also in the key. */
  letter: 1 << 19,
  upper: 1 << 20,
  lower: 1 << 21,
  /** A digit, or what stands between digits. */
  number: 1 << 22,
  dot: 1 << 23,
  /** It may end a sentence: by itself, */
  end: 1 << 24,
  /** or with a space after it. */
  stop: 1 << 25,
} as const;

/**
 * What is known of every code point, as bits of `KIND`; 0 where nobody has asked yet.
 *
 * It costs no memory where no text has been: the system gives a page when it is first written.
 */
export const KINDS = new Int32Array(0x110000);

/** What the reader of simple words must know of a unit, in one number: one look-up is all it has time for. */
export const GLANCES = new Int32Array(0x10000);

/** All that words are made of. */
export const WORDLIKE = KIND.inner | KIND.dense | KIND.hangul;
/** What touches a word may belong to it. */
const TOUCHES = WORDLIKE | KIND.symbol | KIND.high;
const NO_GAP = TOUCHES | KIND.before | KIND.end | KIND.stop;
const NOT_APART = TOUCHES | KIND.after | KIND.link;

/** Returns what a code point is, as bits of `KIND`; from then on `KINDS` and `GLANCES` know it. */
export function kindOf(code: number): number {
  const known = KINDS[code] as number;
  return known === 0 ? learn(code) : known;
}

function learn(code: number): number {
  const character = String.fromCodePoint(code);
  const key = fold(character);
  let kind: number = KIND.known;
  for (const [bit, test] of TESTS) if (test.test(character)) kind |= bit;
  if ((kind & KIND.mark) !== 0 || character.length > 1 || key.length !== 1) kind |= KIND.slow;
  if (isEven(character, kind)) kind |= KIND.even;
  KINDS[code] = kind;
  if (character.length === 1) GLANCES[code] = glanceAt(kind, key);
  return kind;
}

/** What may turn out to be a part of something else is not even: an ampersand, half a pair of units, a mark. */
function isEven(character: string, kind: number): boolean {
  return (kind & KIND.trail) === 0 && !/[&\p{Cs}]/u.test(character) && evened(character) === character;
}

function glanceAt(kind: number, key: string): number {
  // What is not even yet is no simple matter. Of the ampersand that is none, the key is wanted.
  if ((kind & KIND.even) === 0) return key.charCodeAt(0) & 0xffff;
  const isSimple = (kind & KIND.slow) === 0;
  return (
    (isSimple ? key.charCodeAt(0) : 0) |
    (isSimple && (kind & KIND.start) !== 0 ? GLANCE.word : 0) |
    ((kind & NO_GAP) === 0 ? GLANCE.gap : 0) |
    ((kind & NOT_APART) === 0 ? GLANCE.apart : 0) |
    (/^\p{L}$/u.test(key) ? GLANCE.letter : 0) |
    ((kind & KIND.upper) !== 0 ? GLANCE.upper : 0) |
    ((kind & KIND.lower) !== 0 ? GLANCE.lower : 0) |
    ((kind & (KIND.digit | KIND.point)) !== 0 ? GLANCE.number : 0) |
    ((kind & KIND.dot) !== 0 ? GLANCE.dot : 0) |
    ((kind & KIND.end) !== 0 ? GLANCE.end : 0) |
    ((kind & KIND.stop) !== 0 ? GLANCE.stop : 0)
  );
}
