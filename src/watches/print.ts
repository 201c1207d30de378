import { lexemes } from "./lexemes.ts";
import { withSlashes } from "./literal.ts";
import type { Query } from "./tree.ts";

/**
 * Returns the canonical text of a query: one space for AND, OR in capitals, a hyphen for NOT, parentheses
 * wherever OR and AND meet.
 */
export function printQuery(query: Query): string {
  return print(query, " ");
}

/** Returns a query in full, with every AND written out; for telling people how it was read. */
export function spellQuery(query: Query): string {
  return print(query, " AND ");
}

function print(query: Query, and: string): string {
  switch (query.kind) {
    case "word":
      return query.text;
    case "phrase":
      return `"${query.text}"`;
    case "prefix":
      return prefix(query.text);
    case "exact":
      return `="${query.text}"`;
    case "regex":
      return `/${withSlashes(query.pattern)}/${query.caseSensitive ? "c" : ""}`;
    case "near":
      return `${inner(query.left, and)} ~${query.distance} ${inner(query.right, and)}`;
    case "field":
      return query.query.kind === "field"
        ? `${query.field}:(${print(query.query, and)})`
        : `${query.field}:${inner(query.query, and)}`;
    case "not":
      return `-${inner(query.query, and)}`;
    case "and":
      return query.queries
        .map((part) => (part.kind === "or" ? inner(part, and) : print(part, and)))
        .join(and);
    case "or":
      return query.queries
        .map((part) => (part.kind === "and" ? inner(part, and) : print(part, and)))
        .join(" OR ");
  }
}

/** Parentheses around everything that is more than one atom or field. */
function inner(query: Query, and: string): string {
  const bare = query.kind !== "and" && query.kind !== "or" && query.kind !== "near" && query.kind !== "not";
  return bare ? print(query, and) : `(${print(query, and)})`;
}

/** The beginning of a phrase needs quotes, and so does one of a word that would be read otherwise without them. */
function prefix(text: string): string {
  const [word, second] = lexemes(`${text}*`);
  const isWord = word?.kind === "word" && word.prefix && word.text === text && !second;
  return isWord ? `${text}*` : `"${text}*"`;
}
