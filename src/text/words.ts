import { addRow } from "./add-row.ts";
import { type Change, spanIn } from "./changes.ts";
import { makeTextEven, putText, settle } from "./even.ts";
import { hashOf, hashOn } from "./hash.ts";
import { KIND, KINDS, WORDLIKE } from "./kinds.ts";
import { endOfLink } from "./links.ts";
import { clearRows, Rows, SCRIPT, WORD } from "./rows.ts";
import { Sieve } from "./sieve.ts";
import { readSimple } from "./simple-words.ts";
import type { Span } from "./spans.ts";
import { endAt, endOfRun, kindAt, kindsIn } from "./units.ts";
import { endOfAcronym, endOfNumber } from "./word-ends.ts";

export { hashOf, hashOn, SCRIPT, WORD };

/** A text, read word by word into columns; offsets count in the even text, and `span` leads back to the original. */
export interface Words {
  /**
   * Reads a text; what an earlier call gave is overwritten, and larger arrays may take the place of the columns.
   *
   * With `wanted`, simple words that are not in it by their hash, nor a regular plural of what is, may be left out.
   * Positions count them.
   */
  read(original: string, options?: ReadOptions): void;
  /** The even text, addresses blanked: `length` units. */
  readonly units: Uint16Array;
  readonly length: number;
  /** The number of rows: one for each word, and behind that of a hashtag one for each word inside it. */
  readonly count: number;
  /** Folded units: the key of row i, which is compared, is keys[keyFrom[i] .. keyTo[i]). All end by keysEnd. */
  readonly keys: Uint16Array;
  readonly keysEnd: number;
  readonly keyFrom: Int32Array;
  readonly keyTo: Int32Array;
  /** What `hashOf` gives for the key. */
  readonly hash: Int32Array;
  /** The word as it stands in the even text, without symbols and possessive. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The end with the symbols after the word and its possessive. */
  readonly outer: Int32Array;
  /** Words count by one; the end of a sentence adds ten. */
  readonly position: Int32Array;
  /** Bits of `WORD` and `SCRIPT`. */
  readonly flags: Int32Array;
  /** The symbol right before row i as its unit: # @ $ or the dot of .NET; else 0. */
  before(i: number): number;
  span(from: number, to: number): Span;
  /** Where the length changed, in order; a list of its own for every text. */
  readonly changes: readonly Change[];
}

export interface ReadOptions {
  /** Reads addresses like the rest. */
  readonly links?: boolean;
  readonly wanted?: Sieve | undefined;
}

const OPENS = KIND.start | KIND.dense | KIND.hangul | KIND.symbol | KIND.high;
const [AMPERSAND, APOSTROPHE, HASH, PLUS, SPACE] = [0x26, 0x27, 0x23, 0x2b, 0x20];
const [SMALL_S, TO_SMALL] = [0x73, 0x20];
const SCRIPTS = ["spaced", "hangul", "dense", "symbol"] as const;

/** How a word of a script is found: whole, at the start of a word, or anywhere in a run without spaces. */
export type Script = (typeof SCRIPTS)[number];

/** Returns the script of a word with these flags. */
export function scriptOf(flags: number): Script {
  return SCRIPTS[(flags & SCRIPT.mask) >> 6] as Script;
}

const EVERYTHING = new Sieve();
EVERYTHING.bits.fill(-1);

/** Returns a reader of texts, with buffers that grow with the longest text; what is very long does not count. */
export function makeWords(): Words {
  return new Reader();
}

class Reader extends Rows implements Words {
  read(original: string, { links = false, wanted }: ReadOptions = {}): void {
    putText(this, original);
    if (this.#readAll(original, links, wanted ?? EVERYTHING)) return;
    makeTextEven(this, original);
    this.#readAll(original, links, wanted ?? EVERYTHING);
  }

  /** Reads the text in the buffer; returns false where it must be made even first. */
  #readAll(original: string, links: boolean, wanted: Sieve): boolean {
    clearRows(this);
    for (let at = 0; at < this.length; ) {
      if (isUnmarked(this, at)) at = readSimple(this, at, wanted);
      // What was simple is even.
      this.settled = Math.max(this.settled, at);
      const next = readNext(this, original, at, links);
      if (next === undefined) return false;
      at = next;
    }
    return true;
  }

  before(i: number): number {
    if (((this.flags[i] as number) & WORD.symbol) === 0) return 0;
    return this.units[(this.from[i] as number) - 1] as number;
  }

  span(from: number, to: number): Span {
    return spanIn(this.changes, from, to);
  }
}

/** Whether no symbol stands right before a place. */
function isUnmarked({ units }: Rows, at: number): boolean {
  return at === 0 || ((KINDS[units[at - 1] as number] as number) & KIND.before) === 0;
}

/** Reads the next word by all rules; returns where to read on, or undefined where the text must be made even first. */
function readNext(rows: Rows, original: string, start: number, links: boolean): number | undefined {
  const { units, length } = rows;
  for (let at = start; at < length; at += 1) {
    if (at === rows.settled && !settle(rows, original, at)) return undefined;
    const kind = KINDS[units[at] as number] as number;
    if ((kind & KIND.start) !== 0) return readWord(rows, at, links);
    if ((kind & OPENS) !== 0) return readOther(rows, at);
    if ((kind & (KIND.end | KIND.stop)) !== 0) rows.stopped = true;
  }
  return length;
}

/** Reads what begins with a letter or digit of a script with spaces. */
function readWord(rows: Rows, from: number, links: boolean): number {
  const { units } = rows;
  let to = from;
  let seen = 0;
  let kind = KINDS[units[to] as number] as number;
  do {
    seen |= kind;
    to += 1;
    kind = KINDS[units[to] as number] as number;
  } while ((kind & KIND.inner) !== 0);
  if ((kind & KIND.link) !== 0 && !links) {
    const end = endOfLink(units, from);
    if (end !== 0) {
      units.fill(SPACE, from, end);
      return end;
    }
  }
  const isShortOrNumber = to - from === 1 || (seen & KIND.digit) !== 0;
  if ((kind & KIND.high) !== 0 || ((kind & KIND.point) !== 0 && isShortOrNumber)) return readLong(rows, from);
  return addSpaced(rows, from, to, seen, 0);
}

/** Reads a word to which more may belong than the units it begins with. */
function readLong(rows: Rows, from: number): number {
  const { units } = rows;
  const acronym = endOfAcronym(units, from);
  const to = acronym === 0 ? endOfNumber(units, from) : acronym;
  return addSpaced(rows, from, to, kindsIn(units, from, to), acronym === 0 ? 0 : WORD.acronym);
}

/** Adds a word of a script with spaces, which takes the symbols behind it and its possessive along. */
function addSpaced(rows: Rows, from: number, to: number, seen: number, flags: number): number {
  const { units } = rows;
  let outer = to;
  if (units[outer] === HASH) outer += 1;
  else while (units[outer] === PLUS) outer += 1;
  if (!isPossessive(units, outer)) return add(rows, from, to, outer, seen, flags);
  return add(rows, from, to, outer + 2, seen, flags | WORD.possessive);
}

function isPossessive(units: Uint16Array, at: number): boolean {
  if (units[at] !== APOSTROPHE || ((units[at + 1] as number) | TO_SMALL) !== SMALL_S) return false;
  return (kindAt(units, at + 2) & WORDLIKE) === 0;
}

/** Reads what begins with anything else, or with the first unit of two. */
function readOther(rows: Rows, from: number): number {
  const { units } = rows;
  const kind = kindAt(units, from);
  if ((kind & KIND.start) !== 0) return readLong(rows, from);
  if ((kind & KIND.dense) !== 0) return readRun(rows, from, KIND.dense | KIND.mark, SCRIPT.dense);
  if ((kind & KIND.hangul) !== 0) return readRun(rows, from, KIND.hangul | KIND.mark, SCRIPT.hangul);
  const to = (kind & KIND.symbol) === 0 ? 0 : endOfSymbol(units, from, kind);
  return to === 0 ? endAt(units, from) : add(rows, from, to, to, kindsIn(units, from, to), SCRIPT.symbol);
}

function readRun(rows: Rows, from: number, run: number, script: number): number {
  const to = endOfRun(rows.units, from, run);
  return add(rows, from, to, to, kindsIn(rows.units, from, to), script);
}

/** Returns the end of a flag, an emoji with its skin tone or an ampersand; 0 for half a flag. */
function endOfSymbol(units: Uint16Array, from: number, kind: number): number {
  const to = endAt(units, from);
  if (units[from] === AMPERSAND) return to;
  const next = kindAt(units, to);
  if ((kind & KIND.half) !== 0) return (next & KIND.half) === 0 ? 0 : endAt(units, to);
  return (next & KIND.tone) === 0 ? to : endAt(units, to);
}

function add(rows: Rows, from: number, to: number, outer: number, seen: number, flags: number): number {
  addRow(rows, from, to, outer, seen, flags);
  return outer;
}
