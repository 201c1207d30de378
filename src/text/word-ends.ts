import { KIND, WORDLIKE } from "./kinds.ts";
import { endAt, endOfRun, kindAt, kindBefore, startBefore } from "./units.ts";

// Where a word of a script with spaces ends when more than its letters and digits belong to it.

const LETTER = KIND.letter | KIND.start;
const DOT = 0x2e;

/** Returns the end of letters with dots between them, as in A.I., that begin at an offset; 0 where none do. */
export function endOfAcronym(units: Uint16Array, from: number): number {
  if (!isLetterAt(units, from)) return 0;
  const first = endAt(units, from);
  let before = first;
  let end = first;
  while (units[end] === DOT && isLetterAt(units, end + 1)) {
    before = end;
    end = endAt(units, end + 1);
  }
  // The last letter is the first one of a longer word.
  if ((kindAt(units, end) & WORDLIKE) !== 0) end = before;
  if (end === first) return 0;
  return units[end] === DOT ? end + 1 : end;
}

/** Returns the end of the word that begins at an offset, with the dots and the grouping marks of numbers. */
export function endOfNumber(units: Uint16Array, from: number): number {
  let end = endOfRun(units, from, KIND.inner);
  while (isInNumber(units, end)) end = endOfRun(units, end + 1, KIND.inner);
  return end;
}

/** A dot between digits belongs to the number, and so does what groups them by three. */
function isInNumber(units: Uint16Array, at: number): boolean {
  if ((kindAt(units, at) & KIND.point) === 0 || (kindBefore(units, at) & KIND.digit) === 0) return false;
  if (units[at] === DOT) return (kindAt(units, at + 1) & KIND.digit) !== 0;
  return digitsBefore(units, at) <= 3 && digitsFrom(units, at + 1) === 3;
}

/** Counts to four: more make no difference. */
function digitsFrom(units: Uint16Array, start: number): number {
  let count = 0;
  for (let at = start; count < 4 && (kindAt(units, at) & KIND.digit) !== 0; at = endAt(units, at)) count += 1;
  return count;
}

function digitsBefore(units: Uint16Array, end: number): number {
  let count = 0;
  for (let at = end; count < 4 && (kindBefore(units, at) & KIND.digit) !== 0; at = startBefore(units, at))
    count += 1;
  return count;
}

function isLetterAt(units: Uint16Array, at: number): boolean {
  return (kindAt(units, at) & LETTER) === LETTER;
}
