import type { Change } from "./changes.ts";
import { decoded, entityAt, evened } from "./evened.ts";
import { KIND, KINDS, kindOf } from "./kinds.ts";

/** A text made even, in a buffer that the next text overwrites. */
export interface Even {
  /** The units of the even text, then a 0, so that who reads a unit may look at the next. */
  units: Uint16Array;
  /** The same buffer: native code copies a text into it in a thirtieth of the time that a loop takes. */
  bytes: Buffer;
  length: number;
  /** Where the length changed, in order; a list of its own for every text. */
  changes: Change[];
  /** So many units are known to be even; what follows is the text as it came. */
  settled: number;
}

const [SPACE, LINE_FEED] = [0x20, 0x0a];

/** A buffer that a longer text needed is not kept for the next one. */
export const LONGEST_KEPT = 0x10000;
/** Even forms of characters that are not even; there are no more of them than Unicode has, which is some 20,000. */
const forms = new Map<number, string>();
const AMPERSAND = 0x26;
/** As many arguments as any stack has room for. */
const MOST_ARGUMENTS = 4096;

/**
 * Makes a text even: NFKC, straight apostrophes, no soft hyphens or other invisible characters.
 *
 * Entities are decoded, since many feeds escape twice. Accents and case stay as they are.
 */
export function makeTextEven(even: Even, original: string): void {
  clear(even, original);
  // What stands before the fence came from an entity: marks behind it do not join it.
  let fence = 0;
  for (let at = copyEven(even, original, 0); at < original.length; at = copyEven(even, original, at)) {
    const entity = original.charCodeAt(at) === AMPERSAND ? entityAt(original, at) : undefined;
    if (entity === undefined) at = copyUneven(even, original, at, fence);
    else if (entity === "") at = append(even, original, "&", at, at + 1);
    else at = fence = append(even, original, decoded(entity), at, at + entity.length);
  }
  even.units[even.length] = 0;
  even.settled = even.length;
}

/** Returns an empty buffer. */
export function makeEven(): Even {
  return { units: new Uint16Array(0), bytes: Buffer.alloc(0), length: 0, changes: [], settled: 0 };
}

/** Puts a text into the buffer as it came. `settle` makes it even piece by piece, where that changes no length. */
export function putText(even: Even, original: string): void {
  clear(even, original);
  even.bytes.write(original, "utf16le");
  even.length = original.length;
  even.units[even.length] = 0;
  even.settled = 0;
}

/**
 * Makes a text even from a place on to the end of what no space parts from it, unit by unit; what lies before the place
 * is even. Returns false where this is not enough, and the text wants `makeTextEven`.
 */
export function settle(even: Even, original: string, start: number): boolean {
  const { units, length } = even;
  let at = start;
  while (at < length) {
    const unit = units[at] as number;
    if ((kindOf(unit) & KIND.even) === 0) {
      const form = formAlone(original, at);
      if (form === undefined) return false;
      units[at] = form;
    }
    at += 1;
    if (unit === SPACE || unit === LINE_FEED) break;
  }
  even.settled = at;
  return true;
}

/** Returns the unit that the one at an offset becomes, if that is all that becomes of it. */
function formAlone(original: string, at: number): number | undefined {
  const unit = original.charCodeAt(at);
  if (unit === AMPERSAND) return entityAt(original, at) === "" ? unit : undefined;
  if ((kindOf(unit) & (KIND.trail | KIND.high)) !== 0) return undefined;
  const form = formOf(unit);
  const even = form.charCodeAt(0);
  return form.length === 1 && kindOf(even) !== 0 ? even : undefined;
}

/** Returns a stretch of a buffer as a string. */
export function textOf(units: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += MOST_ARGUMENTS) {
    text += Reflect.apply(String.fromCharCode, null, units.subarray(at, Math.min(at + MOST_ARGUMENTS, to)));
  }
  return text;
}

/** Copies units as long as they are even, which is nearly all there is to do; returns where it stopped. */
function copyEven(even: Even, original: string, start: number): number {
  const { units } = even;
  let { length } = even;
  let at = start;
  // Bounded by the length of the very string that is read: by another's, each access would cost forty times as much.
  for (; at < original.length; at += 1) {
    const unit = original.charCodeAt(at);
    if (((KINDS[unit] as number) & KIND.even) === 0) break;
    units[length] = unit;
    length += 1;
  }
  even.length = length;
  return at;
}

/** Copies a character that is not even, has two units, or was never seen before; returns its end. */
function copyUneven(even: Even, original: string, at: number, fence: number): number {
  const code = original.codePointAt(at) as number;
  const kind = kindOf(code);
  if ((kind & KIND.trail) !== 0) {
    // The character that it trails has been copied without it.
    return copyCluster(even, original, at > fence ? takeBack(even, at) : at, at);
  }
  const end = code > 0xffff ? at + 2 : at + 1;
  return append(even, original, (kind & KIND.even) === 0 ? formOf(code) : original.slice(at, end), at, end);
}

/** Copies a character together with all of its trail; returns their end. */
function copyCluster(even: Even, original: string, start: number, trail: number): number {
  let end = trail;
  while (end < original.length) {
    const code = original.codePointAt(end) as number;
    if ((kindOf(code) & KIND.trail) === 0) break;
    end += code > 0xffff ? 2 : 1;
  }
  return append(even, original, evened(original.slice(start, end)), start, end);
}

/** Takes the character back that ended at an offset of the original; returns where it began there. */
function takeBack(even: Even, end: number): number {
  const last = even.changes.at(-1);
  if (last?.end !== end) {
    even.length -= 1;
    return end - 1;
  }
  even.changes.pop();
  even.length = last.from;
  return last.start;
}

function append(even: Even, original: string, form: string, start: number, end: number): number {
  const from = even.length;
  const to = from + form.length;
  makeRoom(even, to + original.length - end + 1);
  for (let at = 0; at < form.length; at += 1) {
    const unit = form.charCodeAt(at);
    // Whoever reads the buffer relies on it that every unit there is known.
    kindOf(unit);
    even.units[from + at] = unit;
  }
  even.length = to;
  if (form.length !== 1 || end - start !== 1) even.changes.push({ from, to, start, end });
  return end;
}

function clear(even: Even, original: string): void {
  if (even.units.length > LONGEST_KEPT) even.units = new Uint16Array(0);
  even.length = 0;
  even.changes = [];
  makeRoom(even, original.length + 1);
}

function makeRoom(even: Even, room: number): void {
  if (even.units.length >= room) return;
  const units = new Uint16Array(Math.max(room, 2 * even.units.length));
  units.set(even.units.subarray(0, even.length));
  even.units = units;
  even.bytes = Buffer.from(units.buffer);
}

function formOf(code: number): string {
  const form = forms.get(code) ?? evened(String.fromCodePoint(code));
  forms.set(code, form);
  return form;
}
