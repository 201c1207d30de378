import type { Refused } from "../commands/desk.ts";
import { printQuery, type Query } from "../watches/query.ts";
import { parseWanted } from "../watches/wanted.ts";
import type { Watch } from "../watches/watch.ts";

/** A query as read, with its canonical form and what there is to say about the reading. */
export interface Read {
  readonly kind: "read";
  readonly query: Query;
  /** What stories have to be about beyond the query, in plain language. */
  readonly about?: string;
  /** Canonical form of both. */
  readonly text: string;
  readonly notes: readonly string[];
}

/** Reads what a person typed as a query, with `about:` or without. */
export function readQuery(typed: string): Refused | Read {
  const read = parseWanted(typed);
  if (!read.ok) return { kind: "refused", text: read.text, error: read.error };
  const { query, about, text, notes } = read;
  return { kind: "read", query, ...(about !== undefined && { about }), text, notes };
}

const NO_MODEL =
  "about: needs a language model, and none is set up here. Whoever runs me can do that; docs/operations.md says how.";

/** Refuses a query whose `about:` nobody could judge; it proposes the words alone. */
export function unjudged({ query, text }: Read): Refused {
  const words = printQuery(query);
  const error = { start: words.length + 1, end: text.length, message: NO_MODEL, suggestion: words };
  return { kind: "refused", text, error };
}

/**
 * Returns those of a channel's watches that a person means: by number in the list or by the query however it is
 * spelled, else by a part of it. A button means the one whose id it carries.
 */
export function pickWatches(watches: readonly Watch[], which: string): readonly Watch[] {
  const wanted = which.trim();
  const byId = watches.filter(({ id }) => id === wanted);
  if (byId.length > 0) return byId;
  const [, number] = /^#?(\d+)$/.exec(wanted) ?? [];
  const read = readQuery(wanted);
  const canonical = read.kind === "read" ? read.text : wanted;
  const exact = watches.filter(({ text }, at) => at + 1 === Number(number) || text === canonical);
  // Whoever types a number means the list: a part of some query must not stand in for a number that is gone.
  if (exact.length > 0 || wanted === "" || number) return exact;
  return watches.filter(({ text }) => text.toLowerCase().includes(wanted.toLowerCase()));
}
