import { lexemes } from "./lexemes.ts";

/** A watch as people type it: words to look for and, in plain language, what the story has to be about. */
export interface AboutQuery {
  readonly query: string;
  readonly about?: string;
}

const ABOUT = /(?<=^|\s)about[:：]/giu;

/**
 * Splits `robot OR drone about: funding rounds, not reviews` into the query and what stories have to be about.
 *
 * The first `about:` that begins a word and stands neither in quotes nor in an expression counts; all behind it is
 * plain language. Without words behind it there is no `about`. The time is linear in the length of the text.
 */
export function splitAbout(text: string): AboutQuery {
  const held = lexemes(text).filter(({ kind }) => kind === "phrase" || kind === "exact" || kind === "regex");
  const mark = text
    .matchAll(ABOUT)
    .find(({ index }) => !held.some(({ start, end }) => start < index && index < end));
  if (!mark) return { query: text.trim() };
  const query = text.slice(0, mark.index).trim();
  const about = text
    .slice(mark.index + mark[0].length)
    .replace(/\s+/g, " ")
    .trim();
  return about === "" ? { query } : { query, about };
}

/** Returns what `splitAbout` splits into these two, for a query in canonical form. */
export function joinAbout(query: string, about?: string): string {
  return about === undefined ? query : `${query} about: ${about}`.trim();
}
