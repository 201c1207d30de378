import { camelParts, tokenise } from "../text/tokens.ts";
import { isCommon } from "./common-words.ts";
import { pluralsOf } from "./terms.ts";
import type { Query } from "./tree.ts";

/** A word is worth naming from this many titles on, and from this share of them. */
const LEAST_TITLES = 2;
const LEAST_SHARE = 0.08;
/** What more titles than this have is not beside the topic: it is the topic. */
const MOST_SHARE = 0.6;
/** As many words are tried, each way; and as many ways of one kind, and in all, are worth showing. */
const WORDS = 3;
const OF_A_KIND = 2;
const SHOWN = 4;
/** A query that still finds more than this share of the stories is no help. */
const HELPS = 0.9;

/** More alerts a day than this is a flood. */
export const FLOOD_A_DAY = 20;

/** Less than two hours of stories, in days, says nothing about a whole day. */
export const LEAST_REACH = 2 / 24;

/** A query that may find less than another one, and in which way. */
export interface Narrowing {
  readonly how: "title" | "with" | "without";
  readonly query: Query;
}

/** How many stories a query finds, and how many days there are stories of, where not whole a fraction. */
export interface Volume {
  readonly matched: number;
  readonly reach: number;
}

/**
 * Returns queries that may find less than a query does, to be measured: its words in the title alone, and with or
 * without a word that many of the titles have beside them.
 *
 * `titles` are those of the stories that the query finds.
 */
export function narrowings(query: Query, titles: readonly string[]): readonly Narrowing[] {
  const titled = inTitle(query);
  const words = companions(query, titles).map((text): Query => ({ kind: "word", text }));
  return [
    ...(titled ? [{ how: "title", query: titled } as const] : []),
    ...words.map((word) => ({ how: "with", query: both(query, word) }) as const),
    ...words.map((word) => ({ how: "without", query: both(query, { kind: "not", query: word }) }) as const),
  ];
}

/**
 * Returns those of the measured narrowings that help, the best first: what is no flood and leaves out the least, then
 * what comes nearest to that. At most four, at most two of a kind.
 */
export function bestOf<One extends Volume & Pick<Narrowing, "how">>(
  measured: readonly One[],
  { matched }: Volume,
): readonly One[] {
  const helpful = measured.filter((one) => one.matched > 0 && one.matched <= matched * HELPS);
  const [floods, calm] = [helpful.filter(isFlood), helpful.filter((one) => !isFlood(one))];
  const ranked = [
    ...calm.sort((a, b) => b.matched - a.matched),
    ...floods.sort((a, b) => a.matched - b.matched),
  ];
  // Words that stand in the same titles find the same.
  const unlike = ranked.filter(
    (one, at) => !ranked.slice(0, at).some(({ how, matched }) => how === one.how && matched === one.matched),
  );
  return unlike
    .filter(({ how }, at) => unlike.slice(0, at).filter((one) => one.how === how).length < OF_A_KIND)
    .slice(0, SHOWN);
}

/** Whether so many stories in so many days are too many for a channel; of less than two hours nobody knows. */
export function isFlood({ matched, reach }: Volume): boolean {
  return reach >= LEAST_REACH && matched / reach > FLOOD_A_DAY;
}

/** Returns the query with its words held to the title; undefined where it names a field already. */
function inTitle(query: Query): Query | undefined {
  const parts = query.kind === "and" ? query.queries : [query];
  const terms = parts.filter(({ kind }) => kind !== "not");
  if (terms.some(namesField)) return undefined;
  const title: Query = { kind: "field", field: "title", query: together(terms) };
  return together([title, ...parts.filter(({ kind }) => kind === "not")]);
}

function namesField(query: Query): boolean {
  if (query.kind === "not") return namesField(query.query);
  return query.kind === "and" || query.kind === "or"
    ? query.queries.some(namesField)
    : query.kind === "field";
}

/** The words that a good share of the titles have, the commonest first, without those that the query names itself. */
function companions(query: Query, titles: readonly string[]): readonly string[] {
  const own = ownWords(query);
  const found = new Map<string, { readonly text: string; titles: number }>();
  for (const title of titles) {
    for (const [key, text] of wordsOf(title)) {
      const word = found.get(key) ?? { text, titles: 0 };
      word.titles += 1;
      found.set(key, word);
    }
  }
  const [least, most] = [Math.max(LEAST_TITLES, titles.length * LEAST_SHARE), titles.length * MOST_SHARE];
  return [...found]
    .filter(([key, word]) => !own.has(key) && word.titles >= least && word.titles <= most)
    .sort(([, a], [, b]) => b.titles - a.titles)
    .slice(0, WORDS)
    .map(([, { text }]) => text);
}

/** The words of a title that may name something, each once, by their folded form. */
function wordsOf(title: string): ReadonlyMap<string, string> {
  const words = tokenise(title).tokens.filter(
    ({ key, script, before, after }) =>
      script === "spaced" &&
      before + after === "" &&
      /\p{L}{2}/u.test(key) &&
      key.length > 2 &&
      !isCommon(key),
  );
  return new Map(words.map(({ key, word }) => [key, word]));
}

/** The folded words that a query names, run together and apart, and their plurals. */
function ownWords(query: Query): ReadonlySet<string> {
  const texts = textsOf(query).flatMap((text) => [text, text.replace(/[\s-]/g, ""), ...camelParts(text)]);
  const keys = texts.flatMap((text) => tokenise(text, { links: true }).tokens.map(({ key }) => key));
  return new Set(keys.flatMap((key) => [key, ...pluralsOf(key)]));
}

function textsOf(query: Query): readonly string[] {
  switch (query.kind) {
    case "and":
    case "or":
      return query.queries.flatMap(textsOf);
    case "not":
    case "field":
      return textsOf(query.query);
    case "near":
      return [...textsOf(query.left), ...textsOf(query.right)];
    case "regex":
      return query.pattern.match(/[\p{L}\p{N}]+/gu) ?? [];
    default:
      return [query.text];
  }
}

/** Returns a query of bare words as the phrase that they make; undefined where it is none. */
export function asPhrase(query: Query): Query | undefined {
  if (query.kind !== "and") return undefined;
  const words = query.queries.flatMap((part) => (part.kind === "word" ? [part.text] : []));
  const rest = query.queries.filter(({ kind }) => kind !== "word");
  if (words.length < 2 || rest.some(({ kind }) => kind !== "not" && kind !== "field")) return undefined;
  return together([{ kind: "phrase", text: words.join(" ") }, ...rest]);
}

function both(query: Query, more: Query): Query {
  return together([...(query.kind === "and" ? query.queries : [query]), more]);
}

function together(queries: readonly Query[]): Query {
  const [first] = queries;
  return first && queries.length === 1 ? first : { kind: "and", queries };
}
