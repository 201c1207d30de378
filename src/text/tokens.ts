import { spanIn } from "./changes.ts";
import { textOf } from "./even.ts";
import type { Plain } from "./plain.ts";
import { makeWords, type Script, scriptOf, WORD } from "./words.ts";

export { camelParts } from "./camel.ts";
export { INNER } from "./kinds.ts";
export { LINK_START } from "./links.ts";
export type { Script } from "./words.ts";

/** A word of a text. Offsets count in the even text of its scan; `Scan.span` leads back to the original. */
export interface Token {
  /** The folded form, which is compared. */
  readonly key: string;
  /** The word as it stands in the even text, without symbols and possessive. */
  readonly word: string;
  readonly script: Script;
  readonly from: number;
  readonly to: number;
  /** The end with the symbols after the word and its possessive. */
  readonly outer: number;
  /** Words count by one; the end of a sentence adds ten. */
  readonly position: number;
  /** The symbol right before the word: `#`, `@`, `$` or the dot of `.NET`; else "". */
  readonly before: string;
  /** The symbols right after the word: `+`, `++` or `#`; else "". */
  readonly after: string;
  /** Only a dot stands between this word and the one before it, as in node.js. */
  readonly dotted: boolean;
  /** Written with dots between its letters, as in A.I. */
  readonly acronym: boolean;
  readonly possessive: boolean;
  /** The words inside a hashtag such as #ClimateStrike. */
  readonly parts: readonly Token[];
}

/** A text, read word by word. */
export interface Scan extends Plain {
  readonly tokens: readonly Token[];
}

/** One reader does for all texts, since what is given back is a copy. */
const words = makeWords();

/**
 * Returns the words of a text in order. The time is linear in the length of the text.
 *
 * Addresses such as https://example.com are no words of a text; with `links` they are read like the rest.
 */
export function tokenise(original: string, options: { readonly links?: boolean } = {}): Scan {
  words.read(original, options);
  const { changes } = words;
  const text = textOf(words.units, 0, words.length);
  const keys = textOf(words.keys, 0, words.keysEnd);
  const tokens: Token[] = [];
  let parts: Token[] = [];
  for (let row = 0; row < words.count; row += 1) {
    const isPart = ((words.flags[row] as number) & WORD.part) !== 0;
    if (!isPart) parts = [];
    (isPart ? parts : tokens).push(tokenAt(row, text, keys, isPart ? [] : parts));
  }
  return { text, span: (from, to) => spanIn(changes, from, to), tokens };
}

function tokenAt(row: number, text: string, keys: string, parts: readonly Token[]): Token {
  const flags = words.flags[row] as number;
  const from = words.from[row] as number;
  const to = words.to[row] as number;
  const outer = words.outer[row] as number;
  const possessive = (flags & WORD.possessive) !== 0;
  return {
    key: keys.slice(words.keyFrom[row], words.keyTo[row]),
    word: text.slice(from, to),
    script: scriptOf(flags),
    from,
    to,
    outer,
    position: words.position[row] as number,
    before: (flags & WORD.symbol) === 0 ? "" : text.charAt(from - 1),
    after: text.slice(to, possessive ? outer - 2 : outer),
    dotted: (flags & WORD.dotted) !== 0,
    acronym: (flags & WORD.acronym) !== 0,
    possessive,
    parts,
  };
}
