import type { MatchableStory } from "../../../src/watches/evaluate.ts";
import { type Field, parseQuery, type Query } from "../../../src/watches/query.ts";
import { DOMESTIC } from "./domestic.ts";
import { FOREIGN } from "./foreign.ts";
import { FILLERS, PARTS } from "./parts.ts";
import type { Random } from "./random.ts";
import { SPOTLIGHTS } from "./spotlights.ts";
import type { Subject } from "./subject.ts";

/** What a round of queries and stories is about: few subjects, so that they meet. */
export interface Talk {
  /** What it is about most of the time. */
  readonly spotlight: Subject;
  readonly asked: readonly string[];
  readonly told: readonly string[];
  readonly patterns: readonly string[];
  /** Whether nothing is asked for by parts of words: an index may then read faster. */
  readonly whole: boolean;
}

/** The share of talks in which nothing is asked for by parts of words. */
const WHOLE = 0.2;
/** The shares of what is asked and told of the spotlight. */
const [ASKED, TOLD] = [0.55, 0.45];
const GAPS = [" ", " ", " ", " ", " ", ", ", " – ", ". ", "\n", "; ", " (", "-", "! "];
const PLACES = ["title", "title", "body", "body", "tag"] as const;
const ORIGINS = [
  "source",
  "source",
  "author",
  "author",
  "site",
  "site",
  "lang",
  "lang",
  "link",
  "link",
] as const;
/** Beginnings, and scripts in which words are found inside others. */
const PARTLY = /\*$|[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Hangul}]/u;

/** Returns some subjects to talk about, in this alphabet and in others; the turn chooses the spotlight. */
export function talkOf(random: Random, turn: number): Talk {
  const others: readonly Subject[] = [
    random.pick(DOMESTIC),
    ...[0, 1, 2].map((step) => FOREIGN[(turn + 3 * step) % FOREIGN.length] as Subject),
  ];
  const spotlight = SPOTLIGHTS[turn % SPOTLIGHTS.length] as Subject;
  const whole = random.chance(WHOLE);
  const fitting = (texts: readonly string[]) => (whole ? texts.filter((text) => !PARTLY.test(text)) : texts);
  return {
    spotlight: { ...spotlight, asked: fitting(spotlight.asked) },
    asked: others.flatMap(({ asked }) => fitting(asked)),
    told: others.flatMap(({ told }) => told),
    patterns: [spotlight, ...others].flatMap(({ patterns }) => patterns),
    whole,
  };
}

function asked(random: Random, talk: Talk): string {
  const { spotlight } = talk;
  return random.pick(spotlight.asked.length > 0 && random.chance(ASKED) ? spotlight.asked : talk.asked);
}

function told(random: Random, talk: Talk): string {
  return random.pick(random.chance(TOLD) ? talk.spotlight.told : talk.told);
}

/** Returns a short story. */
export function storyOf(random: Random, talk: Talk): MatchableStory {
  const words = (count: number) =>
    Array.from({ length: count }, () => [
      random.chance(0.85) ? told(random, talk) : random.pick(FILLERS),
      random.pick(GAPS),
    ])
      .flat()
      .join("");
  const part = <K extends string>(name: K, text: () => string) =>
    random.chance(0.85) ? ({ [name]: text() } as Record<K, string>) : {};
  // Now and then a title ends with the first word of what the text goes on with, which is no phrase.
  const broken = random.chance(0.3) ? told(random, talk) : "";
  const middle = broken.indexOf(" ");
  return {
    title: words(random.below(5) + 3) + broken.slice(0, Math.max(0, middle)),
    text: broken.slice(middle + 1) + random.pick(GAPS) + words(random.below(9) + 5),
    url: random.pick(PARTS.site.told),
    ...part("source", () => random.pick(PARTS.source.told)),
    ...part("author", () => random.pick(PARTS.author.told)),
    ...part("language", () => random.pick(PARTS.lang.told)),
    ...(random.chance(0.7)
      ? { tags: Array.from({ length: random.below(4) }, () => told(random, talk)) }
      : {}),
  };
}

/** Returns a query as people can have it: what is typed, read. */
export function typedQuery(random: Random, talk: Talk): Query {
  for (;;) {
    const parsed = parseQuery(textOf(random, talk, 1));
    if (parsed.ok) return parsed.query;
  }
}

function textOf(random: Random, talk: Talk, depth: number): string {
  const term = () => termOf(random, talk, depth);
  const terms = (separator: string, most: number) =>
    Array.from({ length: 2 + random.below(most - 1) }, term).join(separator);
  const shape = random.below(18);
  if (shape < 10) return term();
  switch (shape) {
    case 10:
    case 11:
      return terms(random.pick([" ", " AND "]), 2);
    case 12:
    case 13:
    case 14:
      return terms(random.pick([" OR ", " | ", ", "]), 3);
    case 15:
      return `${term()} -${term()}`;
    case 16:
      return `(${term()} OR ${term()}) ${term()}`;
    default:
      return `${term()} ${term()} OR ${term()} -${term()}`;
  }
}

function termOf(random: Random, talk: Talk, depth: number): string {
  const atom = () => asked(random, talk);
  const kind = random.below(32);
  if (kind === 0) return `${atom()} ~${random.below(6) + 1} ${atom()}`;
  if (kind === 1) return `"${atom()}" ~${random.below(3) + 1} ${atom()}`;
  if (kind === 2) return `/${random.pick(talk.patterns)}/${random.pick(["", "", "c"])}`;
  if (kind < 8) return `${random.pick(PLACES)}:${scopedText(random, talk)}`;
  if (kind < 14) return originText(random);
  if (kind < 16 && depth > 0) return `(${textOf(random, talk, depth - 1)})`;
  return atom();
}

function scopedText(random: Random, talk: Talk): string {
  const atom = () => asked(random, talk);
  return random.chance(0.5) ? atom() : `(${atom()}${random.pick([" OR ", ", ", " "])}${atom()})`;
}

function originText(random: Random): string {
  const field = random.pick(ORIGINS);
  const value = () => random.pick(PARTS[field].asked);
  return `${field}:${random.chance(0.7) ? value() : `(${value()} OR ${value()})`}`;
}

/** Returns a tree that nobody need have typed: lists of one and of none, terms without words, and any depth. */
export function oddQuery(random: Random, talk: Talk, depth = 3): Query {
  const inner = () => oddQuery(random, talk, depth - 1);
  const list = () => Array.from({ length: random.below(4) }, inner);
  switch (depth > 0 ? random.below(12) : 12) {
    case 0:
    case 1:
      return { kind: "and", queries: list() };
    case 2:
    case 3:
    case 4:
      return { kind: "or", queries: list() };
    case 5:
      return { kind: "not", query: inner() };
    case 6:
      return { kind: "near", left: inner(), right: inner(), distance: random.below(8) };
    case 7:
    case 8:
      return { kind: "field", field: random.pick<Field>([...PLACES, ...ORIGINS]), query: inner() };
    default:
      return oddAtom(random, talk);
  }
}

function oddAtom(random: Random, talk: Talk): Query {
  const text = oddText(random, talk);
  switch (random.below(talk.whole ? 8 : 9)) {
    case 0:
    case 1:
      return { kind: "phrase", text };
    case 2:
      return { kind: "exact", text };
    case 3:
      return { kind: "regex", pattern: random.pick(talk.patterns), caseSensitive: random.chance(0.3) };
    case 8:
      return { kind: "prefix", text };
    default:
      return { kind: "word", text };
  }
}

function oddText(random: Random, talk: Talk): string {
  if (random.chance(0.1)) return random.pick(["", "…", "-", "*", "\ud83d"]);
  const text = random.chance(0.5) ? told(random, talk) : asked(random, talk);
  return talk.whole && PARTLY.test(text) ? "" : text;
}
