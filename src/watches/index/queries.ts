import { hashOf } from "../../text/words.ts";
import { outlineOf } from "../condition.ts";
import type { MatchableStory } from "../hit.ts";
import { type Judge, judgeOf } from "../judge.ts";
import type { Reader } from "../passages.ts";
import type { Query } from "../tree.ts";
import { Frequencies } from "./frequencies.ts";
import { Lists } from "./lists.ts";
import { Arena, Column, Pairs } from "./memory.ts";
import { Names } from "./names.ts";
import {
  ANYTHING,
  anchorsOf,
  commonness,
  eachTerm,
  encode,
  hasSight,
  holds,
  isPlainWord,
  PLAIN,
} from "./program.ts";
import { Sights } from "./sights.ts";
import { Spotter } from "./spotter.ts";
import { EVERY_STORY, Vocabulary } from "./vocabulary.ts";

/** A program of more numbers is not kept, and the judge is asked each time; a query that can be typed is far below. */
const LONGEST_PROGRAM = 10_000;

/**
 * Different queries, each once, found by their anchors: terms of which a story must name one.
 *
 * A query's record in the arena is twice the number of its anchors, plus 1 where the judge has the last word; the
 * anchors; the program.
 */
export class Queries {
  readonly #sights = new Sights();
  readonly #frequencies = new Frequencies();
  /** For each term the queries that are anchored on it: twice their number, plus 1 where the term is the whole query. */
  readonly #postings = new Lists();
  readonly #vocabulary: Vocabulary;
  readonly #spotter: Spotter;
  /** Each query as JSON: by it equal ones are found, and the tree can be had again. */
  readonly #names: Names;
  readonly #uses = new Column();
  /** Two numbers for each query, next to each other: the story it was held against last, and the address of its record. */
  readonly #records = new Pairs();
  readonly #arena = new Arena();
  /** Of the queries that need one and were candidates before. */
  readonly #judges = new Map<number, Judge>();
  /** How many terms are looked for in each field, by the number of its bit. */
  readonly #fieldUses = new Int32Array(8);
  #fields = 0;
  #story = 0;

  /** `columns` get room for every query. */
  constructor(columns: readonly { reserve(slot: number): void }[]) {
    this.#vocabulary = new Vocabulary([this.#sights, this.#postings]);
    this.#spotter = new Spotter(this.#vocabulary, this.#sights, this.#frequencies);
    this.#names = new Names([this.#uses, this.#records, ...columns]);
  }

  /** Returns the number of a query, and notes one more use of it. */
  take(query: Query): number {
    const text = JSON.stringify(query);
    const known = this.#names.find(text);
    const slot = known || this.#names.enter(text);
    if (!known) this.#enter(slot, query);
    this.#uses.set(slot, this.#uses.get(slot) + 1);
    return slot;
  }

  /** Takes back one use; a query without uses is forgotten. */
  release(slot: number): void {
    const uses = this.#uses.get(slot) - 1;
    this.#uses.set(slot, uses);
    if (uses > 0) return;
    this.#leave(slot);
    this.#judges.delete(slot);
    this.#names.drop(slot);
  }

  /** Returns a query as JSON. */
  text(slot: number): string {
    return this.#names.text(slot);
  }

  /** Returns the queries that a story matches, in no order. `reader` gives what reads the same story for judges. */
  match(story: MatchableStory, reader: () => Reader): readonly number[] {
    this.#story += 1;
    this.#spotter.read(story, this.#fields);
    const { terms, seen } = this.#sights;
    const found: number[] = [];
    for (let index = 0; index < seen; index += 1) {
      const term = terms[index] as number;
      const posting = this.#postings.get(term);
      if (posting === 0) continue;
      const isPlain = hasSight(term, PLAIN, this.#sights);
      if (posting > 0) this.#consider(posting, isPlain, reader, found);
      else for (const one of this.#postings.several(posting)) this.#consider(one, isPlain, reader, found);
    }
    return found;
  }

  #consider(posting: number, isPlain: boolean, reader: () => Reader, found: number[]): void {
    const slot = posting >> 1;
    if ((posting & 1) === 0 ? this.#matches(slot, reader) : isPlain) found.push(slot);
  }

  /** Whether a query that is anchored on what was seen matches; once for each story. */
  #matches(slot: number, reader: () => Reader): boolean {
    if (this.#records.first(slot) === this.#story) return false;
    this.#records.setFirst(slot, this.#story);
    const address = this.#records.second(slot);
    const page = this.#arena.page(address);
    const at = Arena.at(address);
    const head = page[at] as number;
    if (!holds(page, at + 1 + (head >> 1), this.#sights)) return false;
    return (head & 1) === 0 || this.#judge(slot)(reader()).matched;
  }

  #judge(slot: number): Judge {
    const judge = this.#judges.get(slot) ?? judgeOf(JSON.parse(this.text(slot)));
    this.#judges.set(slot, judge);
    return judge;
  }

  #enter(slot: number, query: Query): void {
    const record = this.#recordOf(query);
    const program = 1 + ((record[0] as number) >> 1);
    const posting = postingOf(slot, record, 0);
    for (const term of record.slice(1, program)) this.#postings.add(term, posting);
    eachTerm(record, program, (_term, fields) => this.#countFields(fields, 1));
    this.#records.setFirst(slot, 0);
    this.#records.setSecond(slot, this.#arena.put(record));
  }

  #recordOf(query: Query): readonly number[] {
    const { condition, exact } = outlineOf(query);
    const program = encode(condition, this.#vocabulary);
    if (program.length > LONGEST_PROGRAM) {
      eachTerm(program, 0, (term) => this.#vocabulary.release(term));
      return [3, EVERY_STORY, ...ANYTHING];
    }
    const countOf = (word: string) => this.#frequencies.of(hashOf(word));
    const cost = (term: number, fields: number) => commonness(this.#vocabulary.text(term), fields, countOf);
    const anchors = anchorsOf(program, 0, cost)?.terms ?? [EVERY_STORY];
    return [2 * anchors.length + (exact ? 0 : 1), ...anchors, ...program];
  }

  #leave(slot: number): void {
    const address = this.#records.second(slot);
    const page = this.#arena.page(address);
    const at = Arena.at(address);
    const program = at + 1 + ((page[at] as number) >> 1);
    const posting = postingOf(slot, page, at);
    for (let anchor = at + 1; anchor < program; anchor += 1) {
      this.#postings.remove(page[anchor] as number, posting);
    }
    eachTerm(page, program, (term, fields) => {
      this.#countFields(fields, -1);
      this.#vocabulary.release(term);
    });
    this.#arena.free(address, program - at + (page[program + 1] as number));
  }

  #countFields(fields: number, by: 1 | -1): void {
    for (let bit = 0; bit < this.#fieldUses.length; bit += 1) {
      if ((fields & (1 << bit)) === 0) continue;
      const uses = (this.#fieldUses[bit] as number) + by;
      this.#fieldUses[bit] = uses;
      this.#fields = uses > 0 ? this.#fields | (1 << bit) : this.#fields & ~(1 << bit);
    }
  }
}

/** Twice the number of a query, plus 1 where the term that it is anchored on is all that it asks for. */
function postingOf(slot: number, record: ArrayLike<number>, at: number): number {
  const head = record[at] as number;
  const isAll = (head & 1) === 0 && isPlainWord(record, at + 1 + (head >> 1));
  return 2 * slot + (isAll ? 1 : 0);
}
