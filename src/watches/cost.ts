import { literalOf } from "./literal.ts";
import type { Query } from "./tree.ts";

// What queries cost that no index can spare: expressions and beginnings. Words, phrases and fields have no limit.

/**
 * Expressions that every story is searched for: at most 10 in a space and 200 in an instance, which is 10 ms for a story
 * at the 50 µs that RE2 takes for a usual one.
 */
export const UNANCHORED_PER_SPACE = 10;
export const UNANCHORED_PER_INSTANCE = 200;
/**
 * All expressions of a space. One with a literal costs a look for the literal in each story, about a microsecond, so ten
 * times as many are cheaper than the others.
 */
export const REGEXES_PER_SPACE = 100;
/** A beginning is found by the index like a word, but stands for any number of words, so that fewer are needed. */
export const PREFIXES_PER_SPACE = 500;

/** What a query costs. */
export interface Cost {
  /** Regular expressions of any kind. */
  readonly regexes: number;
  /**
   * Expressions without a literal (`literalOf`) for which every story must be searched: those of a query that some
   * stories could match without any word, beginning, literal, site or language that the query names.
   */
  readonly unanchored: number;
  /** Beginnings of words (`word*`) and of phrases. */
  readonly prefixes: number;
}

/** Returns what a query costs, counted by its terms; what it leaves out counts like what it looks for. */
export function costOf(query: Query): Cost {
  const atoms = atomsOf(query);
  const unanchored = isAnchored(query)
    ? []
    : atoms.filter((atom) => atom.kind === "regex" && !isAnchored(atom));
  return {
    regexes: atoms.filter(({ kind }) => kind === "regex").length,
    unanchored: unanchored.length,
    prefixes: atoms.filter(({ kind }) => kind === "prefix").length,
  };
}

/** Whether every story that matches names something that can be looked up. */
function isAnchored(query: Query): boolean {
  switch (query.kind) {
    case "regex":
      return literalOf(query.pattern) !== undefined;
    case "and":
      return query.queries.some(isAnchored);
    case "or":
      return query.queries.every(isAnchored);
    case "near":
      return isAnchored(query.left) || isAnchored(query.right);
    case "field":
      return isAnchored(query.query);
    case "not":
      return false;
    default:
      return true;
  }
}

function atomsOf(query: Query): readonly Query[] {
  switch (query.kind) {
    case "and":
    case "or":
      return query.queries.flatMap(atomsOf);
    case "near":
      return [...atomsOf(query.left), ...atomsOf(query.right)];
    case "field":
    case "not":
      return atomsOf(query.query);
    default:
      return [query];
  }
}
