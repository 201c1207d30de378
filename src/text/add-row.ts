import { camelParts } from "./camel.ts";
import { textOf } from "./even.ts";
import { fold } from "./fold.ts";
import { hashOf, hashOn } from "./hash.ts";
import { GLANCES, KIND, KINDS, kindOf, SPARE, WORDLIKE } from "./kinds.ts";
import { type Rows, resize, SCRIPT, WORD } from "./rows.ts";
import { endsSentence } from "./sentence-end.ts";
import { codeAt, kindBefore, kindsIn } from "./units.ts";

/** What the parts of a hashtag have in common with it. */
const SHARED = SCRIPT.mask | WORD.acronym | WORD.dotted;
const SPARES = new RegExp(SPARE, "gv");
const EMPTY = hashOf("");
const SENTENCE_GAP = 10;
const [DOT, HASH] = [0x2e, 0x23];

/**
 * Writes the row of a word, and behind it those of the words inside it where it is a hashtag.
 *
 * `seen` are the kinds of its characters together, `flags` is what is known of it so far. Nothing is written where
 * folding leaves nothing of the word, as of a lone tatweel.
 */
export function addRow(
  rows: Rows,
  from: number,
  to: number,
  outer: number,
  seen: number,
  flags: number,
): void {
  const row = rows.count;
  if (row === rows.from.length) resize(rows, 2 * row);
  if (!foldInto(rows, row, from, to, seen, flags)) return;
  rows.from[row] = from;
  rows.to[row] = to;
  rows.outer[row] = outer;
  rows.position[row] = positionAt(rows, from);
  const place = placeOf(rows, from, flags);
  rows.flags[row] = flags | place | lettersOf(rows, row, seen);
  rows.last = row;
  rows.stopped = false;
  rows.count = row + 1;
  if ((place & WORD.symbol) !== 0 && rows.units[from - 1] === HASH) addParts(rows);
}

function addParts(rows: Rows): void {
  const tag = rows.last;
  let from = rows.from[tag] as number;
  const words = camelParts(textOf(rows.units, from, rows.to[tag] as number));
  if (words.length === 1) return;
  for (const word of words) {
    const row = rows.count;
    if (row === rows.from.length) resize(rows, 2 * row);
    const to = from + word.length;
    appendKey(rows, row, fold(word));
    rows.from[row] = from;
    rows.to[row] = rows.outer[row] = to;
    rows.position[row] = rows.position[tag] as number;
    const letters = lettersOf(rows, row, kindsIn(rows.units, from, to));
    rows.flags[row] = WORD.part | ((rows.flags[tag] as number) & SHARED) | letters;
    rows.count = row + 1;
    from = to;
  }
}

/** Writes the key of a word, if it has one. */
function foldInto(rows: Rows, row: number, from: number, to: number, seen: number, flags: number): boolean {
  const isAcronym = (flags & WORD.acronym) !== 0;
  if ((seen & KIND.slow) === 0) {
    foldInPlace(rows, row, from, to, isAcronym ? KIND.dot : KIND.spare);
    return true;
  }
  const word = textOf(rows.units, from, to);
  const key = fold(isAcronym ? word.replaceAll(".", "") : word.replaceAll(SPARES, ""));
  if (key !== "") appendKey(rows, row, key);
  return key !== "";
}

/** Folds a word unit by unit: its key is no longer than the word, and stands in `keys` where that stands in the text. */
function foldInPlace(
  { units, keys, keyFrom, keyTo, hash }: Rows,
  row: number,
  from: number,
  to: number,
  spare: number,
) {
  let end = from;
  let code = EMPTY;
  for (let at = from; at < to; at += 1) {
    const unit = units[at] as number;
    if (((KINDS[unit] as number) & spare) !== 0) continue;
    const key = (GLANCES[unit] as number) & 0xffff;
    keys[end] = key;
    end += 1;
    code = hashOn(code, key);
  }
  keyFrom[row] = from;
  keyTo[row] = end;
  hash[row] = code;
}

/** Puts a key behind all others, where it may be longer than its word. */
function appendKey(rows: Rows, row: number, key: string): void {
  const from = rows.keysEnd;
  const to = from + key.length;
  if (to > rows.keys.length) {
    const keys = new Uint16Array(2 * to);
    keys.set(rows.keys);
    rows.keys = keys;
  }
  for (let at = 0; at < key.length; at += 1) rows.keys[from + at] = key.charCodeAt(at);
  rows.keysEnd = to;
  rows.keyFrom[row] = from;
  rows.keyTo[row] = to;
  rows.hash[row] = hashOf(key);
}

/** Returns the position of the word that begins at an offset: words count by one; the end of a sentence adds ten. */
export function positionAt(rows: Rows, from: number): number {
  const { last } = rows;
  if (last < 0) return 0;
  const next = (rows.position[last] as number) + 1;
  return rows.stopped && endsSentence(rows, last, from) ? next + SENTENCE_GAP : next;
}

/** Returns the flags that the place of a word gives. */
function placeOf({ units, last, outer }: Rows, from: number, flags: number): number {
  if (from === 0 || ((KINDS[units[from - 1] as number] as number) & KIND.before) === 0) return 0;
  const isDot = units[from - 1] === DOT;
  const dotted = isDot && last >= 0 && from === (outer[last] as number) + 1 ? WORD.dotted : 0;
  // The dot of .NET is none of three.
  if ((flags & SCRIPT.mask) === SCRIPT.symbol || (isDot && from > 1 && units[from - 2] === DOT))
    return dotted;
  return (kindBefore(units, from - 1) & WORDLIKE) === 0 ? dotted | WORD.symbol : dotted;
}

/** Returns the flags that the letters of a word give. */
function lettersOf(rows: Rows, row: number, seen: number): number {
  const capitals = (seen & (KIND.upper | KIND.lower)) === KIND.upper ? WORD.capitals : 0;
  const from = rows.keyFrom[row] as number;
  const size = (rows.keyTo[row] as number) - from;
  if (size !== 1 && size !== 2) return capitals;
  const code = codeAt(rows.keys, from);
  const isOne = size === (code > 0xffff ? 2 : 1);
  return isOne && (kindOf(code) & KIND.letter) !== 0 ? capitals | WORD.letter : capitals;
}
