import { KIND, KINDS, kindOf } from "./kinds.ts";

// Questions about a place of a text, given as its units with a 0 behind the last one. They see whole characters.

/** Returns the code point at an offset. */
export function codeAt(units: Uint16Array, at: number): number {
  const unit = units[at] as number;
  return isPairAt(units, at) ? 0x10000 + ((unit & 0x3ff) << 10) + ((units[at + 1] as number) & 0x3ff) : unit;
}

/** Returns the kind of the character at an offset, as bits of `KIND`. */
export function kindAt(units: Uint16Array, at: number): number {
  const kind = KINDS[units[at] as number] as number;
  return (kind & KIND.high) === 0 ? kind : kindOf(codeAt(units, at));
}

/** Returns the kind of the character that ends at an offset; 0 at the start of the text. */
export function kindBefore(units: Uint16Array, at: number): number {
  return at === 0 ? 0 : kindAt(units, startBefore(units, at));
}

/** Returns the end of the character at an offset. */
export function endAt(units: Uint16Array, at: number): number {
  return isPairAt(units, at) ? at + 2 : at + 1;
}

/** Returns the start of the character that ends at an offset. */
export function startBefore(units: Uint16Array, at: number): number {
  return at > 1 && isPairAt(units, at - 2) ? at - 2 : at - 1;
}

/** Returns the end of a run of characters that are all of one of these kinds. */
export function endOfRun(units: Uint16Array, start: number, wanted: number): number {
  let at = start;
  while ((kindAt(units, at) & wanted) !== 0) at = endAt(units, at);
  return at;
}

/** Returns the kinds of all characters of a stretch together. */
export function kindsIn(units: Uint16Array, from: number, to: number): number {
  let seen = 0;
  for (let at = from; at < to; at = endAt(units, at)) seen |= kindAt(units, at);
  return seen;
}

function isPairAt(units: Uint16Array, at: number): boolean {
  return ((units[at] as number) & 0xfc00) === 0xd800 && ((units[at + 1] as number) & 0xfc00) === 0xdc00;
}
