import type { Span } from "./spans.ts";

/** A stretch whose length changed: from and to in the even text, start and end in the original. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Returns the stretch of the original that became a stretch of the even text; the changes are in order. */
export function spanIn(changes: readonly Change[], from: number, to: number): Span {
  return { start: startOf(changes, from), end: endOf(changes, to) };
}

function startOf(changes: readonly Change[], at: number): number {
  const last = changes[countWhere(changes, (change) => change.from <= at) - 1];
  if (last === undefined) return at;
  return at < last.to ? last.start : at + last.end - last.to;
}

function endOf(changes: readonly Change[], at: number): number {
  const last = changes[countWhere(changes, (change) => change.from < at) - 1];
  if (last === undefined) return at;
  return at < last.to ? last.end : at + last.end - last.to;
}

/** Returns how many of the ordered changes, from the first one on, pass the test. */
function countWhere(changes: readonly Change[], test: (change: Change) => boolean): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(changes[middle] as Change)) low = middle + 1;
    else high = middle;
  }
  return low;
}
