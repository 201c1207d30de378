/** The parts of a story that a query can be held to. */
export type Field = "title" | "body" | "source" | "site" | "author" | "lang" | "tag" | "link";

/**
 * A query as a tree. The tree is final; which of its nodes people can type grows with the language.
 * `word`, `phrase`, `prefix`, `exact` and `regex` are atoms; `near` joins two atoms.
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
