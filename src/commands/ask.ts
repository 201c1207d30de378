import { gist } from "../stories/gist.ts";
import { type Span, united } from "../text/spans.ts";
import { parseQuery, printQuery, type Query } from "../watches/query.ts";
import { parseWanted } from "../watches/wanted.ts";
import { withAbout } from "./about.ts";
import { action, aside, reply, say, storyLine } from "./cards.ts";
import type { Action, Command, Invocation, Marked, Option, Part, Piece, Reply } from "./command.ts";
import type { Desk, Found, Latest } from "./desk.ts";
import { textOf } from "./options.ts";
import { asked, labelOf, type Measure, near, nearestLine, type Reading, topicsIn } from "./readings.ts";
import { refused } from "./refusals.ts";
import { counted, number } from "./words.ts";

const COUNT = 10;
const MOST = 50;
const SUMMARY = 140;
/** How far the stories of another reading are counted. */
const COUNTED = 30;

const SAY = {
  title: (topic: string, which: string, { found, total, more, days }: Latest) => {
    const all = counted(total, "story", "stories", more);
    const part = more || found.length < total ? `${which} ${number(found.length)} of ` : "";
    return `${topic}: ${part}${all} in ${days} days`;
  },
  latest: "the latest",
  best: "the best",
  watched: "What is watched here",
  any: "All stories",
  none: (topic: string, of: number, days: number, sources: number) =>
    `No story about ${topic} among ${number(of)} in the last ${days} days from ${counted(sources, "source", "sources")}.`,
  noneWatched: (of: number, days: number) =>
    `Nothing that is watched here among ${counted(of, "story", "stories")} in the last ${days} days.`,
  nothingStored: "I have no stories yet. They come with the next look at the sources.",
  noSources: "There is no source to look in yet.",
  moreSources: "More sources find more: /news source add and the address of a site or feed.",
  more: "More",
  only: (reading: string) => `Only ${reading}`,
  watchIt: (topic: string) => `Watch ${topic} here`,
  soMany: (which: string, count: number, topic: string) =>
    `${which.replace("the", "The")} ${count} about ${topic}`,
  counted: (text: string, count: number) =>
    `No story has ${count} beside the words of ${text}, so it is taken for how many to show.`,
  mostly: `A count goes from 1 to ${MOST}.`,
} as const;

/** Which of the two ways to ask: newest first or best first. */
type Way = "latest" | "search";

const WHICH = { latest: "latest", search: "best" } as const;

const QUERY: Option = {
  name: "query",
  summary: "what the stories are about",
  type: "text",
  required: true,
  rest: true,
  example: "Sora",
};

const HOW_MANY: Option = {
  name: "count",
  summary: `how many, 1 to ${MOST}; ${COUNT} where it is left out`,
  type: "integer",
  required: false,
  min: 1,
  max: MOST,
  example: "5",
};

export const latest: Command = {
  path: ["latest"],
  summary: "The latest stories about a topic, or about what is watched here",
  options: [
    { ...QUERY, summary: `${QUERY.summary}; left out, what this channel watches`, required: false },
    HOW_MANY,
  ],
  visibility: "public",
  who: "anyone",
  examples: ["latest Sora", 'latest "super app" count:5', "latest"],
  async run(invocation, desk) {
    if (textOf(invocation, "query") !== "") return ask("latest", invocation, desk);
    const count = countOf(invocation);
    const answer = await desk.latest(invocation.channel, undefined, count);
    if (answer.found.length === 0) return noneWatched(answer);
    const topic = answer.watches?.length ? SAY.watched : SAY.any;
    return listed("latest", topic, answer, moreButton("latest", "", count, answer));
  },
};

export const search: Command = {
  path: ["search"],
  summary: "The stories that match best, of the last 30 days",
  options: [QUERY, HOW_MANY],
  visibility: "public",
  who: "anyone",
  examples: ["search Sora video", 'search "super app" OR Spud count:5'],
  run: (invocation, desk) => ask("search", invocation, desk),
};

function countOf({ options }: Invocation): number {
  return Number(options["count"] ?? COUNT);
}

async function ask(way: Way, invocation: Invocation, desk: Desk): Promise<Reply> {
  const parsed = parseWanted(textOf(invocation, "query"));
  if (!parsed.ok) return refused(parsed.text, parsed.error, [way]);
  const { query, words, about } = parsed;
  return withAbout(await askWords(way, words, query, invocation, desk), about, desk);
}

async function askWords(
  way: Way,
  text: string,
  query: Query,
  invocation: Invocation,
  desk: Desk,
): Promise<Reply> {
  const topic = printQuery(query);
  const tail = invocation.options["count"] === undefined ? tailOf(text) : undefined;
  const asCount = tail && (await counting(way, tail, invocation, desk));
  if (tail?.isCount && asCount) return shorter(way, topic, tail, asCount);
  const count = countOf(invocation);
  const answer = await desk[way](invocation.channel, query, count);
  if (answer.found.length === 0) {
    const readings = await nearest(text, query, answer, invocation, desk);
    const others = readings.map((one) => askFor(way, labelOf(one), one));
    const watched = watchIt(printQuery(topicsIn(text)[0] ?? query));
    if (!tail || !asCount) return none(topic, answer, readings, { buttons: [...others, watched] });
    const buttons = [soMany(way, tail), ...others, watched];
    return none(topic, answer, readings, { hint: SAY.mostly, buttons });
  }
  const found = { matched: answer.total, more: answer.more };
  const others = await asked(text, found, measureIn(invocation, desk));
  return listed(way, topic, answer, [
    ...moreButton(way, topic, count, answer),
    ...(tail?.isCount ? [soMany(way, tail)] : []),
    ...others.map((one) => askFor(way, SAY.only(labelOf(one)), one)),
    watchIt(topic),
  ]);
}

/** A number at the end of a topic, which may be its last word or how many stories are wanted. */
interface Tail {
  /** The topic without it. */
  readonly query: Query;
  /** The topic with the number right after its last words. */
  readonly beside: Query | undefined;
  /** Held to what a count may be. */
  readonly count: number;
  readonly isCount: boolean;
}

function tailOf(text: string): Tail | undefined {
  const [, topic = "", digits = ""] = /^(.*\S)\s+(\d{1,9})$/s.exec(text) ?? [];
  const parsed = parseQuery(topic);
  if (!parsed.ok) return undefined;
  const count = Math.min(MOST, Math.max(1, Number(digits)));
  const { query } = parsed;
  return { query, beside: besideLast(query, digits), count, isCount: count === Number(digits) };
}

/** Makes the last words of a query a phrase that goes on with a number: "iPhone 17". */
function besideLast(query: Query, digits: string): Query | undefined {
  if (query.kind === "word" || query.kind === "phrase")
    return { kind: "phrase", text: `${query.text} ${digits}` };
  if (query.kind !== "and") return undefined;
  const last = query.queries.at(-1);
  const beside = last && besideLast(last, digits);
  return beside && { kind: "and", queries: [...query.queries.slice(0, -1), beside] };
}

/** Finds stories of the topic without the number, unless stories have the number beside the topic. */
async function counting(
  way: Way,
  { query, beside, count }: Tail,
  { channel }: Invocation,
  desk: Desk,
): Promise<Latest | undefined> {
  if (beside && (await desk[way](channel, beside, 1)).found.length > 0) return undefined;
  const answer = await desk[way](channel, query, count);
  return answer.found.length > 0 ? answer : undefined;
}

/** The answer where no story has the number, so that it says how many are wanted. */
function shorter(way: Way, whole: string, { query, count }: Tail, answer: Latest): Reply {
  const topic = printQuery(query);
  const buttons = [...moreButton(way, topic, count, answer), watchIt(topic), watchIt(whole)];
  return listed(way, topic, answer, buttons, [aside(SAY.counted(whole, count))]);
}

function soMany(way: Way, { query, count }: Tail): Action {
  const topic = printQuery(query);
  return askCount(SAY.soMany(SAY[WHICH[way]], count, topic), way, topic, count);
}

/** Typed, a count has its name before it, since a bare number may belong to the topic. */
function askCount(label: string, way: Way, topic: string, count: number): Action {
  const command = ["news", way, ...(topic === "" ? [String(count)] : [topic, `count:${count}`])].join(" ");
  return { ...action(label, [way], topic, String(count)), command };
}

function watchIt(topic: string): Action {
  return action(SAY.watchIt(topic), ["watch"], topic);
}

/** Counts over the same time as the answer itself. */
function measureIn({ channel }: Invocation, desk: Desk): Measure {
  return async (query) => {
    const { total, more } = await desk.latest(channel, query, COUNTED);
    return { matched: total, more };
  };
}

async function nearest(
  text: string,
  query: Query,
  { of }: Latest,
  invocation: Invocation,
  desk: Desk,
): Promise<readonly Reading[]> {
  if (of === 0) return [];
  return near(text, query, await desk.words(invocation.channel), measureIn(invocation, desk));
}

function askFor(way: Way, label: string, { text }: Reading): Action {
  return action(label, [way], text);
}

function listed(
  way: Way,
  topic: string,
  answer: Latest,
  buttons: readonly Action[],
  remarks: readonly Part[] = [],
): Reply {
  return reply([...remarks, { kind: "list", numbered: true, items: answer.found.map(storyItem) }], {
    title: SAY.title(topic, SAY[WHICH[way]], answer),
    buttons,
    visibility: "public",
  });
}

function moreButton(
  way: Way,
  topic: string,
  count: number,
  { found, total, more }: Latest,
): readonly Action[] {
  if (count >= MOST || !(more || total > found.length)) return [];
  return [askCount(SAY.more, way, topic, Math.min(count + COUNT, MOST))];
}

function none(
  topic: string,
  { of, days, sources }: Latest,
  readings: readonly Reading[],
  { hint, buttons }: { readonly hint?: string | undefined; readonly buttons: readonly Action[] },
): Reply {
  const more = { buttons, visibility: "public" } as const;
  if (sources === 0) return noSources(buttons);
  if (of === 0) return reply([say(SAY.nothingStored)], more);
  const sentence = SAY.none(topic, of, days, sources);
  const hints = hint === undefined ? [] : [say(hint)];
  if (readings.length > 0) return reply([say(sentence, " ", ...nearestLine(readings)), ...hints], more);
  return reply([say(sentence), ...(hint === undefined ? [say(SAY.moreSources)] : hints)], more);
}

function noneWatched({ of, days, sources }: Latest): Reply {
  if (sources === 0) return noSources([]);
  return reply([say(of === 0 ? SAY.nothingStored : SAY.noneWatched(of, days))], { visibility: "public" });
}

function noSources(buttons: readonly Action[]): Reply {
  return reply([say(SAY.noSources), say(SAY.moreSources)], { buttons, visibility: "public", tone: "warn" });
}

/** The story's line and, below it, its summary with the matched words marked. */
function storyItem(found: Found): readonly Piece[] {
  const summary = gist(found.story, SUMMARY);
  return summary === "" ? storyLine(found) : [...storyLine(found), "\n", markWords(summary, wordsOf(found))];
}

/** The words as the story writes them, whichever of its fields they were found in. */
function wordsOf({ story, because }: Found): ReadonlySet<string> {
  const fields: Partial<Record<string, string>> = { title: story.title, body: story.text };
  return new Set(because.map(({ field, start, end }) => (fields[field] ?? "").slice(start, end)));
}

function markWords(text: string, words: ReadonlySet<string>): Marked {
  const hits = [...words].flatMap((word) => (word === "" ? [] : placesOf(text, word)));
  return { text, tone: "quiet", marks: united(hits) };
}

function placesOf(text: string, word: string): readonly Span[] {
  const places: Span[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length))
    places.push({ start, end: start + word.length });
  return places;
}
