/** One line of the bench: what was measured, and for `--check` the least or most it may be. */
export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly least?: number;
  readonly most?: number;
}

/** Returns whether a line keeps to its bounds; a figure that could not be measured does not. */
export function holds({ value, least, most }: Line): boolean {
  if (least === undefined && most === undefined) return true;
  return value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY);
}

/** Returns a line as people read it; with `check` it says whether it holds. */
export function printed(line: Line, check: boolean): string {
  const { what, value, unit, least, most } = line;
  const bound = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ].join(", ");
  const verdict = check && bound ? `  ${holds(line) ? "holds" : "BROKEN"}: ${bound}` : "";
  return `${what.padEnd(58)} ${value.toFixed(digitsOf(value)).padStart(8)} ${unit}${verdict}`;
}

function digitsOf(value: number): number {
  if (Math.abs(value) < 0.1 && value !== 0) return 4;
  return Math.abs(value) < 10 ? 2 : 0;
}
