import type { WriterCounts } from "../alerts/writer.ts";
import type { Source } from "../sources/source.ts";
import { clauseOf } from "../text/error.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import { action, ago, aside, dated, reply, say, soon, strong } from "./cards.ts";
import type { Command, Part, Piece, Reply } from "./command.ts";
import type { Status } from "./desk.ts";
import { counted, number } from "./words.ts";

const SAY = {
  well: "All well.",
  notWell: "Not all is well.",
  sources: (all: number, fresh: number, unread: number, troubled: number) =>
    [
      counted(all, "source", "sources"),
      `${number(fresh)} fresh`,
      ...(unread > 0 ? [`${number(unread)} not read yet`] : []),
      ...(troubled > 0 ? [`${number(troubled)} in trouble`] : []),
    ].join(", "),
  noSources: "No sources yet",
  watches: (n: number) => counted(n, "watch", "watches"),
  waiting: (n: number) => `${counted(n, "alert", "alerts")} waiting`,
  lastAlert: (at: Date): Piece[] => ["; last alert ", ago(at), "."],
  noAlert: "; no alert yet.",
  since: (detail: string, since: Date, now: Date): Piece[] => [
    clauseOf(detail),
    " since ",
    dated(since, now),
  ],
  next: (at: Date): Piece[] => ["next try ", soon(at)],
  gone: "not asked any more; add it again if it is back",
  hints: {
    "answers 401": "it wants a login",
    "answers 403": "it refuses programs",
    "answers 404": "its address may have changed",
    "answers 429": "it was asked too often",
  },
  rests: (where: string, waiting: number): string =>
    `${where} rests with ${counted(waiting, "alert", "alerts")} waiting`,
  here: "This channel",
  dead: (n: number) =>
    `${counted(n, "alert", "alerts")} could not be told and ${n === 1 ? "was" : "were"} given up.`,
  notStored: (why: string) =>
    `Nothing can be stored at the moment; the news of this time is taken in later. ${why}`,
  up: (name: string, since: Date, now: Date): Piece[] => [
    strong(named(name)),
    " up since ",
    dated(since, now),
  ],
  notUp: (name: string, state: string, detail: string, since: Date, now: Date): Piece[] => [
    strong(named(name)),
    ` ${state} since `,
    dated(since, now),
    `: ${detail}`,
  ],
  noFindRepeat: (name: string) =>
    `${named(name)} cannot be asked whether a message arrived. When its answer is lost, the alert is posted again and may be there twice (onUnknown: repeat).`,
  noFindSkip: (name: string) =>
    `${named(name)} cannot be asked whether a message arrived. When its answer is lost, the alert is not posted again and may be missing (onUnknown: skip).`,
  writing: ({ ok, cached, gate, timeout, error, tokens, tokensPerDay }: WriterCounts) =>
    [
      `Language model: ${counted(ok + cached, "answer", "answers")} used`,
      ...(gate > 0 ? [`${number(gate)} refused because they said more than the story`] : []),
      ...(timeout + error > 0 ? [`${number(timeout + error)} late or failed`] : []),
      `${number(tokens)} of ${number(tokensPerDay)} tokens today.`,
    ].join(", "),
  rested: (until: Date): Piece[] => [" It is asked again ", soon(until), " after failures in a row."],
  look: (name: string) => `Look at ${name}`,
} as const;

/** At most this many buttons for sources in trouble. */
const BUTTONS = 3;

export const status: Command = {
  path: ["status"],
  summary: "How the sources, the alerts and the platforms are doing",
  options: [],
  visibility: "private",
  who: "anyone",
  examples: ["status"],
  async run({ channel }, desk) {
    return statusReply(await desk.status(channel), channel, desk.now());
  },
};

/** Returns what a channel is told of the whole: first whether all is well, then each trouble in plain words. */
export function statusReply(status: Status, channel: Channel, now: Date): Reply {
  const troubled = status.sources.filter(
    ({ state }) => state.trouble !== undefined || state.disabled === true,
  );
  const isUp = status.platforms.every(({ state }) => state === "up");
  const isCalm = troubled.length === 0 && status.resting.length === 0 && status.dead === 0;
  const isWell = isCalm && isUp && status.storeFault === undefined;
  const parts: Part[] = [
    say(strong(isWell ? SAY.well : SAY.notWell), " ", ...summary(status, troubled.length)),
    ...(status.storeFault === undefined ? [] : [say(SAY.notStored(status.storeFault))]),
    ...(troubled.length > 0
      ? [{ kind: "rows", rows: troubled.map((source) => sourceRow(source, now)) } as const]
      : []),
    ...status.resting.map((lane) => resting(lane, channel, now)),
    ...(status.dead > 0 ? [say(SAY.dead(status.dead))] : []),
    ...status.platforms.map((platform) => say(...platformLine(platform, now))),
    ...(status.writing ? [writing(status.writing)] : []),
    ...status.platforms.filter(({ find }) => !find).map(({ name }) => unknownRule(name, status.onUnknown)),
  ];
  const buttons = troubled
    .slice(0, BUTTONS)
    .map(({ name, url }) => action(SAY.look(name), ["source", "check"], url));
  return reply(parts, isWell ? {} : { tone: "warn", buttons });
}

function summary({ sources, watches, waiting, lastSentAt }: Status, troubled: number): readonly Piece[] {
  const unread = sources.filter(({ state }) => !state.checkedAt && !state.trouble && !state.disabled).length;
  const fresh = sources.length - troubled - unread;
  const counts = [
    sources.length === 0 ? SAY.noSources : SAY.sources(sources.length, fresh, unread, troubled),
    SAY.watches(watches),
    SAY.waiting(waiting),
  ].join("; ");
  return [counts, ...(lastSentAt ? SAY.lastAlert(lastSentAt) : [SAY.noAlert])];
}

function sourceRow(
  { name, state: { trouble, dueAt, disabled } }: Source,
  now: Date,
): readonly (readonly Piece[])[] {
  const since = trouble ? SAY.since(detailOf(trouble.detail), trouble.since, now) : [];
  return [[strong(name)], since, disabled ? [SAY.gone] : SAY.next(dueAt)];
}

/** Platforms bear names of small letters: slack is Slack to people. */
function named(platform: string): string {
  return platform.charAt(0).toUpperCase() + platform.slice(1);
}

function detailOf(detail: string): string {
  const hint = Object.entries(SAY.hints).find(([start]) => detail.startsWith(start))?.[1];
  return hint === undefined ? detail : `${detail} (${hint})`;
}

function resting(lane: Status["resting"][number], channel: Channel, now: Date): Part {
  const key = channelKey(lane.channel);
  const where = key === channelKey(channel) ? SAY.here : key;
  const why = [SAY.rests(where, lane.waiting), ": ", ...SAY.since(lane.detail, lane.since, now), "."];
  return say(...why, ...(lane.fix === undefined ? [] : [` ${lane.fix}`]));
}

function platformLine(
  { name, state, detail, since }: Status["platforms"][number],
  now: Date,
): readonly Piece[] {
  return state === "up" ? SAY.up(name, since, now) : SAY.notUp(name, state, detail, since, now);
}

function writing(counts: WriterCounts): Part {
  const { restsUntil } = counts;
  return say(SAY.writing(counts), ...(restsUntil ? SAY.rested(restsUntil) : []));
}

function unknownRule(name: string, onUnknown: Status["onUnknown"]): Part {
  return aside(onUnknown === "repeat" ? SAY.noFindRepeat(name) : SAY.noFindSkip(name));
}
