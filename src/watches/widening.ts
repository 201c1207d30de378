import { nearest } from "../text/nearest.ts";
import { tokenise } from "../text/tokens.ts";
import { wordSet } from "../text/word-set.ts";
import { isCommon } from "./common-words.ts";
import { printQuery } from "./print.ts";
import type { Query } from "./tree.ts";

/** Beyond this many terms the names among them say more than all but one of them do. */
const FEW = 3;
/** A shorter word is no plural: gas, bus. */
const LEAST_PLURAL = 4;
/** So many readings are worth measuring. */
const MOST = 10;
/** Words by which people leave something out: "Sora but not game". */
const LEAVING = wordSet("not without except excluding minus");

/**
 * Returns queries that are near to one that finds nothing, the nearest first, to be measured: slips of the finger
 * mended by the words that stories have, without words that name nothing, the names alone, the singular, loose words
 * for a phrase, any part of the story for a field, all terms but one, and each term alone.
 *
 * `known` are words of stories, the commonest first.
 */
export function widenings(query: Query, known: readonly string[]): readonly Query[] {
  const mend = (one: Query) => changed(one, (text) => mended(text, known));
  const left = leavingOut(query);
  // What somebody wants left out must never be proposed as what to look for.
  if (left) return left.flatMap((one) => [one, mend(one)].filter((other) => other !== undefined));
  const found = [
    mend(query),
    only(query, namesSomething),
    names(query),
    changed(query, singularOf),
    loosened(query),
    ...withoutOne(query),
    ...alone(query),
  ].filter((one) => one !== undefined);
  const named = new Set([printQuery(query).toLowerCase()]);
  const other = found.filter((one) => {
    const text = printQuery(one).toLowerCase();
    return !named.has(text) && named.add(text);
  });
  return other.slice(0, MOST);
}

/**
 * Returns what a query is that leaves something out in words: `sora but not game` is `sora -game`. It is none where
 * nothing is left to look for, as in `not apple`; undefined where a query leaves out nothing in words.
 */
export function leavingOut(query: Query): readonly Query[] | undefined {
  if (query.kind !== "and") return undefined;
  const at = query.queries.findIndex((part) => part.kind === "word" && LEAVING.has(keyOf(part.text)));
  const out = query.queries.slice(at + 1).filter(namesSomething);
  if (at < 0 || out.length === 0) return undefined;
  const kept = query.queries.slice(0, at).filter((part) => !isWord(part, "but"));
  if (!kept.some(namesSomething)) return [];
  const already = query.queries.slice(at + 1).filter(({ kind }) => kind === "not");
  return [together([...kept, { kind: "not", query: together(out) }, ...already])];
}

function isWord(part: Query, key: string): boolean {
  return part.kind === "word" && keyOf(part.text) === key;
}

/** Returns the query with other words where there are any; undefined where nothing changes. */
function changed(query: Query, other: (text: string) => string | undefined): Query | undefined {
  let isChanged = false;
  const change = (one: Query): Query => {
    switch (one.kind) {
      case "and":
      case "or":
        return { kind: one.kind, queries: one.queries.map(change) };
      case "field":
        return one.field === "site" || one.field === "lang" ? one : { ...one, query: change(one.query) };
      case "near":
        return { ...one, left: change(one.left), right: change(one.right) };
      case "word":
      case "phrase": {
        const text = one.text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => other(word) ?? word);
        isChanged ||= text !== one.text;
        return { ...one, text };
      }
      default:
        // What must not be there cannot be what is missing, and exact text is meant as it stands.
        return one;
    }
  };
  const whole = change(query);
  return isChanged ? whole : undefined;
}

/** Returns the known word that a word was meant to be; undefined where it is known itself, or nothing is near. */
function mended(word: string, known: readonly string[]): string | undefined {
  const key = keyOf(word);
  const near = known.filter((one) => Math.abs(one.length - word.length) <= 2);
  return near.some((one) => keyOf(one) === key) ? undefined : nearest(word, near);
}

function keyOf(word: string): string {
  return tokenise(word).tokens[0]?.key ?? "";
}

/** Returns the singular of a regular English plural; undefined where a word is none. */
function singularOf(word: string): string | undefined {
  if (word.length < LEAST_PLURAL || isCommon(keyOf(word))) return undefined;
  if (/[^aeiou]ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:[sxz]|[cs]h)es$/i.test(word)) return word.slice(0, -2);
  return /[^s]s$/i.test(word) ? word.slice(0, -1) : undefined;
}

/** Returns the parts of an AND that pass; undefined where all do, or none that looks for something. */
function only(query: Query, passes: (part: Query) => boolean): Query | undefined {
  if (query.kind !== "and") return undefined;
  const kept = query.queries.filter((part) => part.kind === "not" || passes(part));
  return kept.some(namesSomething) ? together(kept) : undefined;
}

function namesSomething(part: Query): boolean {
  return part.kind !== "not" && !(part.kind === "word" && isCommon(keyOf(part.text)));
}

/** Returns the words of a long query that are written as names. */
function names(query: Query): Query | undefined {
  const isLong = query.kind === "and" && query.queries.length > FEW;
  return isLong ? only(query, (part) => part.kind !== "word" || isName(part.text)) : undefined;
}

function isName(text: string): boolean {
  return /\p{Lu}/u.test(text) && !isCommon(keyOf(text));
}

/** Returns the query with its phrases, distances and fields taken as loose words; undefined where it has none. */
function loosened(query: Query): Query | undefined {
  switch (query.kind) {
    case "and": {
      const parts = query.queries.map((part) => loosened(part) ?? part);
      return together(parts.flatMap((part) => (part.kind === "and" ? part.queries : [part])));
    }
    case "or":
      return { kind: "or", queries: query.queries.map((part) => loosened(part) ?? part) };
    case "phrase":
    case "exact": {
      const { tokens } = tokenise(query.text, { links: true });
      const words = tokens.map(({ before, word, after }) => before + word + after);
      return together(words.map((text): Query => ({ kind: "word", text })));
    }
    case "near":
      return together([query.left, query.right]);
    case "field":
      return query.field === "title" || query.field === "body" || query.field === "tag"
        ? query.query
        : undefined;
    default:
      return undefined;
  }
}

/** Returns the query without each of its parts in turn, the last first: the first words are what it is about. */
function withoutOne(query: Query): readonly (Query | undefined)[] {
  if (query.kind !== "and") return [];
  return query.queries.map((part) => without(query.queries, part)).toReversed();
}

function alone(query: Query): readonly Query[] {
  return query.kind === "and" ? query.queries.filter(namesSomething) : [];
}

function without(queries: readonly Query[], left: Query): Query | undefined {
  const rest = queries.filter((part) => part !== left);
  return rest.some(namesSomething) ? together(rest) : undefined;
}

function together(queries: readonly Query[]): Query {
  const [first] = queries;
  return first && queries.length === 1 ? first : { kind: "and", queries };
}
