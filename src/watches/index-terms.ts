// How a story is written into an index of words, and what that index is asked for. Both sides go through the same
// forms, so that the index finds every story that `evaluate` matches; the judge drops what it finds too many of.

import { type Token, tokenise } from "../text/tokens.ts";
import { type Condition, formOf } from "./condition.ts";
import type { MatchableStory } from "./hit.ts";
import { languagesOf, sitesOf } from "./site.ts";
import { type Element, pluralsOf } from "./terms.ts";
import type { Field } from "./tree.ts";

/** The columns of the index, each for the field of the same name. */
export const COLUMNS = ["title", "body", "tag", "source", "site", "author", "lang", "link"] as const;

/** What a story is known by in the index: for each column its words, with a space between them. */
export type IndexTerms = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** The expression that no story meets. */
const NOTHING = '""';
/** The columns of a term without a field. */
const ANYWHERE = "{title body tag}";
/** Stands where no phrase goes on: no word is written like this. */
const GAP = "¶";
/** Longer words are as good as cut, in UTF-16 units: none is told from another behind so many. */
const LONGEST = 64;
/** The index takes space and control characters as ends of words. */
const UNSAFE = /[\0-\x20\x7f]/;
/** One-letter words that Hebrew writes together with the next word. */
const HEBREW_BEFORE = [..."והבלכמש"];
/** Fields in which the outlets of a story differ. */
const OF_OUTLETS: ReadonlySet<Field | undefined> = new Set(["source", "site", "link"]);
/** So many spellings of one phrase are asked for at most. */
const MOST_SPELLINGS = 4;

/**
 * Returns the words under which a story is found: its tokens in order, with a sign where a sentence ends, and behind them
 * the further forms in which a token can be asked for.
 *
 * Source, site and link are those of all outlets. Runs of a script without spaces stand as pairs of characters, with
 * the last character alone at their end. Whoever changes the forms must index all stories anew (store/migrations.ts).
 */
export function indexTerms(
  story: MatchableStory,
  outlets: readonly { readonly name: string; readonly url: string }[],
): IndexTerms {
  return {
    title: wordsOf([story.title]),
    body: wordsOf([story.text]),
    tag: wordsOf(story.tags ?? []),
    source: wordsOf(outlets.map(({ name }) => name)),
    site: united(new Set(outlets.flatMap(({ url }) => sitesOf(url)))),
    author: wordsOf([story.author ?? ""]),
    lang: united(languagesOf(story.language ?? "")),
    link: wordsOf(
      outlets.map(({ url }) => url),
      { links: true },
    ),
  };
}

/**
 * Returns the condition as an expression of SQLite's FTS5 over `COLUMNS`, or undefined where it restricts nothing.
 *
 * Every story that meets the condition meets the expression. Syntax: https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function indexQuery(condition: Condition): string | undefined {
  switch (condition.kind) {
    case "all":
      return allOf(condition.of.map(indexQuery));
    case "any":
      return anyOf(condition.of.map(indexQuery));
    case "words": {
      const found = beside(condition.elements, condition.plural);
      return found && `${condition.field ?? ANYWHERE} : ${found}`;
    }
    case "attribute":
      return condition.value === "" ? undefined : `${condition.field} : ${quoted([condition.value])}`;
    default:
      return undefined;
  }
}

/**
 * Returns whether every story that meets the expression for a condition meets the condition, too, whichever of its
 * outlets is looked at.
 */
export function isSaidExactly(condition: Condition): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.every(isSaidExactly);
    case "words":
      return !OF_OUTLETS.has(condition.field) && condition.elements.every(isSaid, condition.elements);
    default:
      return false;
  }
}

/** Whether the index shows all that is asked of an element. Beginnings of words are met by our further forms, too. */
function isSaid(this: readonly Element[], { how, key, before, after, capitals, dotted }: Element): boolean {
  const isPlain = before === "" && after === "" && !capitals && !dotted;
  if (!isPlain || key.length > LONGEST || /^(?:\p{L}$|\p{M})/u.test(key)) return false;
  if (this.length > 1) return how === "whole" && !key.endsWith("s");
  return how !== "start" && how !== "and";
}

function wordsOf(texts: readonly string[], options: { readonly links?: boolean } = {}): string {
  const words: string[] = [];
  const further = new Set<string>();
  for (const text of texts) {
    let next = -1;
    for (const token of tokenise(text, options).tokens) {
      if (token.position !== next && words.length > 0) words.push(GAP);
      next = token.position + 1;
      for (const word of placed(token)) words.push(safe(word));
      for (const form of beyond(token)) further.add(safe(form));
    }
  }
  return [words.join(" "), ...further].join(` ${GAP} `);
}

function united(forms: Iterable<string>): string {
  return Array.from(forms, safe).join(" ");
}

/** What stands in the place of a token. */
function placed({ script, key }: Token): readonly string[] {
  return script === "dense" ? pairs(key) : [key];
}

/** The forms of a token beside its key: with its symbols, without an apostrophe, and what a hashtag is made of. */
function beyond(token: Token): readonly string[] {
  const { key, before, after, possessive, script, parts } = token;
  // A run has no forms of its own: what a tag of such a script is made of stands in its pairs.
  if (script === "dense" || (before === "" && after === "" && !possessive)) return [];
  // McDonald's is asked for as McDonalds, too.
  const keys = possessive ? [key, `${key}s`] : [key];
  const forms = keys.flatMap((one) => [one, before + one, one + after, before + one + after]);
  return [...forms.filter((form) => form !== key), ...parts.map((part) => part.key)];
}

/** The pairs of neighbours in a run, and its last character. */
function pairs(run: string): readonly string[] {
  const characters = [...run];
  return characters.map((character, at) => character + (characters[at + 1] ?? ""));
}

/** Elements next to each other: what surely stands as words in a row is one phrase, the rest only has to be there. */
function beside(elements: readonly Element[], plural: boolean): string | undefined {
  if (elements.length === 1) return alone(elements[0] as Element, plural);
  const parts: (string | undefined)[] = [];
  let phrases: readonly (readonly string[])[] = [[]];
  const close = () => {
    if (phrases[0]?.length) parts.push(anyOf(phrases.map(quoted)));
    phrases = [[]];
  };
  for (const element of elements) {
    const spellings = spellingsOf(element);
    if (spellings.length === 0 || spellings.length * phrases.length > MOST_SPELLINGS) close();
    if (spellings.length === 0) parts.push(alone(element, false));
    else phrases = phrases.flatMap((phrase) => spellings.map((word) => [...phrase, word]));
  }
  close();
  return allOf(parts);
}

/** The words that an element may have in its place among the tokens; none where it is no plain word. */
function spellingsOf({ how, key, before, after }: Element): readonly string[] {
  if (how !== "whole" || before !== "" || after !== "") return [];
  // In its place McDonald's stands without its end, while McDonalds asks for it.
  return /.s$/su.test(key) ? [key, key.slice(0, -1)] : [key];
}

function alone(element: Element, plural: boolean): string | undefined {
  const { how, key, before } = element;
  switch (how) {
    case "whole":
      return written(element, plural ? [key, ...pluralsOf(key)] : [key]);
    case "arabic":
      return written(element, [key, `ال${key}`]);
    case "hebrew":
      return written(element, [key, ...HEBREW_BEFORE.map((letter) => letter + key)]);
    case "and":
      return written(element, ["and", "&"]);
    case "start":
      return `${quoted([before + key])} *`;
    case "within":
      return within(key);
  }
}

function written(element: Element, keys: readonly string[]): string | undefined {
  return anyOf(keys.map((key) => quoted([formOf({ ...element, key })])));
}

function within(key: string): string | undefined {
  // A lone mark may stand on a letter of another script, which is no run.
  if (/^\p{M}/u.test(key)) return undefined;
  const run = pairs(key);
  return run.length === 1 ? `${quoted(run)} *` : quoted(run.slice(0, -1));
}

function allOf(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.includes(NOTHING)) return NOTHING;
  return known.length < 2 ? known[0] : `(${known.join(" AND ")})`;
}

function anyOf(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const possible = [...new Set(known)].filter((part) => part !== NOTHING);
  return possible.length < 2 ? (possible[0] ?? NOTHING) : `(${possible.join(" OR ")})`;
}

/** Returns words in a row as a phrase of the expression. */
function quoted(words: readonly string[]): string {
  return `"${words.map(safe).join(" ").replaceAll('"', '""')}"`;
}

function safe(form: string): string {
  const short = form.length > LONGEST ? form.slice(0, LONGEST) : form;
  return UNSAFE.test(short) ? short.split(UNSAFE).join("_") : short;
}
