import { Sieve } from "../../text/sieve.ts";
import { hashOf, hashOn } from "../../text/words.ts";
import type { Element } from "../terms.ts";
import { Column } from "./memory.ts";
import { Names } from "./names.ts";

/** Stands behind the form of a term that is not a whole word; no word has these signs at its end. */
const MARKS: Readonly<Record<Element["how"], string>> = {
  whole: "",
  start: "*",
  within: "~",
  arabic: "<",
  hebrew: ">",
  and: "&",
};

/** The symbols that forms have besides, before the word or behind it. */
const SYMBOLS = /^[#@$.]|[+#][*~<>]?$/;

/** The same as UTF-16 units, to go on with a hash; 0 for none. */
export const MARK = {
  none: 0,
  start: unitOf(MARKS.start),
  within: unitOf(MARKS.within),
  arabic: unitOf(MARKS.arabic),
  hebrew: unitOf(MARKS.hebrew),
  and: unitOf(MARKS.and),
} as const;

function unitOf(mark: string): number {
  return mark.charCodeAt(0);
}

/** Whether the form with its mark is that of a whole word. */
export function isWhole(text: string): boolean {
  return !/[*~<>]$|.&$/u.test(text);
}

const BASIS = hashOf("");

/** Lengths of forms in use, to know how much of a word to look up. From the last one on all lengths share a bit. */
const LONGEST = 31;

/** The term that is seen in every story. */
export const EVERY_STORY = 1;

/** The words that some query looks for: a term is a form and how it is found. Terms are numbers above 0. */
export class Vocabulary {
  readonly #names: Names;
  readonly #uses = new Column();
  readonly #starts = new Lengths();
  readonly #withins = new Lengths();
  #prefixed = 0;
  #symbols = 0;
  /** Holds the hash of each form that was ever looked for; what leaves the vocabulary stays in it. */
  readonly #sieve = new Sieve();

  /** `columns` get room for every term. */
  constructor(columns: readonly { reserve(slot: number): void }[]) {
    this.#names = new Names([this.#uses, ...columns]);
    // The first term that is taken, and never released. No word is written with a line feed.
    this.take("whole", "\n");
  }

  /** The lengths of the beginnings in use, as bits. */
  get starts(): number {
    return this.#starts.bits;
  }

  /** The lengths of what is looked for inside runs, as bits. */
  get withins(): number {
    return this.#withins.bits;
  }

  /** What words of a text can matter, by the hashes of their keys; undefined where any may, because parts of words are looked for. */
  get wanted(): Sieve | undefined {
    return this.starts === 0 && !this.hasPrefixed ? this.#sieve : undefined;
  }

  /** Whether any form is looked for behind an article or a preposition. */
  get hasPrefixed(): boolean {
    return this.#prefixed > 0;
  }

  /** Whether any form has symbols. */
  get hasSymbols(): boolean {
    return this.#symbols > 0;
  }

  /** Returns the term for a form, and notes one more use of it. */
  take(how: Element["how"], form: string): number {
    const text = form + MARKS[how];
    const term = this.#names.find(text) || this.#names.enter(text);
    const uses = this.#uses.get(term);
    if (uses === 0) this.#count(text, 1);
    if (uses === 0) {
      // Readers of texts know the hash of a key, without a mark.
      this.#sieve.add(hashOf(form));
      this.#sieve.add(hashOf(text));
    }
    this.#uses.set(term, uses + 1);
    return term;
  }

  /** Takes back one use; a term without uses is forgotten, and its number goes to the next new one. */
  release(term: number): void {
    const uses = this.#uses.get(term) - 1;
    this.#uses.set(term, uses);
    if (uses > 0) return;
    this.#count(this.text(term), -1);
    this.#names.drop(term);
  }

  /** The form of a term with its mark. */
  text(term: number): string {
    return this.#names.text(term);
  }

  /** Returns the term whose form stands in keys[from .. to), given the hash of these, or 0. */
  find(hash: number, keys: Uint16Array, from: number, to: number, mark: number): number {
    const marked = mark === 0 ? hash : hashOn(hash, mark);
    if (!this.#sieve.has(marked)) return 0;
    let term = this.#names.first(marked);
    while (term !== 0 && !isText(this.text(term), keys, from, to, mark)) term = this.#names.next(term);
    return term;
  }

  /** Returns the term for a form, or 0. */
  findText(form: string, how: Element["how"]): number {
    return this.#names.find(form + MARKS[how]);
  }

  #count(text: string, by: 1 | -1): void {
    if (SYMBOLS.test(text)) this.#symbols += by;
    const length = text.length - 1;
    if (text.endsWith(MARKS.start)) this.#starts.count(length, by);
    else if (text.endsWith(MARKS.within)) this.#withins.count(length, by);
    else if (text.endsWith(MARKS.arabic) || text.endsWith(MARKS.hebrew)) this.#prefixed += by;
  }
}

/** How many forms there are of each length. */
class Lengths {
  readonly #counts = new Int32Array(LONGEST + 1);
  bits = 0;

  count(length: number, by: 1 | -1): void {
    const bit = Math.min(length, LONGEST);
    const count = (this.#counts[bit] as number) + by;
    this.#counts[bit] = count;
    this.bits = count > 0 ? this.bits | (1 << bit) : this.bits & ~(1 << bit);
  }
}

/** Whether a form of so many units may be in use, given the bits of the lengths that are. */
export function isLengthIn(bits: number, length: number): boolean {
  return (bits & (1 << Math.min(length, LONGEST))) !== 0;
}

/** Returns the hash of the form that stands in keys[from .. to). */
export function hashOver(keys: Uint16Array, from: number, to: number): number {
  let hash = BASIS;
  for (let at = from; at < to; at += 1) hash = hashOn(hash, keys[at] as number);
  return hash;
}

function isText(text: string, keys: Uint16Array, from: number, to: number, mark: number): boolean {
  const length = to - from;
  if (text.length !== (mark === 0 ? length : length + 1)) return false;
  for (let index = 0; index < length; index += 1) {
    if (text.charCodeAt(index) !== keys[from + index]) return false;
  }
  return mark === 0 || text.charCodeAt(length) === mark;
}
