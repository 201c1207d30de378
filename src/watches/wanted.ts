import { tokenise } from "../text/tokens.ts";
import { joinAbout, splitAbout } from "./about.ts";
import { isCommon } from "./common-words.ts";
import { parseQuery, printQuery, type Query, type QueryError } from "./query.ts";

/** What somebody typed as words to look for, perhaps with what the stories have to be about. */
export type ParsedWanted =
  | {
      readonly ok: true;
      readonly query: Query;
      /** What the stories have to be about, in plain language. */
      readonly about?: string;
      /** The words as they were typed, without what they are about. */
      readonly words: string;
      /** Canonical form of both. */
      readonly text: string;
      readonly notes: readonly string[];
    }
  /** The place of the error is one in `text`. */
  | { readonly ok: false; readonly text: string; readonly error: QueryError };

/** So long may it be what stories have to be about, in UTF-16 units. */
const MOST_ABOUT = 300;
/** So many words of it make the query that is suggested where there is none. */
const SUGGESTED = 3;
const EXAMPLE = "robot about: funding rounds of robot makers";

const SAY = {
  alone: "about: needs words to look for before it. They find the stories, and then some are left out.",
  long: (count: number) => `about: may have ${MOST_ABOUT} characters behind it, and here are ${count}.`,
  empty: "There is nothing behind about:, so it leaves nothing out.",
} as const;

/** Reads what people type as a watch: a query as `parseQuery` reads it, and `about:` behind it. Never throws. */
export function parseWanted(typed: string): ParsedWanted {
  const { query: words, about } = splitAbout(typed);
  const isWhole = words === typed.trim();
  const fault = about === undefined ? undefined : faultOf(words, about, typed);
  if (fault) return { ok: false, text: typed, error: fault };
  const parsed = parseQuery(isWhole ? typed : words);
  if (!parsed.ok) return { ok: false, text: isWhole ? typed : words, error: mended(parsed.error, about) };
  const { query, notes } = parsed;
  return {
    ok: true,
    query,
    ...(about !== undefined && { about }),
    words,
    text: joinAbout(printQuery(query), about),
    notes: isWhole || about !== undefined ? notes : [...notes, SAY.empty],
  };
}

function faultOf(words: string, about: string, typed: string): QueryError | undefined {
  const end = typed.length;
  if (words === "") return { start: 0, end, message: SAY.alone, suggestion: withWords(about) };
  if (about.length <= MOST_ABOUT) return undefined;
  return { start: typed.length - (about.length - MOST_ABOUT), end, message: SAY.long(about.length) };
}

/** What stories have to be about names words to look for as well. */
function withWords(about: string): string {
  const names = tokenise(about).tokens.filter(({ key }) => !isCommon(key));
  const words = [...new Set(names.map(({ word }) => word))].slice(0, SUGGESTED).join(" OR ");
  const isFit = about.length <= MOST_ABOUT && parseQuery(words).ok;
  return isFit ? joinAbout(words, about) : EXAMPLE;
}

/** What is suggested instead of the words keeps what they are about. */
function mended(error: QueryError, about: string | undefined): QueryError {
  return error.suggestion === undefined
    ? error
    : { ...error, suggestion: joinAbout(error.suggestion, about) };
}
