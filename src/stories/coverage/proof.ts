import type { Keys } from "./keys.ts";
import type { Asked } from "./probe.ts";
import { isTelling, leadsDiffer } from "./similarity.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Row, Window } from "./window.ts";

/** A story that is known to be the same without comparing what both say. */
export interface Proven {
  readonly row: Row;
  readonly how: keyof Keys;
}

/** A link or text that so many different titles stand over is that of a list, or a notice, and proves nothing. */
const TOO_MANY_TITLES = 3;

/** Returns the stories that are the same by title, text or link; a stronger proof comes after a weaker one. */
export function provenBy(asked: Asked, window: Window, vocabulary: Vocabulary): readonly Proven[] {
  const { keys, reading } = asked;
  const keyed = (how: keyof Keys): readonly Row[] => (keys[how] === "" ? [] : window.keyed(how, keys[how]));
  const titled = isTelling(asked.title)
    ? keyed("title").filter((row) => !leadsDiffer(asked, row, vocabulary))
    : [];
  // A text that does not speak of its title may be that of a wall, and the same under all stories.
  const worded = reading.isTold ? ofOneTitle(keyed("content")) : [];
  return [
    ...titled.map((row): Proven => ({ row, how: "title" })),
    ...worded.map((row): Proven => ({ row, how: "content" })),
    ...ofOneTitle(keyed("url")).map((row): Proven => ({ row, how: "url" })),
  ];
}

function ofOneTitle(rows: readonly Row[]): readonly Row[] {
  return new Set(rows.map(({ keys }) => keys.title)).size < TOO_MANY_TITLES ? rows : [];
}
