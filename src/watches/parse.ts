import { LINK_START, tokenise } from "../text/tokens.ts";
import { wantsCapitals } from "./everyday.ts";
import type { Lexeme } from "./lexemes.ts";
import { withoutSlashes } from "./literal.ts";
import { printQuery, spellQuery } from "./print.ts";
import { hostOf } from "./site.ts";
import type { Field, Query } from "./tree.ts";

const MOST_APART = 100;
const LINK = new RegExp(`^${LINK_START}`, "i");

const SAY = {
  mixed: (reading: string) => `I read this as ${reading}.`,
  dashes: (dashes: string, not: string) =>
    `I read ${dashes} before a word as a hyphen, so that ${not} leaves it out.`,
  link: (link: string) => `Addresses are no words of a story; I read ${link} as the link of the story.`,
  capitals: (word: string, small: string) =>
    `${word} is an everyday word too, so it counts only in capitals. For any case, type ${small}.`,
  lonely: (not: string) => `As an alternative, ${not} alone lets in every story without it.`,
  site: (site: string) => `site: wants the end of a host name, such as ${site}.com.`,
  boundary: "In an expression \\b and \\w know the letters a to z only, without accents.",
  address: (pattern: string) => `site: takes no expression; I look for ${pattern} in the link of the story.`,
} as const;

type Atom = Extract<Query, { kind: "word" | "phrase" | "prefix" | "exact" | "regex" }>;

/** Where the reading stands. Lexemes are mended before, so that no position is a fault. */
interface Cursor {
  readonly lexemes: readonly Lexeme[];
  readonly notes: string[];
  at: number;
}

/** Returns the tree for mended lexemes, or undefined where they name nothing to look for. */
export function parse(lexemes: readonly Lexeme[]): { query: Query | undefined; notes: readonly string[] } {
  const cursor = { lexemes, notes: [], at: 0 };
  return { query: list(cursor, undefined), notes: cursor.notes };
}

/** Whether a query only says what to leave out. */
export function isNegative(query: Query): boolean {
  if (query.kind === "not") return true;
  if (query.kind === "field") return isNegative(query.query);
  return (query.kind === "and" || query.kind === "or") && query.queries.every(isNegative);
}

function list(cursor: Cursor, field: Field | undefined): Query | undefined {
  const parts = [either(cursor, field)];
  while (take(cursor, "comma")) parts.push(either(cursor, field));
  const queries = parts.filter((part) => part !== undefined);
  const excluded = queries.filter(isNegative);
  if (excluded.length === 0 || excluded.length === queries.length) return joined(cursor, "or", queries);
  // Nobody means "sora, or whatever is without game" by: sora, -game.
  const wanted = queries.filter((query) => !isNegative(query));
  const query = joined(cursor, "and", [joined(cursor, "or", wanted), ...excluded]) as Query;
  cursor.notes.push(SAY.mixed(printQuery(query)));
  return query;
}

function either(cursor: Cursor, field: Field | undefined): Query | undefined {
  const alternatives: (Query | undefined)[] = [];
  let loose = false;
  do {
    const { query, terms } = all(cursor, field);
    alternatives.push(query);
    loose ||= terms > 1;
  } while (take(cursor, "or"));
  const query = joined(cursor, "or", alternatives);
  if (loose && query?.kind === "or") cursor.notes.push(SAY.mixed(spellQuery(query)));
  return query;
}

function all(cursor: Cursor, field: Field | undefined): { query: Query | undefined; terms: number } {
  const terms: (Query | undefined)[] = [];
  for (let next = cursor.lexemes[cursor.at]; next && !isStop(next); next = cursor.lexemes[cursor.at]) {
    if (!take(cursor, "and")) terms.push(term(cursor, field));
  }
  return { query: joined(cursor, "and", terms), terms: terms.length };
}

function isStop(lexeme: Lexeme): boolean {
  return lexeme.kind === "or" || lexeme.kind === "comma" || lexeme.kind === "close";
}

function term(cursor: Cursor, field: Field | undefined): Query | undefined {
  const not = take(cursor, "not");
  if (not) {
    const query = term(cursor, field);
    if (!query) return undefined;
    const excluded = negated(query);
    if (not.dashes !== undefined) cursor.notes.push(SAY.dashes(not.dashes, spellQuery(excluded)));
    return excluded;
  }
  const scope = take(cursor, "field")?.field;
  if (scope === undefined) return primary(cursor, field);
  const query = term(cursor, scope);
  // title:-sora is meant as -title:sora.
  if (query?.kind === "not") return negated(within(scope, query.query));
  return query && within(scope, query);
}

/** Holds a query to a field; what looks for an expression in the link does so already. */
function within(field: Field, query: Query): Query {
  const isAddress = field === "site" && query.kind === "field" && query.query.kind === "regex";
  return isAddress ? query : { kind: "field", field, query };
}

function primary(cursor: Cursor, field: Field | undefined): Query | undefined {
  if (take(cursor, "open")) {
    const query = list(cursor, field);
    take(cursor, "close");
    return query;
  }
  const left = atom(cursor, field);
  const near = take(cursor, "near");
  if (near) {
    const distance = Math.min(Math.max(near.distance, 1), MOST_APART);
    return { kind: "near", left, right: atom(cursor, field), distance };
  }
  if (left.kind === "regex" && field === "site") return address(cursor, left);
  if (left.kind !== "word" || field === "link" || !LINK.test(left.text)) return noted(cursor, left, field);
  cursor.notes.push(SAY.link(left.text));
  return { kind: "field", field: "link", query: left };
}

/** The name of a site is compared, not searched; an expression finds it in the link. */
function address(cursor: Cursor, regex: Atom): Query {
  cursor.notes.push(SAY.address(spellQuery(regex)));
  return { kind: "field", field: "link", query: regex };
}

/** Tells people of a word that counts only in capitals. */
function noted(cursor: Cursor, atom: Atom, field: Field | undefined): Atom {
  if (atom.kind !== "word" || field === "site" || field === "lang") return atom;
  const [token, second] = tokenise(atom.text).tokens;
  if (token && !second && wantsCapitals(token)) cursor.notes.push(SAY.capitals(atom.text, token.key));
  return atom;
}

function atom(cursor: Cursor, field: Field | undefined): Atom {
  const lexeme = cursor.lexemes[cursor.at] as Lexeme & { kind: "word" | "phrase" | "exact" | "regex" };
  cursor.at += 1;
  if (lexeme.kind === "regex") {
    const { pattern, caseSensitive } = lexeme;
    if (/\\[bw]/i.test(pattern) && /[^\P{L}\p{ASCII}]/u.test(pattern)) cursor.notes.push(SAY.boundary);
    return { kind: "regex", pattern: withoutSlashes(pattern), caseSensitive };
  }
  const { text } = lexeme;
  const host = field === "site" ? hostOf(text)?.host : undefined;
  if (host !== undefined && !/^(?:or|and)$/.test(host)) {
    if (!host.includes(".")) cursor.notes.push(SAY.site(host));
    return { kind: "word", text: host };
  }
  return { kind: lexeme.prefix ? "prefix" : lexeme.kind, text };
}

function negated(query: Query): Query {
  return query.kind === "not" ? query.query : { kind: "not", query };
}

/** Joins queries into one without repeats and without a list inside a list of its own kind. */
function joined(
  cursor: Cursor,
  kind: "and" | "or",
  parts: readonly (Query | undefined)[],
): Query | undefined {
  const flat = parts.flatMap((part) => (part?.kind === kind ? part.queries : (part ?? [])));
  const queries = [...new Map(flat.map((query) => [spellQuery(query), query])).values()];
  if (queries.length < 2) return queries[0];
  const lonely = kind === "or" && !queries.every(isNegative) ? queries.find(isNegative) : undefined;
  if (lonely) cursor.notes.push(SAY.lonely(spellQuery(lonely)));
  return { kind, queries };
}

function take<K extends Lexeme["kind"]>(cursor: Cursor, kind: K): (Lexeme & { kind: K }) | undefined {
  const lexeme = cursor.lexemes[cursor.at];
  if (lexeme?.kind !== kind) return undefined;
  cursor.at += 1;
  return lexeme as Lexeme & { kind: K };
}
