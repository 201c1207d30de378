import { gist } from "../stories/gist.ts";
import { type Span, united } from "../text/spans.ts";
import { parseQuery, printQuery } from "../watches/query.ts";
import { action, reply, say, storyLine } from "./cards.ts";
import type { Action, Command, Marked, Piece, Reply } from "./command.ts";
import type { Found, Latest } from "./desk.ts";
import { textOf } from "./options.ts";
import { refused } from "./refusals.ts";
import { counted, number } from "./words.ts";

const SAY = {
  title: (topic: string, shown: number, total: number, days: number) =>
    `${topic}: ${shown < total ? "the latest of " : ""}${counted(total, "story", "stories")} in ${days} days`,
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
  watchIt: (topic: string) => `Watch ${topic} here`,
} as const;

const COUNT = 10;
const MOST = 50;
const SUMMARY = 140;

export const latest: Command = {
  path: ["latest"],
  summary: "The latest stories about a topic, or about what is watched here",
  options: [
    {
      name: "query",
      summary: "what the stories are about; left out, what this channel watches",
      type: "text",
      required: false,
      rest: true,
      example: "Sora",
    },
    {
      name: "count",
      summary: `how many, 1 to ${MOST}; ${COUNT} where it is left out`,
      type: "integer",
      required: false,
      min: 1,
      max: MOST,
      example: "5",
    },
  ],
  visibility: "public",
  who: "anyone",
  examples: ["latest Sora", 'latest "super app" 5', "latest"],
  async run(invocation, desk) {
    const text = textOf(invocation, "query");
    const count = Number(invocation.options["count"] ?? COUNT);
    if (text === "") return latestReply("", await desk.latest(invocation.channel, undefined, count), count);
    const parsed = parseQuery(text);
    if (!parsed.ok) return refused(text, parsed.error, ["latest"]);
    const answer = await desk.latest(invocation.channel, parsed.query, count);
    return latestReply(printQuery(parsed.query), answer, count);
  },
};

function latestReply(query: string, answer: Latest, count: number): Reply {
  const { found, total, days } = answer;
  if (found.length === 0) return nothing(query, answer);
  const topic = query || (answer.watches?.length ? SAY.watched : SAY.any);
  const more = total > found.length && count < MOST ? [moreButton(query, count)] : [];
  return reply([{ kind: "list", numbered: true, items: found.map(storyItem) }], {
    title: SAY.title(topic, found.length, total, days),
    buttons: [...more, ...watchButton(query)],
    visibility: "public",
  });
}

function moreButton(query: string, count: number): Action {
  return action(SAY.more, ["latest"], query, String(Math.min(count + COUNT, MOST)));
}

function watchButton(query: string): readonly Action[] {
  return query === "" ? [] : [action(SAY.watchIt(query), ["watch"], query)];
}

function nothing(query: string, { of, days, sources }: Latest): Reply {
  const more = { buttons: watchButton(query), visibility: "public" } as const;
  if (sources === 0) return reply([say(SAY.noSources), say(SAY.moreSources)], { ...more, tone: "warn" });
  if (of === 0) return reply([say(SAY.nothingStored)], more);
  if (query === "") return reply([say(SAY.noneWatched(of, days))], more);
  return reply([say(SAY.none(query, of, days, sources)), say(SAY.moreSources)], more);
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
