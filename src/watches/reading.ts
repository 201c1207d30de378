import { listed } from "../text/listed.ts";
import { type Token, tokenise } from "../text/tokens.ts";
import { isCommon } from "./common-words.ts";
import { wantsCapitals } from "./everyday.ts";
import { spacedParts, variantsOf } from "./terms.ts";
import type { Field, Query } from "./tree.ts";

const SAY = {
  word: (word: string) => `the word ${word}`,
  also: (others: readonly string[]) => `, also written ${listed(others.map(quoted), "or")}`,
  capitals: (word: string) => `the word ${word} in capitals`,
  symbol: (symbol: string) => `the symbol ${symbol}`,
  inside: (word: string) => `${word}, also inside longer text`,
  start: (word: string) => `words that begin with ${word}`,
  phraseStart: (words: string) => `phrases that begin with ${words}`,
  exact: (text: string) => `exactly ${quoted(text)}`,
  regex: (pattern: string, caseSensitive: boolean) =>
    `the regular expression ${pattern}${caseSensitive ? " (capitals count)" : ""}`,
  near: (left: string, right: string, distance: number) =>
    `${left} within ${distance === 1 ? "one word" : `${distance} words`} of ${right}`,
  stories: (origins: readonly string[]) => `stories ${listed(origins, "and")}`,
  without: (what: string) => `anything but ${what}`,
  except: (what: string, excluded: string) => `${what}, but not ${excluded}`,
} as const;

const PARTS: Partial<Readonly<Record<Field, (what: string) => string>>> = {
  title: (what) => `${what} in the title`,
  body: (what) => `${what} in the text`,
  tag: (what) => `${what} among the tags`,
  link: (what) => `${what} in the link`,
};

const ORIGINS: Partial<Readonly<Record<Field, (what: string) => string>>> = {
  source: (what) => `from a source named ${what}`,
  author: (what) => `by an author named ${what}`,
  site: (what) => `on the site ${what}`,
  lang: (what) => `in the language ${what}`,
};

/**
 * Returns a query in words, to stand inside a sentence: `"super app" or Spud, but not rumour`.
 *
 * A query of one word also says how else that word may be written.
 */
export function reading(query: Query): string {
  return query.kind === "word" ? wordAlone(query.text) : inWords(query);
}

function wordAlone(text: string): string {
  const { tokens } = tokenise(text, { links: true });
  const [token] = tokens;
  if (!token) return SAY.word(text);
  if (tokens.length > 1) return SAY.word(text) + also(joinedForms(text));
  if (token.script === "symbol") return SAY.symbol(text);
  if (token.script === "dense") return SAY.inside(text);
  if (token.script === "hangul") return SAY.start(text);
  if (wantsCapitals(token)) return SAY.capitals(text);
  return SAY.word(text) + also(otherForms(token));
}

/** How else a word of several parts may be written: open-ai as "open ai" and "openai". */
function joinedForms(text: string): readonly string[] {
  if (!variantsOf({ kind: "word", text }).some(({ via }) => via === "joined")) return [];
  const parts = text.split(/[^\p{L}\p{N}\p{M}]+/u);
  return [parts.join(" "), parts.join("")];
}

/** How else a single word may be written: written apart, and with the possessive or without it. */
function otherForms(token: Token): readonly string[] {
  const { word, key, acronym, possessive } = token;
  if (acronym) return [word.replaceAll(".", "")];
  if (token.before !== "" || token.after !== "") return [];
  const spaced = spacedParts(word);
  return [
    ...(spaced.length > 1 ? [spaced.join(" ")] : []),
    ...(/[a-z]$/.test(key) && !isCommon(key) ? [possessive ? word : `${word}'s`] : []),
  ];
}

function also(forms: readonly string[]): string {
  return forms.length > 0 ? SAY.also(forms) : "";
}

function inWords(query: Query): string {
  switch (query.kind) {
    case "word":
      return query.text;
    case "phrase":
      return quoted(query.text);
    case "prefix":
      return /\s/.test(query.text) ? SAY.phraseStart(query.text) : SAY.start(query.text);
    case "exact":
      return SAY.exact(query.text);
    case "regex":
      return SAY.regex(query.pattern, query.caseSensitive);
    case "near":
      return SAY.near(inner(query.left), inner(query.right), query.distance);
    case "field":
      return PARTS[query.field]?.(inner(query.query)) ?? together([query]);
    case "not":
      return SAY.without(inner(query.query));
    case "and":
      return together(query.queries);
    case "or":
      return listed(query.queries.map(inner), "or");
  }
}

function together(queries: readonly Query[]): string {
  const origins = queries.flatMap((query) => originOf(query) ?? []);
  const wanted = queries.filter((query) => query.kind !== "not" && originOf(query) === undefined);
  const excluded = queries.filter((query) => query.kind === "not").map((query) => inner(query.query));
  const stories = origins.length > 0 ? [SAY.stories(origins)] : [];
  const [only] = wanted;
  const terms = only ? [wanted.length === 1 ? inWords(only) : listed(wanted.map(inner), "and")] : [];
  const what = [...terms, ...stories].join(", in ");
  if (excluded.length === 0) return what;
  return what === "" ? SAY.without(listed(excluded, "or")) : SAY.except(what, listed(excluded, "or"));
}

/** Where the stories must come from, if that is what a part of a query says. */
function originOf(query: Query): string | undefined {
  return query.kind === "field" ? ORIGINS[query.field]?.(inner(query.query)) : undefined;
}

/** Parentheses around what consists of several terms. */
function inner(query: Query): string {
  return query.kind === "and" || query.kind === "or" ? `(${inWords(query)})` : inWords(query);
}

function quoted(text: string): string {
  return `"${text}"`;
}
