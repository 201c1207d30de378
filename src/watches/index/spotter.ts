import type { Sieve } from "../../text/sieve.ts";
import { hashOn, makeWords, SCRIPT, WORD, type Words } from "../../text/words.ts";
import type { MatchableStory } from "../hit.ts";
import { languagesOf, sitesOf } from "../site.ts";
import { type Element, type PluralEnding, takesPlural } from "../terms.ts";
import type { Frequencies } from "./frequencies.ts";
import { CAPITALS, DOTTED, FIELD, FOLLOWED, PART, PLURAL, type Sights } from "./sights.ts";
import { EVERY_STORY, hashOver, isLengthIn, MARK, type Vocabulary } from "./vocabulary.ts";

const [E, I, S, Y] = ["e", "i", "s", "y"].map(unitOf) as [number, number, number, number];
const [AMPERSAND, ALEF, LAM] = ["&", "ا", "ل"].map(unitOf) as [number, number, number];
/** Hebrew and Arabic letters lie between these. */
const [FIRST_PREFIXED, LAST_PREFIXED] = [0x0590, 0x08ff];
/** What Hebrew writes together with the word behind it, as in terms.ts. */
const HEBREW_PREFIXES = "והבלכמש";

/**
 * Finds the terms of a vocabulary in stories. A word is a sight of every term that it satisfies: OpenAI’s of openai
 * and openais, companies of company. What `fits` of terms.ts says of a single word is said here for all terms at once.
 */
export class Spotter {
  readonly #words: Words = makeWords();
  readonly #vocabulary: Vocabulary;
  readonly #sights: Sights;
  readonly #frequencies: Frequencies;
  #counting = false;
  #wanted: Sieve | undefined;
  /** The term for "and" or "&" inside phrases, or 0. */
  #and = 0;
  /** Added to the positions in a passage: no phrase goes on from one passage into the next. */
  #base = 0;
  #position = 0;

  constructor(vocabulary: Vocabulary, sights: Sights, frequencies: Frequencies) {
    this.#vocabulary = vocabulary;
    this.#sights = sights;
    this.#frequencies = frequencies;
  }

  /** Reads a story into the sights. `fields` are the bits of those that are asked for besides title, text and tags. */
  read(story: MatchableStory, fields: number): void {
    this.#sights.begin();
    this.#position = 0;
    this.#base = 0;
    this.#counting = this.#frequencies.begin();
    this.#wanted = this.#counting ? undefined : this.#vocabulary.wanted;
    this.#and = this.#vocabulary.findText("and", "and");
    this.#note(EVERY_STORY, 0);
    this.#passage(story.title, FIELD.title);
    this.#passage(story.text, FIELD.body);
    for (const tag of story.tags ?? []) this.#passage(tag, FIELD.tag);
    if (fields & FIELD.source) this.#passage(story.source ?? "", FIELD.source);
    if (fields & FIELD.author) this.#passage(story.author ?? "", FIELD.author);
    if (fields & FIELD.link) this.#passage(story.url, FIELD.link);
    if (fields & FIELD.site) this.#attributes(sitesOf(story.url), FIELD.site);
    if (fields & FIELD.lang) this.#attributes(languagesOf(story.language ?? ""), FIELD.lang);
  }

  #attributes(values: readonly string[], field: number): void {
    for (const value of values) this.#lookText(value, "whole", field);
  }

  #passage(text: string, field: number): void {
    const words = this.#words;
    words.read(text, { links: field === FIELD.link, wanted: this.#wanted });
    const { count } = words;
    for (let row = 0; row < count; row += 1) this.#word(words, row, field);
    this.#base = this.#position + 2;
  }

  #word(words: Words, row: number, field: number): void {
    const bits = words.flags[row] as number;
    const from = words.keyFrom[row] as number;
    const to = words.keyTo[row] as number;
    const hash = words.hash[row] as number;
    this.#position = this.#base + (words.position[row] as number);
    const after = symbolsEnd(words, row) - (words.to[row] as number);
    const flags = bits === 0 ? field : field | flagsOf(bits, after);
    if ((bits & SCRIPT.mask) === SCRIPT.dense) this.#inside(words.keys, from, to, flags);
    else {
      if (this.#counting) this.#frequencies.count(hash);
      this.#look(hash, from, to, MARK.none, flags);
      this.#beginnings(words.keys, from, to, flags);
      this.#plurals(words.keys, from, to, flags);
      // McDonald's is also asked for as McDonalds.
      if ((bits & WORD.possessive) !== 0) {
        this.#look(hash, from, to, S, flags);
        this.#longPlurals(words.keys, from, to, flags);
      }
      this.#prefixed(words.keys, from, to, hash, flags);
      if (this.#and !== 0 && isAnd(words.keys, from, to)) this.#note(this.#and, flags);
    }
    if (this.#vocabulary.hasSymbols) this.#symbols(words, row, after, flags);
  }

  /** Every stretch of a run without spaces, of the lengths that are looked for. */
  #inside(keys: Uint16Array, from: number, to: number, flags: number): void {
    const { withins } = this.#vocabulary;
    for (let start = from; withins !== 0 && start < to; start += 1) {
      this.#lengths(keys, start, to, withins, MARK.within, flags);
    }
  }

  #beginnings(keys: Uint16Array, from: number, to: number, flags: number): void {
    const { starts } = this.#vocabulary;
    if (starts !== 0) this.#lengths(keys, from, to, starts, MARK.start, flags);
  }

  #lengths(keys: Uint16Array, from: number, to: number, lengths: number, mark: number, flags: number): void {
    // No bit is left above the longest length in use; from 31 on all share one.
    const longest = lengths < 0 ? to : Math.min(to, from + 31 - Math.clz32(lengths));
    let hash = hashOver(keys, from, from);
    for (let end = from; end < longest; end += 1) {
      hash = hashOn(hash, keys[end] as number);
      if (isLengthIn(lengths, end + 1 - from)) this.#look(hash, from, end + 1, mark, flags);
    }
  }

  /** The words of which this may be a regular plural. */
  #plurals(keys: Uint16Array, from: number, to: number, flags: number): void {
    if (keys[to - 1] !== S) return;
    this.#plural(keys, from, to - 1, 0, "s", flags);
    this.#longPlurals(keys, from, to - 1, flags);
  }

  /** `to` is where the last s of the plural stands, or would stand. */
  #longPlurals(keys: Uint16Array, from: number, to: number, flags: number): void {
    if (keys[to - 1] !== E) return;
    this.#plural(keys, from, to - 1, 0, "es", flags);
    if (keys[to - 2] === I) this.#plural(keys, from, to - 2, Y, "ies", flags);
  }

  /** A term made of a stem, perhaps with y, whose plural has this ending. */
  #plural(keys: Uint16Array, from: number, to: number, y: number, ending: PluralEnding, flags: number): void {
    if (to <= from) return;
    const term = this.#vocabulary.find(hashOver(keys, from, to), keys, from, to, y);
    if (term !== 0 && takesPlural(this.#vocabulary.text(term), ending)) this.#note(term, flags | PLURAL);
  }

  #prefixed(keys: Uint16Array, from: number, to: number, hash: number, flags: number): void {
    const first = keys[from] as number;
    if (first < FIRST_PREFIXED || first > LAST_PREFIXED || !this.#vocabulary.hasPrefixed) return;
    this.#look(hash, from, to, MARK.arabic, flags);
    this.#look(hash, from, to, MARK.hebrew, flags);
    if (first === ALEF && keys[from + 1] === LAM)
      this.#look(hashOver(keys, from + 2, to), from + 2, to, MARK.arabic, flags);
    if (HEBREW_PREFIXES.includes(String.fromCharCode(first)))
      this.#look(hashOver(keys, from + 1, to), from + 1, to, MARK.hebrew, flags);
  }

  /** The forms that ask for the symbols around a word: C++, #climate, .NET. They are rare, so strings will do. */
  #symbols(words: Words, row: number, length: number, flags: number): void {
    if (length === 0 && words.before(row) === 0) return;
    const bits = words.flags[row] as number;
    const key = String.fromCharCode(
      ...words.keys.subarray(words.keyFrom[row] as number, words.keyTo[row] as number),
    );
    const to = words.to[row] as number;
    const after = String.fromCharCode(...words.units.subarray(to, to + length));
    const before = words.before(row) === 0 ? "" : String.fromCharCode(words.before(row));
    if (before !== "") this.#symbolsBefore(before, key, bits, flags);
    for (const form of (bits & WORD.possessive) === 0 ? [key] : [key, `${key}s`]) {
      if (before !== "") this.#lookText(before + form, "whole", flags);
      if (after !== "") this.#lookText(form + after, "whole", flags & ~FOLLOWED);
      if (before !== "" && after !== "") this.#lookText(before + form + after, "whole", flags & ~FOLLOWED);
    }
  }

  #symbolsBefore(before: string, key: string, bits: number, flags: number): void {
    const dense = (bits & SCRIPT.mask) === SCRIPT.dense;
    for (let start = 0; start < (dense ? key.length : 1); start += 1) {
      for (let end = start + 1; end <= key.length; end += 1) {
        this.#lookText(before + key.slice(start, end), dense ? "within" : "start", flags);
      }
    }
    this.#lookText(before + key, "arabic", flags);
    this.#lookText(before + key, "hebrew", flags);
    if (key.startsWith("ال")) this.#lookText(before + key.slice(2), "arabic", flags);
    if (HEBREW_PREFIXES.includes(key.charAt(0))) this.#lookText(before + key.slice(1), "hebrew", flags);
  }

  #look(hash: number, from: number, to: number, mark: number, flags: number): void {
    const term = this.#vocabulary.find(hash, this.#words.keys, from, to, mark);
    if (term !== 0) this.#note(term, flags);
  }

  #lookText(form: string, how: Element["how"], flags: number): void {
    const term = this.#vocabulary.findText(form, how);
    if (term !== 0) this.#note(term, flags);
  }

  #note(term: number, flags: number): void {
    this.#sights.note(term, this.#position, flags);
  }
}

function flagsOf(bits: number, after: number): number {
  return (
    ((bits & WORD.part) === 0 ? 0 : PART) |
    ((bits & WORD.dotted) === 0 ? 0 : DOTTED) |
    ((bits & (WORD.acronym | WORD.capitals)) === 0 ? 0 : CAPITALS) |
    (after > 0 && (bits & WORD.letter) !== 0 ? FOLLOWED : 0)
  );
}

/** Where the symbols behind a word end: its possessive comes after them. */
function symbolsEnd(words: Words, row: number): number {
  const possessive = ((words.flags[row] as number) & WORD.possessive) !== 0;
  return (words.outer[row] as number) - (possessive ? 2 : 0);
}

function isAnd(keys: Uint16Array, from: number, to: number): boolean {
  if (to - from === 1) return keys[from] === AMPERSAND;
  return to - from === 3 && String.fromCharCode(...keys.subarray(from, to)) === "and";
}

function unitOf(letter: string): number {
  return letter.charCodeAt(0);
}
