import type { Alert } from "../alerts/alert.ts";
import type { StoredStory } from "../stories/story.ts";
import { listed } from "../text/listed.ts";
import type { Hit } from "../watches/evaluate.ts";
import { action, ago, aside, bullets, quiet, reply, say, storyLine, strong, time } from "./cards.ts";
import type { Command, Part, Piece, Reply } from "./command.ts";
import type { Why } from "./desk.ts";
import { bareLink, isLink, textOf } from "./options.ts";
import { counted } from "./words.ts";

const SAY = {
  unknown: (link: string) =>
    `None of the sources has brought me ${link}. A story can be missing because its source is not read here.`,
  noLink: (text: string) => `"${text}" is not the link of a story.`,
  needLink: "With the link of a story I can say why it was or was not told here.",
  latest: (topic: string) => `Latest about ${topic}`,
  nearest: "The nearest stories I know:",
  addSource: "Add it as a source",
  told: (at: Date | undefined): Piece[] =>
    at ? ["This story was told here at ", time(at), ", ", ago(at), "."] : ["This story was told here."],
  toldInDigest: (at: Date | undefined): Piece[] =>
    at
      ? ["This story was told here in a digest at ", time(at), ", ", ago(at), "."]
      : ["This story was told here in a digest."],
  waiting: "This story waits to be told here.",
  waitingDigest: "This story waits for the digest: too many came at once.",
  dead: "This story could not be told here, and I have given up.",
  joined: "This story joined the alert of another one about the same event.",
  "first poll":
    "This story was not told here: it was already in its source when that was first read, and such stories stay silent.",
  paused: "This story was not told here: what it matched was paused then.",
  "already told": "This story was not told here: the channel had it already.",
  notMatched: "This story was not told here: no watch matched it.",
  notThen:
    "This story was not told here, though a watch matches it today: it was read before that watch was made.",
  noWatches: "This story was not told here: nothing is watched here.",
  reason: (why: string) => `The last attempt ended so: ${why}.`,
  found: "found",
  foundIn: (source: string, at: Date): Piece[] => [`in ${source}, first seen at `, time(at), ", ", ago(at)],
  also: "also in",
  isNew: "new",
  yes: "yes",
  noFirstPoll: "no, the source was read for the first time",
  text: "main text",
  words: (n: number) => (n === 0 ? "none" : counted(n, "word", "words")),
  matched: (hits: string) => `matched ${hits}`,
  missing: (terms: string) => `does not name ${terms}`,
  no: "no",
  nowhere: "not in title, tags or text",
  leftOut: (hit: string) => `left out by ${hit}`,
  held: (reason: string) => ` (${reason})`,
  place: (word: string, where: string) => `"${word}" in the ${where}`,
  today: "The watches are judged as they stand today.",
} as const;

const WHERE: Readonly<Partial<Record<Hit["field"], string>>> = {
  title: "title",
  body: "text",
  tag: "tags",
  site: "address",
  link: "address",
};

export const why: Command = {
  path: ["why"],
  summary: "Why a story was or was not told here",
  options: [
    {
      name: "link",
      summary: "the address of the story",
      type: "text",
      required: true,
      rest: true,
      example: "https://example.com/story",
    },
  ],
  visibility: "private",
  who: "anyone",
  examples: ["why https://example.com/story"],
  async run(invocation, desk) {
    const answer = await desk.why(invocation.channel, bareLink(textOf(invocation, "link")));
    return answer.kind === "unknown" ? unknown(answer) : known(answer);
  },
};

function unknown({ link, nearest }: Why & { kind: "unknown" }): Reply {
  if (!isLink(link)) return noLink(link, nearest);
  const buttons = [action(SAY.addSource, ["source", "add"], link)];
  return reply([say(SAY.unknown(link)), ...near(nearest)], { buttons });
}

/** Words that ask and name nothing: "why didn't I get Qwen" is about Qwen. */
const ASKING =
  /^(?:(?:did|was|were|have|has|do|does|is|are)(?:n['’]?t)?|not|no|i|we|you|it|get|got|see|seen|hear|heard|told|tell|me|us|about|the|an?|of|any|story|stories|news)$/i;

/** People ask in words, too: then the nearest titles help, or the latest about what they name. */
function noLink(text: string, nearest: readonly StoredStory[]): Reply {
  const words = text.replace(/\?+$/, "").split(/\s+/);
  const topic = words.filter((word) => !ASKING.test(word)).join(" ");
  const buttons = topic === "" ? [] : [action(SAY.latest(topic), ["latest"], topic)];
  return reply([say(`${SAY.noLink(text)} ${SAY.needLink}`), ...near(nearest)], { buttons });
}

function near(stories: readonly StoredStory[]): readonly Part[] {
  if (stories.length === 0) return [];
  return [say(SAY.nearest), bullets(stories.map((story) => storyLine({ story, because: [] })))];
}

function known(answer: Why & { kind: "known" }): Reply {
  const { story, reason, state } = answer;
  const parts: Part[] = [
    say(...storyLine({ story, because: [] })),
    say(...verdict(answer)),
    ...(reason !== undefined && state !== "sent" ? [say(SAY.reason(reason))] : []),
    {
      kind: "rows",
      rows: [...stages(story, answer.alert), ...answer.watches.map((one) => judged(one, answer))],
    },
    ...(answer.watches.length > 0 ? [aside(SAY.today)] : []),
  ];
  return reply(parts);
}

function verdict({ alert, toldAt, state, watches }: Why & { kind: "known" }): readonly Piece[] {
  if (!alert) {
    if (watches.length === 0) return [SAY.noWatches];
    return [watches.some(({ matched }) => matched) ? SAY.notThen : SAY.notMatched];
  }
  if (alert.verdict.kind === "joined") return [SAY.joined];
  if (alert.verdict.kind === "held") return [SAY[alert.verdict.reason]];
  if (state === "dead") return [SAY.dead];
  const digest = alert.verdict.by === "digest";
  if (state === "waiting") return [digest ? SAY.waitingDigest : SAY.waiting];
  return digest ? SAY.toldInDigest(toldAt) : SAY.told(toldAt);
}

type Row = readonly (readonly Piece[])[];

function stages(story: StoredStory, alert: Alert | undefined): readonly Row[] {
  const others = story.outlets.filter(({ source }) => source !== story.source).map(({ name }) => name);
  const silent = alert?.verdict.kind === "held" && alert.verdict.reason === "first poll";
  const words = story.text.match(/\S+/g)?.length ?? 0;
  return [
    [[quiet(SAY.found)], SAY.foundIn(story.sourceName, story.firstSeenAt)],
    ...(others.length > 0 ? [[[quiet(SAY.also)], [listed(others)]]] : []),
    // Without an alert nothing remembers whether the source was read for the first time then.
    ...(alert ? [[[quiet(SAY.isNew)], [silent ? SAY.noFirstPoll : SAY.yes]]] : []),
    [[quiet(SAY.text)], [SAY.words(words)]],
  ];
}

/** One watch held against the story, with what held it then, where an alert remembers that. */
function judged(
  one: (Why & { kind: "known" })["watches"][number],
  { story, alert }: Why & { kind: "known" },
): Row {
  const held = alert?.matches.find(({ watch }) => watch === one.watch.id)?.held;
  return [[strong(one.watch.text)], [judgement(one, story), ...(held ? [SAY.held(held)] : [])]];
}

function judgement(one: (Why & { kind: "known" })["watches"][number], story: StoredStory): string {
  if (one.matched) return SAY.matched(listed(placesOf(one.because, story)));
  if (one.excludedBy) return SAY.leftOut(placeOf(one.excludedBy, story));
  const isAll = one.missing.length === 1 && one.missing[0]?.toLowerCase() === one.watch.text.toLowerCase();
  if (isAll) return /^[a-z]+:/i.test(one.watch.text) ? SAY.no : SAY.nowhere;
  return one.missing.length > 0 ? SAY.missing(listed(one.missing)) : SAY.no;
}

const PLACES = 4;

function placesOf(hits: readonly Hit[], story: StoredStory): readonly string[] {
  return [...new Set(hits.map((hit) => placeOf(hit, story)))].slice(0, PLACES);
}

function placeOf(hit: Hit, story: StoredStory): string {
  const texts: Partial<Record<Hit["field"], string | undefined>> = {
    title: story.title,
    body: story.text,
    tag: story.tags[hit.index ?? 0],
  };
  const word = texts[hit.field]?.slice(hit.start, hit.end) || hit.term;
  const where = WHERE[hit.field];
  return where === undefined ? word : SAY.place(word, where);
}
