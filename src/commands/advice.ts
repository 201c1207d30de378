import { asPhrase, bestOf, isFlood, type Narrowing, narrowings } from "../watches/narrowing.ts";
import { printQuery, type Query } from "../watches/query.ts";
import { say } from "./cards.ts";
import type { Action, Part } from "./command.ts";
import type { Tested } from "./desk.ts";
import {
  asked,
  type Count,
  labelOf,
  type Measure,
  near,
  nearestLine,
  type Reading,
  topicsIn,
} from "./readings.ts";
import { counted, number, rate } from "./words.ts";

const SAY = {
  // How often has just been said, and each of the proposals says its own figure.
  hearLess: "That is a lot for one channel; what would find less is proposed below.",
  hearLessAnyhow: "That is a lot for one channel. To hear less, add a word, or leave one out with -word.",
  over: (matched: string) => `more than ${matched}`,
  less: (text: string, often: string) => `${text} (${often})`,
  readAs: (text: string) => `Read it as ${text}`,
  phrase: (text: string) => `As a phrase ${text}`,
  about: (text: string) => `Only ${text}`,
  allWords: "All of these words are looked for as typed.",
  watchInstead: (text: string) => `Watch ${text} instead`,
  insteadOf: (what: string, matched: string, now: string) => `${what}: ${matched} instead of ${now}`,
} as const;

/** What a query might better be: a remark, and buttons that watch another query. */
export interface Advice {
  readonly parts: readonly Part[];
  readonly buttons: readonly Action[];
}

/** What advice needs beside the query. */
export interface Tools {
  /** Tests another query in the same channel; undefined where that cannot be read. */
  trial(query: Query): Promise<Tested | undefined>;
  /** Words of stories, the commonest first. */
  words(): Promise<readonly string[]>;
  /** Makes the button that watches another query. */
  watch(label: string, text: string): Action;
}

/** Returns advice on a query as it was typed and tested; every figure in it is measured on the stored stories. */
export async function advise(typed: string, tested: Tested, tools: Tools): Promise<Advice> {
  const mixed = await otherMix(typed, tested, tools);
  const more = await (tested.matched === 0 ? nearest : fewer)(typed, tested, tools);
  return { parts: more.parts, buttons: [...mixed, ...more.buttons] };
}

/** The other way to read a mix of OR and AND. */
async function otherMix(typed: string, tested: Tested, tools: Tools): Promise<readonly Action[]> {
  // Parentheses and commas say already what belongs together.
  const other = /[(,]/.test(typed) ? undefined : otherReading(tested.query);
  const trial = other && (await tools.trial(other));
  if (!trial) return [];
  const { text, matched } = trial;
  if (matched === tested.matched) return [tools.watch(SAY.readAs(text), text)];
  return [instead(SAY.readAs(text), trial, tested, tools)];
}

/** What finds something for a query that finds nothing, and what a sentence asks for, found or not. */
async function nearest(typed: string, tested: Tested, tools: Tools): Promise<Advice> {
  const readings =
    tested.of === 0 ? [] : await near(typed, tested.query, await tools.words(), measureBy(tools));
  const topics = topicsIn(typed).map(printQuery);
  // What somebody asks for is worth watching although there is nothing of it yet.
  const unseen = topics.filter((topic) => readings.every(({ text }) => text !== topic));
  return {
    parts: [
      ...(topics.length > 0 ? [say(SAY.allWords)] : []),
      ...(readings.length > 0 ? [say(...nearestLine(readings))] : []),
    ],
    buttons: [
      ...readings.map((reading) => tools.watch(labelOf(reading), reading.text)),
      ...unseen.map((topic) => tools.watch(SAY.watchInstead(topic), topic)),
    ],
  };
}

/** What a sentence asks about, bare words as a phrase, and for a flood how to hear less. */
async function fewer(typed: string, tested: Tested, tools: Tools): Promise<Advice> {
  const about = await asked(typed, tested, measureBy(tools));
  const phrase = asPhrase(tested.query);
  const phrased = phrase && (await tools.trial(phrase));
  const isOther = phrased && phrased.matched > 0 && phrased.matched < tested.matched;
  const less = isFlood(tested) ? bestOf(await measured(tested, tools), tested) : [];
  return {
    parts: isFlood(tested) ? [say(less.length > 0 ? SAY.hearLess : SAY.hearLessAnyhow)] : [],
    buttons: [
      ...about.map((reading) => instead(SAY.about(reading.text), reading, tested, tools)),
      ...(isOther ? [instead(SAY.phrase(phrased.text), phrased, tested, tools)] : []),
      ...less.map((one) => tools.watch(lessLabel(one), one.text)),
    ],
  };
}

async function measured({ query, titles }: Tested, { trial }: Tools): Promise<readonly Less[]> {
  const found: Less[] = [];
  for (const narrowing of narrowings(query, titles)) {
    const tested = await trial(narrowing.query);
    // Where counting stopped nobody knows whether it is less.
    if (tested && !tested.more) found.push({ ...tested, how: narrowing.how });
  }
  return found;
}

type Less = Tested & Pick<Narrowing, "how">;

function measureBy({ trial }: Tools): Measure {
  return async (query) => (await trial(query)) ?? { matched: 0, more: false };
}

function instead(what: string, reading: Reading, now: Count, { watch }: Tools): Action {
  const found = number(reading.matched);
  const label = SAY.insteadOf(
    what,
    reading.more ? SAY.over(found) : found,
    counted(now.matched, "story", "stories", now.more),
  );
  return watch(label, reading.text);
}

function lessLabel(one: Tested): string {
  return SAY.less(one.text, often(one));
}

function often({ matched, reach, more }: Tested): string {
  return rate(matched, reach, more);
}

/**
 * Returns how else a mix of OR and AND without parentheses can be meant: a OR b c as (a OR b) c, a b OR c as a (b OR c).
 *
 * Undefined for anything but one AND at an end of an OR.
 */
export function otherReading(query: Query): Query | undefined {
  if (query.kind !== "or") return undefined;
  const ands = query.queries.filter(({ kind }) => kind === "and");
  const [first, last] = [query.queries[0], query.queries.at(-1)];
  if (ands.length !== 1) return undefined;
  if (last?.kind === "and") {
    const [inner, ...rest] = last.queries;
    return inner && both({ kind: "or", queries: [...query.queries.slice(0, -1), inner] }, ...rest);
  }
  if (first?.kind !== "and") return undefined;
  const inner = first.queries.at(-1);
  return (
    inner && both(...first.queries.slice(0, -1), { kind: "or", queries: [inner, ...query.queries.slice(1)] })
  );
}

function both(...queries: readonly Query[]): Query {
  return { kind: "and", queries };
}
