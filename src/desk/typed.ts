import type { Refused } from "../commands/desk.ts";
import { parseQuery, printQuery, type Query } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";

/** A query as read, with its canonical form and what there is to say about the reading. */
export interface Read {
  readonly kind: "read";
  readonly query: Query;
  readonly text: string;
  readonly notes: readonly string[];
}

/** Reads what a person typed as a query. */
export function readQuery(typed: string): Refused | Read {
  const parsed = parseQuery(typed);
  if (!parsed.ok) return { kind: "refused", text: typed, error: parsed.error };
  return { kind: "read", query: parsed.query, text: printQuery(parsed.query), notes: parsed.notes };
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
