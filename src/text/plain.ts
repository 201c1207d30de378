import { spanIn } from "./changes.ts";
import { makeEven, makeTextEven, textOf } from "./even.ts";
import type { Span } from "./spans.ts";

/** Text made even for matching, with the way back: `span` turns offsets into `text` into offsets of the original. */
export interface Plain {
  readonly text: string;
  span(from: number, to: number): Span;
}

/** One buffer does for all texts, since what is given back is a copy. */
const even = makeEven();

/** Returns a text in the one even form of `makeTextEven`. */
export function plain(original: string): Plain {
  makeTextEven(even, original);
  const { units, length, changes } = even;
  return { text: textOf(units, 0, length), span: (from, to) => spanIn(changes, from, to) };
}
