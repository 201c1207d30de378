import type { DatabaseSync } from "node:sqlite";
import type { StoredStory } from "../stories/story.ts";
import { COLUMNS, indexTerms } from "../watches/index-terms.ts";
import { matchable } from "../watches/matchable.ts";

/** All signs of ASCII but letters, digits and the space: to us they are parts of words. */
const SIGNS = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(0x21 + at))
  .filter((sign) => !/[a-z\d]/i.test(sign))
  .join("");

/**
 * The index of words. It holds no texts: `rowid` is the place of the story.
 *
 * We cut texts into words ourselves, so the tokenizer must cut at spaces alone. `ascii` takes everything beyond ASCII
 * for letters; `unicode61` would drop newer emoji (https://www.sqlite.org/fts5.html#ascii_tokenizer).
 */
export const WORDS_TABLE = `
  CREATE VIRTUAL TABLE words USING fts5(
    ${COLUMNS.join(", ")}, content = '', contentless_delete = 1,
    tokenize = "ascii tokenchars '${SIGNS.replaceAll("'", "''").replaceAll('"', '""')}'"
  );
`;

/** Makes what writes the words of stories; for use inside a transaction. */
export function makeWords(db: DatabaseSync) {
  const put = db.prepare(
    `INSERT OR REPLACE INTO words (rowid, ${COLUMNS.join(", ")}) VALUES (?, ${COLUMNS.map(() => "?").join(", ")})`,
  );
  const remove = db.prepare("DELETE FROM words WHERE rowid = ?");
  return {
    /** Writes the words of a story, in the place of those that stand there. */
    put(place: number, story: StoredStory): void {
      const terms = indexTerms(matchable(story), story.outlets);
      put.run(place, ...COLUMNS.map((column) => terms[column]));
    },
    remove: (place: number): void => void remove.run(place),
  };
}
