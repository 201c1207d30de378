import { KIND, KINDS } from "./kinds.ts";
import { kindBefore } from "./units.ts";

/** How an address begins, as the source of an expression. */
export const LINK_START = String.raw`(?:https?:\/\/|ftp:\/\/|www\.)`;

const STARTS = ["http://", "https://", "ftp://", "www."].map(unitsOf);
const FIRST = new Set(unitsOf("hfw"));
const LAST = new Set(unitsOf("_/=&-"));
const UNDERSCORE = 0x5f;

/** Returns the end of the address that begins at an offset of a text; 0 where none does. It ends in no punctuation. */
export function endOfLink(units: Uint16Array, from: number): number {
  if (!FIRST.has((units[from] as number) | 0x20)) return 0;
  const start = STARTS.find((letters) => standsAt(units, from, letters));
  if (start === undefined || units[from - 1] === UNDERSCORE || (kindBefore(units, from) & KIND.inner) !== 0)
    return 0;
  let end = 0;
  for (let at = from + start.length; isPrintable(units[at] as number); at += 1) {
    if (isLast(units[at] as number)) end = at + 1;
  }
  return end;
}

function standsAt(units: Uint16Array, from: number, letters: readonly number[]): boolean {
  return letters.every((letter, index) => {
    const unit = units[from + index] as number;
    return unit === letter || (isCapital(unit) && unit + 0x20 === letter);
  });
}

function isPrintable(unit: number): boolean {
  return unit >= 0x21 && unit <= 0x7e;
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** A full stop or a bracket at the end belongs to the sentence around the address. */
function isLast(unit: number): boolean {
  return ((KINDS[unit] as number) & KIND.inner) !== 0 || LAST.has(unit);
}

function unitsOf(text: string): readonly number[] {
  return Array.from(text, (one) => one.charCodeAt(0));
}
