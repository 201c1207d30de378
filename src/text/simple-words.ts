import { positionAt } from "./add-row.ts";
import { hashBefore, hashOf, hashOn } from "./hash.ts";
import { GLANCE, GLANCES } from "./kinds.ts";
import { type Rows, resize, WORD } from "./rows.ts";
import type { Sieve } from "./sieve.ts";

// What the loop of simple words asks of every unit bears a name of this file: the engine then has it as a constant,
// where it would look up an import, or a field of an object, again and again. That is worth a tenth of the time.
const glances = GLANCES;
const {
  word: IN_WORD,
  gap: GAP,
  apart: APART,
  number: NUMBER,
  end: END,
  stop: STOP,
  dot: DOT,
  letter: LETTER,
  upper: UPPER,
} = GLANCE;
const GAP_BIT = 31 - Math.clz32(GAP);
const CASES = UPPER | GLANCE.lower;
const EMPTY = hashOf("");
const [SMALL_E, SMALL_S, TO_SMALL] = [0x65, 0x73, 0x20];
/** A dot behind no more letters than this may go on with them, as in A.I. and www. */
const LONGEST_BEFORE_DOT = 3;

/**
 * Reads on as long as all words are simple, which five of six are; returns where it stopped.
 *
 * A simple word folds unit by unit, and nothing that touches it means anything to it. The rest is for `readNext`, which
 * knows all rules. What is here has one look-up for each unit and next to nothing to call: that is where the speed
 * comes from.
 */
export function readSimple(rows: Rows, start: number, wanted: Sieve): number {
  const { units, length } = rows;
  let place = nextPosition(rows);
  // Where the last word begins, if it has no row: whoever comes after it may ask about it.
  let unwanted = -1;
  let at = start;
  while (at < length) {
    let glance = glances[units[at] as number] as number;
    if ((glance & IN_WORD) === 0) {
      if (!mayPass(rows, glance, at)) break;
      at += 1;
      continue;
    }
    let end = at;
    let seen = 0;
    let code = EMPTY;
    let key = 0;
    do {
      key = glance & 0xffff;
      code = hashOn(code, key);
      seen |= glance;
      end += 1;
      glance = glances[units[end] as number] as number;
    } while ((glance & IN_WORD) !== 0);
    if (mayGoOn(glance, seen, end - at)) break;
    if (rows.stopped) place = placeBehindStop(rows, unwanted, place, at);
    unwanted = at;
    if (isWanted(wanted, code, key, units[end - 2] as number)) unwanted = addSimple(rows, at, place);
    place += 1;
    // Nearly always a space, which the loop need not look at once more.
    at = end + ((glance >>> GAP_BIT) & 1);
  }
  if (unwanted >= 0) addSimple(rows, unwanted, place - 1);
  return at;
}

function nextPosition({ last, position }: Rows): number {
  return last < 0 ? 0 : (position[last] as number) + 1;
}

/** Returns the position of a word behind a stop; the word before that gets its row, if it has none. */
function placeBehindStop(rows: Rows, unwanted: number, place: number, at: number): number {
  if (unwanted >= 0) addSimple(rows, unwanted, place - 1);
  const position = positionAt(rows, at);
  rows.stopped = false;
  return position;
}

/** Whether what stands between words means nothing to the next one but the end of a sentence, which is noted. */
function mayPass(rows: Rows, glance: number, at: number): boolean {
  if ((glance & GAP) !== 0) return true;
  const behind = glances[rows.units[at + 1] as number] as number;
  const ends = (glance & END) !== 0 || ((glance & STOP) !== 0 && (behind & (GAP | END)) !== 0);
  if (ends) rows.stopped = true;
  return ends;
}

/** Whether somebody wants the word with this hash, or one of which it is a regular plural. */
function isWanted(wanted: Sieve, code: number, last: number, before: number): boolean {
  if (wanted.has(code)) return true;
  if (last !== SMALL_S) return false;
  const stem = hashBefore(code, SMALL_S);
  // Companies may be of company: what ends in -es is rare enough to be looked at by others.
  return wanted.has(stem) || (before | TO_SMALL) === SMALL_E;
}

/** Gives the simple word that begins at an offset a row; few come so far, so that they can be read once more. Returns -1. */
function addSimple(rows: Rows, from: number, place: number): number {
  const { units, keys, count: row } = rows;
  if (row === rows.from.length) resize(rows, 2 * row);
  let to = from;
  let seen = 0;
  let code = EMPTY;
  for (let glance = glances[units[to] as number] as number; (glance & IN_WORD) !== 0; ) {
    const key = glance & 0xffff;
    keys[to] = key;
    code = hashOn(code, key);
    seen |= glance;
    to += 1;
    glance = glances[units[to] as number] as number;
  }
  rows.from[row] = rows.keyFrom[row] = from;
  rows.to[row] = rows.outer[row] = rows.keyTo[row] = to;
  rows.position[row] = place;
  rows.hash[row] = code;
  rows.flags[row] = lettersOf(seen, to - from);
  rows.last = row;
  rows.count = row + 1;
  return -1;
}

/** Whether more may belong to a word, or an address may have begun; `next` is a glance at what comes behind it. */
function mayGoOn(next: number, seen: number, size: number): boolean {
  if ((next & seen & NUMBER) !== 0) return true;
  // Behind a longer word without digits a dot is a full stop, or the dot of node.js, which belongs to the next word.
  return (next & APART) === 0 && ((next & DOT) === 0 || size <= LONGEST_BEFORE_DOT);
}

function lettersOf(seen: number, size: number): number {
  const capitals = (seen & CASES) === UPPER ? WORD.capitals : 0;
  return size === 1 && (seen & LETTER) !== 0 ? capitals | WORD.letter : capitals;
}
