import { cut } from "../../text/graphemes.ts";
import type { Block } from "./blocks.ts";

/** So much of what was cut away is kept, in UTF-16 units. */
const MOST_REMOVED = 4_000;
/** A line so short names nothing. */
const LEAST_LINE = 3;

/**
 * Returns what stood on a page beside its main text, one line per block: first what was cut from within it, then
 * what stands after its beginning, then what stands before it. "" where there was nothing.
 */
export function removedText(
  all: readonly Block[],
  within: readonly Block[],
  main: readonly Block[],
  title: string,
): string {
  const seen = new Set([title, ...main.map((one) => one.text)]);
  const start = Math.max(
    0,
    all.findIndex((one) => one.text === main[0]?.text),
  );
  const lines: string[] = [];
  let length = 0;
  for (const { text } of [...within, ...all.slice(start), ...all.slice(0, start)]) {
    if (length > MOST_REMOVED) break;
    if (text.length < LEAST_LINE || seen.has(text)) continue;
    seen.add(text);
    lines.push(text);
    length += text.length + 1;
  }
  return cut(lines.join("\n"), MOST_REMOVED);
}
