import { cut } from "../text/graphemes.ts";
import type { Span } from "../text/spans.ts";

/** Words of a story as they are shown, with the offset in the story that each UTF-16 unit came from. */
export interface Passage {
  readonly text: string;
  /** As long as `text`; -1 where a unit is not from the story, such as "…". */
  readonly from: readonly number[];
}

/** Returns a stretch of a text as a passage, with its white space collapsed. */
export function passage(text: string, { start, end }: Span): Passage {
  let shown = "";
  const from: number[] = [];
  for (const word of text.slice(start, end).matchAll(/\S+/g)) {
    const at = start + word.index;
    if (shown) from.push(at - 1);
    shown += shown ? ` ${word[0]}` : word[0];
    for (let unit = 0; unit < word[0].length; unit++) from.push(at + unit);
  }
  return { text: shown, from };
}

/** Returns the passages one after the other, with words of our own (a space, "…") between them. */
export function joined(parts: readonly (Passage | string)[]): Passage {
  const passages = parts.map((part) =>
    typeof part === "string"
      ? { text: part, from: Array.from<number>({ length: part.length }).fill(-1) }
      : part,
  );
  return { text: passages.map((one) => one.text).join(""), from: passages.flatMap((one) => one.from) };
}

/** Returns the passage shortened to at most `limit` UTF-16 units by the rules of `cut`. */
export function shortened(whole: Passage, limit: number): Passage {
  if (whole.text.length <= limit) return whole;
  const text = cut(whole.text, limit);
  return { text, from: [...whole.from.slice(0, Math.max(0, text.length - 1)), -1].slice(0, text.length) };
}

/** Returns where spans of the story stand in the passage; a span that is not shown whole is undefined. */
export function shownIn(shown: Passage, span: Span): Span | undefined {
  const first = shown.from.indexOf(span.start);
  const last = shown.from.lastIndexOf(span.end - 1);
  return first === -1 || last < first ? undefined : { start: first, end: last + 1 };
}
