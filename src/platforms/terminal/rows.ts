import { type Line, lineCells, type Span, wrap } from "./wrap.ts";

const GAP = 2;
/** Columns narrower than this are harder to read than the same words in one running line. */
const LEAST_COLUMN = 8;

/**
 * Returns the lines of each row, its cells aligned in columns by cells of the screen.
 *
 * Where the columns are too wide together, the widest give way and their cells wrap; where even that leaves too
 * little room, the cells of a row run on, parted by dots. A row of a single cell takes the whole width.
 */
export function alignRows(
  rows: readonly (readonly (readonly Span[])[])[],
  width: number,
): readonly (readonly Line[])[] {
  const columns = columnWidths(rows, width);
  return rows.map((row) => {
    if (row.length < 2) return wrap(row[0] ?? [], width);
    return columns ? sideBySide(row, columns) : runningOn(row, width);
  });
}

/** Undefined where the columns do not fit side by side. */
function columnWidths(rows: readonly (readonly (readonly Span[])[])[], width: number): number[] | undefined {
  const wanted: number[] = [];
  for (const row of rows) {
    if (row.length < 2) continue;
    for (const [index, cell] of row.entries()) {
      const cells = Math.max(...wrap(cell, Number.POSITIVE_INFINITY).map(lineCells));
      wanted[index] = Math.max(wanted[index] ?? 0, Math.min(cells, width));
    }
  }
  const room = width - GAP * (wanted.length - 1);
  const given = [...wanted];
  for (let over = sum(given) - room; over > 0; over -= 1) {
    const widest = given.indexOf(Math.max(...given));
    given[widest] = (given[widest] ?? 0) - 1;
  }
  const tooNarrow = given.some((cells, index) => cells < Math.min(wanted[index] ?? 0, LEAST_COLUMN));
  return tooNarrow ? undefined : given;
}

function sideBySide(row: readonly (readonly Span[])[], columns: readonly number[]): readonly Line[] {
  const cells = row.map((cell, index) => wrap(cell, Math.max(2, columns[index] ?? 0)));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const spans: Span[] = [];
    let missing = 0;
    for (const [index, lines] of cells.entries()) {
      const line = lines[at] ?? [];
      const taken = lineCells(line);
      // Blanks are written only before further text, so that no line ends in them.
      if (taken > 0) {
        if (missing > 0) spans.push({ text: " ".repeat(missing), codes: "" });
        spans.push(...line);
        missing = 0;
      }
      missing += Math.max(0, (columns[index] ?? 0) - taken) + GAP;
    }
    return spans;
  });
}

function runningOn(row: readonly (readonly Span[])[], width: number): readonly Line[] {
  const full = row.filter((cell) => lineCells(cell) > 0);
  const spans = full.flatMap((cell, index) => (index === 0 ? cell : [{ text: " · ", codes: "" }, ...cell]));
  return wrap(spans, width - 2).map((line, index) =>
    index === 0 ? line : [{ text: "  ", codes: "" }, ...line],
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
