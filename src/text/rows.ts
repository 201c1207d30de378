import type { Change } from "./changes.ts";
import { type Even, LONGEST_KEPT } from "./even.ts";

/** Bits of `flags`. */
export const WORD = {
  /** Written in capital letters only. */
  capitals: 1,
  /** Written with dots between its letters, as in A.I. */
  acronym: 2,
  possessive: 4,
  /** Only a dot stands between this word and the one before it, as in node.js. */
  dotted: 8,
  /** One of the words inside the hashtag whose row comes before. */
  part: 16,
  /** The key is one single letter. */
  letter: 32,
  /** A symbol stands right before it: # @ $ or the dot of .NET. */
  symbol: 256,
} as const;

/** How the script of a word stands in `flags`. */
export const SCRIPT = { mask: 192, spaced: 0, hangul: 64, dense: 128, symbol: 192 } as const;

const COLUMNS = ["from", "to", "outer", "position", "keyFrom", "keyTo", "hash", "flags"] as const;
const FEWEST_ROWS = 64;
/** As many words as a text that is kept has, more or less. */
const MOST_ROWS_KEPT = 0x4000;

/**
 * A text and its words in columns, one row per word; `Words` says what each column means.
 *
 * A class, since the engine then knows where every field is: put together by Object.assign, reading took twice as long.
 */
export class Rows implements Even {
  units = new Uint16Array(0);
  bytes = Buffer.alloc(0);
  length = 0;
  changes: Change[] = [];
  settled = 0;
  keys = new Uint16Array(0);
  keysEnd = 0;
  count = 0;
  /** The last row that is no part of a hashtag; -1 where there is none yet. */
  last = -1;
  /** Whether something that may end a sentence has come since. */
  stopped = false;
  from = new Int32Array(FEWEST_ROWS);
  to = new Int32Array(FEWEST_ROWS);
  outer = new Int32Array(FEWEST_ROWS);
  position = new Int32Array(FEWEST_ROWS);
  keyFrom = new Int32Array(FEWEST_ROWS);
  keyTo = new Int32Array(FEWEST_ROWS);
  hash = new Int32Array(FEWEST_ROWS);
  flags = new Int32Array(FEWEST_ROWS);
}

/** Makes the rows ready for the text that is in the buffer now. */
export function clearRows(rows: Rows): void {
  if (rows.from.length > MOST_ROWS_KEPT) resize(rows, FEWEST_ROWS);
  const { length } = rows.keys;
  if (length < rows.length || length > LONGEST_KEPT) rows.keys = new Uint16Array(rows.units.length);
  rows.keysEnd = rows.length;
  rows.count = 0;
  rows.last = -1;
  rows.stopped = false;
}

/** Gives the columns room for so many rows. */
export function resize(rows: Rows, room: number): void {
  for (const name of COLUMNS) {
    const column = new Int32Array(room);
    column.set(rows[name].subarray(0, Math.min(rows.count, room)));
    rows[name] = column;
  }
}
