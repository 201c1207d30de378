import { NEVER_LAST, NUMBERED, SELDOM_LAST } from "./abbreviations.ts";
import { hashOf } from "./hash.ts";
import { KIND, KINDS } from "./kinds.ts";
import { type Rows, WORD } from "./rows.ts";

/** Abbreviations by their hash, which every row has at hand: a string would have to be made first. */
const ABBREVIATIONS = byHash([...NEVER_LAST, ...SELDOM_LAST]);
const BEFORE_FIGURES = byHash([...NUMBERED]);
const [DOT, ZERO, NINE] = [0x2e, 0x30, 0x39];

/** Whether a sentence ends between the word of a row and the next word, which begins at an offset. */
export function endsSentence(rows: Rows, row: number, next: number): boolean {
  const { units } = rows;
  const end = rows.outer[row] as number;
  if (!hasStop(units, end, next)) return false;
  const isFullStop = units[end] === DOT && isBeforeSpace(units, end + 1);
  return !(isFullStop && isAbbreviation(rows, row, units[next] as number));
}

function hasStop(units: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const kind = KINDS[units[at] as number] as number;
    if ((kind & KIND.end) !== 0) return true;
    if ((kind & KIND.stop) !== 0 && isBeforeSpace(units, at + 1)) return true;
  }
  return false;
}

/** Quotes and brackets may close between a stop and the space. */
function isBeforeSpace(units: Uint16Array, start: number): boolean {
  let at = start;
  while (((KINDS[units[at] as number] as number) & KIND.closer) !== 0) at += 1;
  return ((KINDS[units[at] as number] as number) & KIND.space) !== 0;
}

function isAbbreviation(rows: Rows, row: number, next: number): boolean {
  if (((rows.flags[row] as number) & WORD.letter) !== 0) return true;
  const hash = rows.hash[row] as number;
  const isFigure = next >= ZERO && next <= NINE;
  const found = ABBREVIATIONS.get(hash) ?? (isFigure ? BEFORE_FIGURES.get(hash) : undefined);
  return found !== undefined && isKey(rows, row, found);
}

/** Another word may have the hash of an abbreviation. */
function isKey({ keys, keyFrom, keyTo }: Rows, row: number, wanted: string): boolean {
  const from = keyFrom[row] as number;
  if ((keyTo[row] as number) - from !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    if (keys[from + at] !== wanted.charCodeAt(at)) return false;
  }
  return true;
}

function byHash(keys: readonly string[]): ReadonlyMap<number, string> {
  return new Map(keys.map((key) => [hashOf(key), key]));
}
