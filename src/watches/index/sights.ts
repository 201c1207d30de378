import type { Field } from "../tree.ts";
import { Pairs } from "./memory.ts";

// What is noted of a sight, as bits. Its field:
export const FIELD: Readonly<Record<Field, number>> = {
  title: 1,
  body: 2,
  tag: 4,
  source: 8,
  author: 16,
  link: 32,
  site: 64,
  lang: 128,
};
export const FIELDS = 255;
// What an element must allow: a regular plural, a part of a hashtag, a single letter with symbols behind it as in C++.
export const PLURAL = 256;
export const PART = 512;
export const FOLLOWED = 1024;
export const ALLOWED = PLURAL | PART | FOLLOWED;
// What an element may demand: only a dot before the word as in node.js, or capitals.
export const DOTTED = 2048;
export const CAPITALS = 4096;
export const DEMANDED = DOTTED | CAPITALS;

/** Where one story names the terms of a vocabulary: a chain of sights for each term, the last one first. */
export class Sights {
  /** Two numbers for each term, next to each other: the story it was seen in last, and its last sight there. */
  readonly #last = new Pairs();
  #story = 0;
  #count = 0;
  /** The terms seen, in the order of their first sight; `seen` of them count. */
  terms = new Int32Array(256);
  seen = 0;
  // Columns over sights, from 1 on: the position of the word, bits, and the sight of the same term before.
  positions = new Int32Array(256);
  flags = new Int32Array(256);
  next = new Int32Array(256);

  /** Makes room up to a term. */
  reserve(term: number): void {
    this.#last.reserve(term);
  }

  /** Forgets the story before. */
  begin(): void {
    this.#story += 1;
    this.#count = 0;
    this.seen = 0;
  }

  note(term: number, position: number, flags: number): void {
    this.#count += 1;
    const sight = this.#count;
    if (sight === this.positions.length) this.#enlarge();
    this.positions[sight] = position;
    this.flags[sight] = flags;
    const before = this.head(term);
    this.next[sight] = before;
    this.#last.setSecond(term, sight);
    if (before !== 0) return;
    if (this.seen === this.terms.length) this.terms = enlarged(this.terms);
    this.terms[this.seen] = term;
    this.seen += 1;
    this.#last.setFirst(term, this.#story);
  }

  /** The last sight of a term in the story, or 0. */
  head(term: number): number {
    return this.#last.first(term) === this.#story ? this.#last.second(term) : 0;
  }

  #enlarge(): void {
    this.positions = enlarged(this.positions);
    this.flags = enlarged(this.flags);
    this.next = enlarged(this.next);
  }
}

function enlarged(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * column.length);
  larger.set(column);
  return larger;
}
