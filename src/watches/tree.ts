/** The parts of a story that a query can be held to. */
export type Field = "title" | "body" | "source" | "site" | "author" | "lang" | "tag" | "link";

/**
 * A query as a tree. `word`, `phrase`, `prefix`, `exact` and `regex` are atoms; `near` joins two atoms.
 *
 * A prefix is the beginning of a word, or of the last word of a phrase. A pattern is in the syntax of RE2, without the
 * backslashes that slashes need between slashes.
 */
export type Query =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "phrase"; readonly text: string }
  | { readonly kind: "prefix"; readonly text: string }
  | { readonly kind: "exact"; readonly text: string }
  | { readonly kind: "regex"; readonly pattern: string; readonly caseSensitive: boolean }
  | { readonly kind: "near"; readonly left: Query; readonly right: Query; readonly distance: number }
  | { readonly kind: "field"; readonly field: Field; readonly query: Query }
  | { readonly kind: "not"; readonly query: Query }
  | { readonly kind: "and"; readonly queries: readonly Query[] }
  | { readonly kind: "or"; readonly queries: readonly Query[] };
