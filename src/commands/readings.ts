import { parseQuery, printQuery, type Query } from "../watches/query.ts";
import { leavingOut, widenings } from "../watches/widening.ts";
import { strong } from "./cards.ts";
import type { Piece } from "./command.ts";
import { askedIn } from "./sentence.ts";
import { number } from "./words.ts";

const SAY = {
  nearest: "Nearest: ",
  between: " · ",
  end: ".",
  found: ({ matched, more }: Count) => ` (${more ? "more than " : ""}${number(matched)})`,
} as const;

const SHOWN = 3;
/** So many readings are measured at most. */
const TRIED = 12;

/** How many stories a query finds; with `more`, counting stopped there. */
export interface Count {
  readonly matched: number;
  readonly more: boolean;
}

/** Counts the stories that a query finds. */
export type Measure = (query: Query) => Promise<Count>;

/** Another way to read what somebody typed, in canonical form, and what it finds. */
export interface Reading extends Count {
  readonly text: string;
}

/** Returns the readings of a sentence by what it asks about, those that find something other than the sentence does. */
export async function asked(typed: string, found: Count, measure: Measure): Promise<readonly Reading[]> {
  const readings = await measured(topicsIn(typed), measure);
  return readings.filter(({ matched }) => matched !== found.matched);
}

/** Returns the readings nearest to a query that finds nothing, at most three, all of which find something. */
export async function near(
  typed: string,
  query: Query,
  known: readonly string[],
  measure: Measure,
): Promise<readonly Reading[]> {
  const topics = topicsIn(typed);
  // Of a sentence only the topic is worth widening.
  const wider = (topics.length > 0 ? topics : [query]).flatMap((one) => widenings(one, known));
  return measured([...topics, ...wider], measure);
}

/**
 * Returns the queries that a sentence asks for: "tell me when Apple sues Google" for Apple sues Google, and
 * "sora but not game" for sora -game. None where a text is no sentence.
 */
export function topicsIn(typed: string): readonly Query[] {
  const asked = askedIn(typed);
  return [asked?.topic ?? typed, asked?.either].flatMap((text) => {
    const parsed = text === undefined ? undefined : parseQuery(text);
    if (!parsed?.ok) return [];
    return leavingOut(parsed.query) ?? (asked ? [parsed.query] : []);
  });
}

/** Measures queries in their order until there are enough that find something. */
async function measured(queries: readonly Query[], measure: Measure): Promise<readonly Reading[]> {
  const found: Reading[] = [];
  const tried = new Set<string>();
  for (const query of queries) {
    const text = printQuery(query);
    if (tried.has(text.toLowerCase()) || tried.size === TRIED || found.length === SHOWN) continue;
    tried.add(text.toLowerCase());
    const count = await measure(query);
    if (count.matched > 0) found.push({ text, ...count });
  }
  return found;
}

/** Returns the line that names readings: `Nearest: OpenAI video (3) · Sora (14).`; nothing where there are none. */
export function nearestLine(readings: readonly Reading[]): readonly Piece[] {
  if (readings.length === 0) return [];
  const named = readings.flatMap(({ text, ...count }, at): readonly Piece[] => [
    at === 0 ? SAY.nearest : SAY.between,
    strong(text),
    SAY.found(count),
  ]);
  return [...named, SAY.end];
}

/** Returns what a button for a reading is called: "OpenAI video (3)". */
export function labelOf({ text, ...count }: Reading): string {
  return text + SAY.found(count);
}
