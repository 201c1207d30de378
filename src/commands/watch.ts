import { joinAbout, splitAbout } from "../watches/about.ts";
import type { Channel } from "../watches/channel.ts";
import { printQuery } from "../watches/query.ts";
import { reading } from "../watches/reading.ts";
import { parseWanted } from "../watches/wanted.ts";
import { isPaused, type Watch } from "../watches/watch.ts";
import { aboutLater, aboutLine, withAbout } from "./about.ts";
import { type Advice, advise, type Tools } from "./advice.ts";
import { action, aside, bullets, dated, day, reply, say, soon, storyLine, strong } from "./cards.ts";
import type { Command, Desk, Invocation, Option, Part, Piece, Reply } from "./command.ts";
import type { Found, Tested, WatchAnswer } from "./desk.ts";
import { full } from "./full.ts";
import { bareLink, isLink, textOf } from "./options.ts";
import { refused } from "./refusals.ts";
import { placesOf } from "./stages.ts";
import { timeOf, volumeOf } from "./volume.ts";
import { counted } from "./words.ts";

const SAY = {
  watching: (text: string): Piece[] => ["Watching ", strong(text), " here."],
  trying: (text: string): Piece[] => ["Trying ", strong(text), ". Nothing is changed by this."],
  matches: (query: string) => `It matches ${query}.`,
  some: (tested: Tested) =>
    `${volumeOf(tested)}${tested.matched > tested.samples.length ? " For example:" : ""}`,
  none: (time: string) => `Nothing ${time}. I will tell this channel when something appears.`,
  noneTested: (time: string, of: number) => `Nothing among ${counted(of, "story", "stories")} ${time}.`,
  nothingStored: "No stories are stored yet, so I cannot say how often it would match.",
  look: (sources: number, next: Date): Piece[] => [
    `${sources === 1 ? "1 source is" : `${counted(sources, "source", "sources")} are`} checked; the next look is `,
    soon(next),
    ".",
  ],
  lookNow: (sources: number) =>
    `${sources === 1 ? "1 source is" : `${counted(sources, "source", "sources")} are`} checked.`,
  noSources:
    "There is no source to look in yet. Add one with /news source add and the address of a site or feed.",
  exists: (text: string, since: Date, told: number): Piece[] => [
    strong(text),
    " is already watched here, since ",
    day(since),
    `: ${counted(told, "alert", "alerts")}.`,
  ],
  pausedUntil: (at: Date, now: Date): Piece[] => ["It is paused until ", dated(at, now), ", ", soon(at), "."],
  mayNotPost: (why: string | undefined, fix: string | undefined) =>
    ["I may not write here yet.", why, fix, "The watch is saved and starts then."].filter(Boolean).join(" "),
  wantSource: "To be told of the stories of a site or feed, add its address as a source.",
  readIt: "Read it as a source",
  instead: (text: string) => `It takes the place of ${text}.`,
  undo: "Undo",
  resume: "Resume",
  watchIt: "Watch it here",
  isWatched: "It is watched here already.",
} as const;

const QUERY: Option = {
  name: "query",
  summary: 'words to look for; "quotes" for a phrase, OR for either, -word to leave out',
  type: "text",
  required: true,
  rest: true,
  example: "OpenAI",
};

export const watch: Command = {
  path: ["watch"],
  summary: "Tell this channel when a story matches",
  options: [QUERY],
  visibility: "private",
  who: "managers",
  examples: ["watch OpenAI", 'watch "super app" OR Spud -rumour', "watch Sora -game"],
  async run(invocation, desk) {
    const text = textOf(invocation, "query");
    const [, other = "", old = ""] = /^(.*\S)\s+instead\s+of\s+(\S.*)$/is.exec(text) ?? [];
    const watch = old === "" ? undefined : await called(old, invocation, desk);
    return watch ? replaced(watch, other, invocation, desk) : watchReply(text, invocation, desk);
  },
};

/** The watch here that has just that query; other words after "instead of" are words to look for. */
async function called(text: string, { channel }: Invocation, desk: Desk): Promise<Watch | undefined> {
  const rows = await desk.watches(channel);
  return rows.map(({ watch }) => watch).find((watch) => watch.text === text);
}

/** Puts another query in the place of a watch, and says what came of it; without an old watch it sets up a new one. */
export async function replaced(
  old: Watch | undefined,
  text: string,
  invocation: Invocation,
  desk: Desk,
): Promise<Reply> {
  const answer = await watchReply(text, invocation, desk, old?.id);
  const now = await desk.watches(invocation.channel);
  // Nothing takes the place of a watch unless there is a new one: the query may be refused, or be the same.
  const wanted = parseWanted(text);
  const isThere = now.some(({ watch }) => wanted.ok && watch.text === wanted.text && watch.id !== old?.id);
  if (!old || old.origin === "file" || !isThere) return answer;
  await desk.unwatch(old);
  return { ...answer, card: { ...answer.card, parts: [...answer.card.parts, aside(SAY.instead(old.text))] } };
}

/** Sets up a watch and says what came of it; `insteadOf` is the id of the watch whose place it takes. */
export async function watchReply(
  text: string,
  { channel, person }: Invocation,
  desk: Desk,
  insteadOf?: string,
): Promise<Reply> {
  const answer = await desk.watch(channel, person, text, insteadOf);
  switch (answer.kind) {
    case "refused":
      return refused(answer.text, answer.error, ["watch"]);
    case "full":
      return full(answer);
    case "exists":
      return exists(answer, desk.now());
    case "added": {
      const { id, text: now } = answer.watch;
      const { query: words, about } = splitAbout(text);
      const advice = isLink(text)
        ? sourceInstead(text)
        : await advise(words, answer.tested, {
            ...trials(channel, desk),
            watch: (label, other) => ({
              id: "instead",
              args: [id, joinAbout(other, about)],
              label,
              command: `news watch ${joinAbout(other, about)} instead of ${now}`,
            }),
          });
      return added(answer, advice, desk);
    }
    default:
      return answer satisfies never;
  }
}

function trials(channel: Channel, desk: Desk): Pick<Tools, "trial" | "words"> {
  return {
    async trial(query) {
      const answer = await desk.test(channel, printQuery(query));
      return answer.kind === "tested" ? answer : undefined;
    },
    words: () => desk.words(channel),
  };
}

function exists({ watch, told }: WatchAnswer & { kind: "exists" }, now: Date): Reply {
  const parts: Part[] = [say(...SAY.exists(watch.text, watch.createdAt, told))];
  if (watch.pausedUntil === undefined || !isPaused(watch, now)) return reply(parts);
  return reply([...parts, say(...SAY.pausedUntil(watch.pausedUntil, now))], {
    buttons: [action(SAY.resume, ["resume"], watch.text)],
  });
}

function added(answer: WatchAnswer & { kind: "added" }, advice: Advice, desk: Desk): Reply {
  const { watch, tested, sources, nextLookAt, cannotPost } = answer;
  const { about } = splitAbout(watch.text);
  const now = desk.now();
  // A look that is due at once would be over, and its time past, by the time somebody reads this.
  const look = nextLookAt && nextLookAt > now ? SAY.look(sources, nextLookAt) : [SAY.lookNow(sources)];
  const parts: Part[] = [
    say(...SAY.watching(watch.text)),
    ...(cannotPost ? [say(SAY.mayNotPost(cannotPost.why, cannotPost.fix))] : []),
    ...howRead(tested),
    ...aboutLine(about),
    ...volume(tested, SAY.none(timeOf(tested))),
    ...aboutLater(about, desk),
    ...advice.parts,
    sources === 0 ? say(SAY.noSources) : aside(...look),
  ];
  const tone = cannotPost || sources === 0 ? ({ tone: "warn" } as const) : {};
  return reply(parts, { ...tone, buttons: [action(SAY.undo, ["unwatch"], watch.text), ...advice.buttons] });
}

/** Who watches an address often wants its stories. */
function sourceInstead(text: string): Advice {
  const add = action(SAY.readIt, ["source", "add"], bareLink(text));
  return { parts: [say(SAY.wantSource)], buttons: [add] };
}

/** How a note begins that says the whole query in other words. */
const READ_AS = "I read this as ";

function howRead({ query, notes }: Tested): readonly Part[] {
  const read = reading(query);
  const isNoted = notes.some(
    (note) => note.startsWith(READ_AS) || note.toLowerCase().includes(read.toLowerCase()),
  );
  return [...(isNoted ? [] : [say(SAY.matches(read))]), ...notes.map((note) => aside(note))];
}

function volume(tested: Tested, none: string): readonly Part[] {
  if (tested.of === 0) return [say(SAY.nothingStored)];
  if (tested.matched === 0) return [say(none)];
  return [say(SAY.some(tested)), bullets(tested.samples.map(sampleLine))];
}

/** Why a story is here where its title does not show it: the words as its text has them. */
function sampleLine(found: Found): readonly Piece[] {
  const isShown = found.because.length === 0 || found.because.some(({ field }) => field === "title");
  return isShown
    ? storyLine(found)
    : [...storyLine(found), ": ", placesOf(found.because, found.story, PLACES)];
}

const PLACES = 2;

export const test: Command = {
  path: ["test"],
  summary: "Try a query on the stored stories; changes nothing",
  options: [QUERY],
  visibility: "private",
  who: "anyone",
  examples: ["test OpenAI", "test Apple OR Google -jobs"],
  async run(invocation, desk) {
    const text = textOf(invocation, "query");
    const tested = await desk.test(invocation.channel, text);
    if (tested.kind === "refused") return refused(tested.text, tested.error, ["test"]);
    const isWatched = (await called(tested.text, invocation, desk)) !== undefined;
    const { query: words, about } = splitAbout(text);
    const { parts, buttons } = await advise(words, tested, {
      ...trials(invocation.channel, desk),
      watch: (label, other) => action(label, ["watch"], other),
    });
    const watchIt = action(SAY.watchIt, ["watch"], printQuery(tested.query));
    const answer = reply(
      [
        say(...SAY.trying(tested.text)),
        ...howRead(tested),
        ...volume(tested, SAY.noneTested(timeOf(tested), tested.of)),
        ...parts,
        ...(isWatched ? [aside(SAY.isWatched)] : []),
      ],
      { buttons: [...(isWatched ? [] : [watchIt]), ...buttons] },
    );
    return withAbout(answer, about, desk);
  },
};
