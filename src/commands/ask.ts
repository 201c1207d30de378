import { gist } from "../stories/gist.ts";
import { type Span, united } from "../text/spans.ts";
import { parseQuery, printQuery, type Query } from "../watches/query.ts";
import { action, reply, say, storyLine } from "./cards.ts";
import type { Action, Command, Invocation, Marked, Option, Piece, Reply } from "./command.ts";
import type { Desk, Found, Latest } from "./desk.ts";
import { textOf } from "./options.ts";
import { asked, labelOf, type Measure, near, nearestLine, type Reading } from "./readings.ts";
import { refused } from "./refusals.ts";
import { counted, number } from "./words.ts";

const SAY = {
  title: (topic: string, which: string, { found, total, more, days }: Latest) => {
    if (more && total <= found.length)
      return `${topic}: ${which} ${counted(total, "story", "stories")} of ${days} days; there are more`;
    const all = counted(total, "story", "stories", more);
    return `${topic}: ${found.length < total ? `${which} ${found.length} of ` : ""}${all} in ${days} days`;
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
} as const;

const COUNT = 10;
const MOST = 50;
const SUMMARY = 140;
/** How far the stories of another reading are counted. */
const COUNTED = 30;

/** Which of the two ways to ask: newest first or best first. */
type Way = "latest" | "search";

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
  examples: ["latest Sora", 'latest "super app" 5', "latest"],
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
  examples: ["search Sora video", 'search "super app" OR Spud 5'],
  run: (invocation, desk) => ask("search", invocation, desk),
};

function countOf({ options }: Invocation): number {
  return Number(options["count"] ?? COUNT);
}

async function ask(way: Way, invocation: Invocation, desk: Desk): Promise<Reply> {
  const text = textOf(invocation, "query");
  const parsed = parseQuery(text);
  if (!parsed.ok) return refused(text, parsed.error, [way]);
  const { query } = parsed;
  const topic = printQuery(query);
  const count = countOf(invocation);
  const answer = await desk[way](invocation.channel, query, count);
  const watchIt = action(SAY.watchIt(topic), ["watch"], topic);
  if (answer.found.length === 0) {
    const readings = await nearest(text, query, answer, invocation, desk);
    return none(topic, answer, readings, [...readings.map((one) => askFor(way, labelOf(one), one)), watchIt]);
  }
  const found = { matched: answer.total, more: answer.more };
  const others = await asked(text, found, measureIn(invocation, desk));
  return listed(way, topic, answer, [
    ...moreButton(way, topic, count, answer),
    ...others.map((one) => askFor(way, SAY.only(labelOf(one)), one)),
    watchIt,
  ]);
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

function listed(way: Way, topic: string, answer: Latest, buttons: readonly Action[]): Reply {
  return reply([{ kind: "list", numbered: true, items: answer.found.map(storyItem) }], {
    title: SAY.title(topic, way === "search" ? SAY.best : SAY.latest, answer),
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
  return [action(SAY.more, [way], topic, String(Math.min(count + COUNT, MOST)))];
}

function none(
  topic: string,
  { of, days, sources }: Latest,
  readings: readonly Reading[],
  buttons: readonly Action[],
): Reply {
  const more = { buttons, visibility: "public" } as const;
  if (sources === 0) return noSources(buttons);
  if (of === 0) return reply([say(SAY.nothingStored)], more);
  const sentence = SAY.none(topic, of, days, sources);
  if (readings.length > 0) return reply([say(sentence, " ", ...nearestLine(readings))], more);
  return reply([say(sentence), say(SAY.moreSources)], more);
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
