import type { AlertMatch, HeldReason } from "../alerts/alert.ts";
import type { PageFault, StoredStory } from "../stories/story.ts";
import { listed } from "../text/listed.ts";
import { words } from "../text/sentences.ts";
import { splitAbout } from "../watches/about.ts";
import { evaluate, type Hit } from "../watches/evaluate.ts";
import { matchable } from "../watches/matchable.ts";
import { isPaused, type Watch } from "../watches/watch.ts";
import { ago, dated, quiet, strong, time } from "./cards.ts";
import type { Piece } from "./command.ts";
import type { Why } from "./desk.ts";
import { joinRows } from "./joining.ts";
import { counted, number } from "./words.ts";

const SAY = {
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
  "not about":
    "This story was not told here: the language model finds that it is not about what the watch asks for.",
  notMatched: "This story was not told here: no watch matches it.",
  notThen:
    "This story was not told here, though a watch matches it today: it came in before that watch was made.",
  notEver: "This story was not told here: when it came in, no watch matched it. Today one does.",
  noWatches: "This story was not told here: nothing is watched here.",
  found: "found",
  foundIn: (source: string, at: Date): Piece[] => [`in ${source}, first seen at `, time(at), ", ", ago(at)],
  also: "also in",
  isNew: "new",
  yes: "yes",
  noFirstPoll: "no, the source was read for the first time",
  text: "main text",
  words: (n: number) => (n === 0 ? "none" : counted(n, "word", "words")),
  fromPage: ", from the page",
  fromFeed: ", from the feed",
  faults: {
    paywall: "; its page is behind a paywall",
    consent: "; its page wants consent first",
    robots: "; its page keeps robots out",
    refused: "; its page answered with an error",
    slow: "; its page took too long",
    large: "; its page is too large",
    empty: "; its page has no main text",
    busy: "; too many pages were to be read at once",
  } satisfies Record<PageFault, string>,
  changed: "changed",
  changedAt: (at: Date): Piece[] => ["its title was changed at ", time(at)],
  matched: (hits: string) => `matched ${hits}`,
  matchedByAbsence: "matched: nothing that it leaves out is there",
  missing: (terms: string) => `does not name ${terms}`,
  no: "no",
  and: "and",
  others: (n: number) =>
    n === 1 ? "1 other watch that does not match" : `${number(n)} other watches that do not match`,
  nowhere: "not in title, tags or text",
  teaser: " (a teaser on the page names it; teasers do not count)",
  leftOut: (term: string, hit: string) => `left out by -${term}: ${hit}`,
  between: " · ",
  toldAt: (at: Date): Piece[] => ["told at ", time(at)],
  toldOnce: "told",
  waits: "waits to be told",
  givenUp: "could not be told",
  withOther: "told with another story",
  held: {
    "first poll": "held: first poll",
    paused: "held: paused then",
    "already told": "told before",
    "not about": "left out: the language model finds that it is not about what the watch asks for",
  } satisfies Record<HeldReason, string>,
  younger: "made after the story came in",
  pausedUntil: (at: Date, now: Date): Piece[] => ["paused until ", dated(at, now)],
  unreadable: (why: string) => `cannot be read: ${why}`,
  goneNow: "no longer watched here",
  place: (word: string, where: string) => `"${word}"${where}`,
  where: {
    title: " in the title",
    body: " in the text",
    tag: " in the tags",
    author: " among the authors",
    source: " in the name of the source",
    site: " in the address",
    link: " in the address",
    lang: ", its language",
  } satisfies Record<Hit["field"], string>,
} as const;

/** How a word was found where it is not written as the watch has it, by `Hit.via`. */
const VIA: Readonly<Record<string, string>> = {
  possessive: " through the possessive",
  plural: " through the plural",
  camel: ", written apart",
  joined: ", written in one word",
  acronym: " as an acronym",
  hashtag: ", inside a hashtag",
};

type Known = Why & { kind: "known" };
type Row = readonly (readonly Piece[])[];

/** Returns in a sentence what became of a story in a channel, from the records of what was decided and done. */
export function verdictOf({ story, alert, toldAt, state, watches }: Known): readonly Piece[] {
  if (!alert) {
    const matching = watches.filter(({ matched }) => matched);
    if (watches.length === 0) return [SAY.noWatches];
    if (matching.length === 0) return [SAY.notMatched];
    return [matching.some(({ watch }) => !isYounger(watch, story)) ? SAY.notEver : SAY.notThen];
  }
  if (alert.verdict.kind === "joined") return [SAY.joined];
  if (alert.verdict.kind === "held") return [SAY[alert.verdict.reason]];
  if (state === "dead") return [SAY.dead];
  const digest = alert.verdict.by === "digest";
  if (state === "waiting") return [digest ? SAY.waitingDigest : SAY.waiting];
  return digest ? SAY.toldInDigest(toldAt) : SAY.told(toldAt);
}

function isYounger({ createdAt }: Watch, { firstSeenAt }: StoredStory): boolean {
  return createdAt > firstSeenAt;
}

/** Returns what happened to a story apart from what watches made of it, a line for each step. */
export function stages(known: Known): readonly Row[] {
  const { story, alert } = known;
  const others = story.outlets.filter(({ source }) => source !== story.source).map(({ name }) => name);
  const silent = alert?.verdict.kind === "held" && alert.verdict.reason === "first poll";
  return [
    [[quiet(SAY.found)], SAY.foundIn(story.sourceName, story.firstSeenAt)],
    ...(others.length > 0 ? [[[quiet(SAY.also)], [listed(others)]]] : []),
    // Without an alert nothing remembers whether the source was read for the first time then.
    ...(alert ? [[[quiet(SAY.isNew)], [silent ? SAY.noFirstPoll : SAY.yes]]] : []),
    [[quiet(SAY.text)], [mainText(story)]],
    ...joinRows(known),
    ...(story.updatedAt ? [[[quiet(SAY.changed)], SAY.changedAt(story.updatedAt)]] : []),
  ];
}

/** How much there is to go by, where it comes from, and why it is not from the page where somebody looked there. */
function mainText({ text, page }: StoredStory): string {
  const count = SAY.words(words(text).length);
  if (page?.kind === "read") return count + SAY.fromPage;
  return count + SAY.fromFeed + (page ? SAY.faults[page.why] : "");
}

/** Returns a line for each watch of the channel, and for each that matched the story and is no longer watched. */
export function watchRows(known: Known, now: Date): readonly Row[] {
  const { alert, watches } = known;
  const gone = alert?.matches.filter((match) => watches.every(({ watch }) => watch.id !== match.watch)) ?? [];
  const telling = watches.filter((one) => !isSilent(one, known));
  const silent = watches.filter((one) => isSilent(one, known));
  const others = silent.length - SILENT;
  return [
    ...[...telling, ...silent.slice(0, SILENT)].map((one) => [
      [strong(one.watch.text)],
      joined([judgement(one, known), ...ends(one.watch, known, now)]),
    ]),
    ...gone.map((match) => [
      [strong(match.query)],
      joined([[matchedBy(match.because, known.story)], end(match, known), [SAY.goneNow]]),
    ]),
    ...(others > 0 ? [[[quiet(SAY.and)], [SAY.others(others)]]] : []),
  ];
}

/** So many watches that simply do not match are named. */
const SILENT = 5;

/** Whether there is nothing to say of a watch but that it does not match. */
function isSilent(
  { watch, matched, excludedBy }: Known["watches"][number],
  { alert, story }: Known,
): boolean {
  if (matched || excludedBy !== undefined || watch.unreadable !== undefined) return false;
  if (isTeased(watch, story)) return false;
  return alert?.matches.every((match) => match.watch !== watch.id) ?? true;
}

/** What was decided about a watch then, and whether it is paused now. */
function ends(watch: Watch, known: Known, now: Date): readonly (readonly Piece[])[] {
  const match = known.alert?.matches.find((one) => one.watch === watch.id);
  const isLate = !match && known.watches.some((one) => one.watch.id === watch.id && one.matched);
  return [
    ...(match ? [end(match, known)] : []),
    ...(isLate && isYounger(watch, known.story) ? [[SAY.younger]] : []),
    ...(watch.pausedUntil && isPaused(watch, now) ? [SAY.pausedUntil(watch.pausedUntil, now)] : []),
  ];
}

/** What came of one match: what held it, or what became of the message. */
function end(match: AlertMatch, { alert, state, toldAt }: Known): readonly Piece[] {
  const held = match.held ?? (alert?.verdict.kind === "held" ? alert.verdict.reason : undefined);
  if (held) return [SAY.held[held]];
  if (alert?.verdict.kind === "joined") return [SAY.withOther];
  if (state === "dead") return [SAY.givenUp];
  if (state === "waiting") return [SAY.waits];
  return toldAt ? SAY.toldAt(toldAt) : [SAY.toldOnce];
}

function joined(parts: readonly (readonly Piece[])[]): readonly Piece[] {
  return parts.flatMap((part, at) => (at === 0 ? part : [SAY.between, ...part]));
}

function judgement(one: Known["watches"][number], { story, alert }: Known): readonly Piece[] {
  if (one.watch.unreadable !== undefined) return [SAY.unreadable(one.watch.unreadable)];
  const then = alert?.matches.find(({ watch }) => watch === one.watch.id);
  if (then || one.matched) return [matchedBy(then?.because.length ? then.because : one.because, story)];
  if (one.excludedBy) return [SAY.leftOut(one.excludedBy.term, placeOf(one.excludedBy, story))];
  const teaser = isTeased(one.watch, story) ? SAY.teaser : "";
  const { query } = splitAbout(one.watch.text);
  const isAll = one.missing.length === 1 && one.missing[0]?.toLowerCase() === query.toLowerCase();
  if (isAll) return [(/^[a-z]+:/i.test(query) ? SAY.no : SAY.nowhere) + teaser];
  return [(one.missing.length > 0 ? SAY.missing(listed(one.missing)) : SAY.no) + teaser];
}

/** Whether a watch would match what stood beside the story on its page: teasers of other stories. */
function isTeased({ query }: Watch, { page, ...story }: StoredStory): boolean {
  if (page?.kind !== "read" || page.removed === undefined) return false;
  const beside = { ...matchable({ ...story, title: "", text: page.removed }), tags: [] };
  return evaluate(query, beside) !== undefined;
}

const PLACES = 4;

function matchedBy(hits: readonly Hit[], story: StoredStory): string {
  return hits.length === 0 ? SAY.matchedByAbsence : SAY.matched(placesOf(hits, story, PLACES));
}

/** Returns where a story has what was looked for, at most so many places: `"OpenAI" in the title and "AI" in the tags`. */
export function placesOf(hits: readonly Hit[], story: StoredStory, most: number): string {
  const places = new Set(hits.map((hit) => placeOf(hit, story)));
  return listed([...places].slice(0, most));
}

/** The word as the story has it, where it stands, and through which variant it counts. */
function placeOf(hit: Hit, story: StoredStory): string {
  const texts: Readonly<Record<Hit["field"], string | undefined>> = {
    title: story.title,
    body: story.text,
    tag: story.tags[hit.index ?? 0],
    author: story.authors.join(", "),
    source: story.sourceName,
    site: story.url,
    link: story.url,
    lang: story.language,
  };
  const word = texts[hit.field]?.slice(hit.start, hit.end) || hit.term;
  return SAY.place(word, SAY.where[hit.field]) + (VIA[hit.via ?? ""] ?? "");
}
