import type { Channel } from "../watches/channel.ts";
import { isPaused, type Watch } from "../watches/watch.ts";
import { action, ago, ask, dated, day, quiet, reply, say, strong } from "./cards.ts";
import type { Action, Command, Desk, Option, Piece, Reply } from "./command.ts";
import type { WatchRow } from "./desk.ts";
import { textOf } from "./options.ts";
import { DAY_MS } from "./times.ts";
import { counted, rate } from "./words.ts";

const SAY = {
  title: (n: number) => `${counted(n, "watch", "watches")} here`,
  nothing: "Nothing is watched here yet. Say what matters, for example: /news watch OpenAI",
  last: (at: Date): Piece[] => ["last ", ago(at)],
  since: (at: Date): Piece[] => ["since ", day(at)],
  byYou: "by you",
  by: (name: string) => `by ${name}`,
  inFile: "by configuration",
  pausedUntil: (at: Date, now: Date): Piece[] => ["paused until ", dated(at, now)],
  unreadable: (why: string) => `cannot be read: ${why}`,
  remove: (text: string) => `Remove ${text}`,
  unwatched: (text: string): Piece[] => [strong(text), " is no longer watched here."],
  ofFile: (text: string): Piece[] => [
    strong(text),
    " is kept in the configuration file. Whoever runs me can take it out there; /news pause quiets it meanwhile.",
  ],
  unknown: (which: string) => `No watch here is called "${which}". /news watches lists them.`,
  noNumber: (which: string) => `There is no watch ${which} here. /news watches shows the numbers.`,
  notAll: "I stop one watch at a time. To quiet them all for a while: /news pause all",
  which: (which: string) => `More than one watch here fits "${which}". Which one?`,
  undo: "Undo",
  add: "Add",
  edit: (text: string) => `Edit ${text}`,
  pauseAll: "Pause all for a day",
  resumeAll: "Resume all",
} as const;

/** Pauses and buttons name every watch of the channel by this word. */
export const ALL = "all";

/** So many watches of a list can be changed by a button: a message holds 25, and the list has others. */
const EDITS = 15;
const REMOVALS = 5;

export const WATCH: Option = {
  name: "watch",
  summary: "its query, its number in /news watches, or a part that only it has",
  type: "text",
  required: true,
  rest: true,
  suggests: "watches",
  example: "OpenAI",
};

export const watches: Command = {
  path: ["watches"],
  summary: "What this channel watches, and how often each is told",
  options: [],
  visibility: "private",
  who: "anyone",
  examples: ["watches"],
  async run(invocation, desk) {
    return watchesReply(await desk.watches(invocation.channel), invocation.person.id, desk.now());
  },
};

/** Returns the list of a channel's watches for one reader. */
export function watchesReply(rows: readonly WatchRow[], reader: string, now: Date): Reply {
  if (rows.length === 0) return reply([say(SAY.nothing)]);
  const readable = rows.filter(({ watch }) => watch.unreadable === undefined);
  const paused = readable.filter(({ watch }) => isPaused(watch, now));
  const buttons = [
    ask(SAY.add, ["watch"]),
    ...(paused.length === readable.length ? [] : [action(SAY.pauseAll, ["pause"], ALL, "1d")]),
    ...(paused.length > 0 ? [action(SAY.resumeAll, ["resume"], ALL)] : []),
    ...edits(rows),
    ...removals(rows),
  ];
  const lines = rows.map((row, index) => watchCells(row, index + 1, reader, now));
  return reply([{ kind: "rows", rows: lines }], { title: SAY.title(rows.length), buttons });
}

/** Platforms that can open a form show the query in it, to be changed; watches of the configuration file cannot be. */
function edits(rows: readonly WatchRow[]): readonly Action[] {
  const ours = rows.map(({ watch }) => watch).filter(({ origin }) => origin === "chat");
  return ours.slice(0, EDITS).map(({ id, text }) => ({
    id: "edit",
    args: [id, text],
    label: SAY.edit(text),
  }));
}

/** What cannot be read is told of no story, so that most will want it gone. */
function removals(rows: readonly WatchRow[]): readonly Action[] {
  const lost = rows.filter(({ watch }) => watch.unreadable !== undefined && watch.origin === "chat");
  return lost.slice(0, REMOVALS).map(({ watch }) => removal(watch));
}

/** Returns the button that removes a watch by its id: what cannot be read may not be found by its text. */
export function removal({ id, text }: Watch): Action {
  return { ...action(SAY.remove(text), ["unwatch"], text), args: [id] };
}

function watchCells(row: WatchRow, place: number, reader: string, now: Date): readonly (readonly Piece[])[] {
  const { watch, lastAt } = row;
  return [
    [quiet(String(place))],
    [strong(watch.text)],
    [rateOf(row, now)],
    lastAt ? SAY.last(lastAt) : SAY.since(watch.createdAt),
    [madeBy(watch, reader)],
    watch.pausedUntil && isPaused(watch, now) ? SAY.pausedUntil(watch.pausedUntil, now) : [],
  ];
}

/**
 * Returns how often a watch is told, in words. One younger than a week is judged by the days it has had; of one that
 * cannot be read it says why.
 */
export function rateOf({ watch, lastWeek }: WatchRow, now: Date): string {
  if (watch.unreadable !== undefined) return SAY.unreadable(watch.unreadable);
  const days = Math.min(7, Math.max(1, Math.ceil((now.getTime() - watch.createdAt.getTime()) / DAY_MS)));
  return rate(lastWeek, days);
}

function madeBy({ createdBy }: Watch, reader: string): string {
  if (!createdBy) return SAY.inFile;
  return createdBy.id === reader ? SAY.byYou : SAY.by(createdBy.name);
}

export const unwatch: Command = {
  path: ["unwatch"],
  summary: "Stop watching",
  options: [WATCH],
  visibility: "private",
  who: "managers",
  examples: ["unwatch OpenAI", "unwatch 2"],
  async run(invocation, desk) {
    const which = textOf(invocation, "watch");
    if (await every(invocation.channel, which, desk)) return reply([say(SAY.notAll)]);
    const found = await one(invocation.channel, which, desk, (text) => action(text, ["unwatch"], text));
    return found.kind === "watch" ? stop(found.watch, desk) : found.reply;
  },
};

/** Stops one watch, unless the configuration file keeps it. */
export async function stop(watch: Watch, desk: Desk): Promise<Reply> {
  if (watch.origin === "file") return reply([say(...SAY.ofFile(watch.text))], { tone: "warn" });
  await desk.unwatch(watch);
  // What cannot be read could not be watched again.
  const buttons = watch.unreadable === undefined ? [action(SAY.undo, ["watch"], watch.text)] : [];
  return reply([say(...SAY.unwatched(watch.text))], { buttons });
}

type One =
  | { readonly kind: "watch"; readonly watch: Watch }
  | { readonly kind: "reply"; readonly reply: Reply };

/** Finds the one watch that is meant; where there is none or more than one, it asks and never guesses. */
export async function one(
  channel: Channel,
  which: string,
  desk: Desk,
  choose: (text: string) => Action,
): Promise<One> {
  const found = await desk.find(channel, which);
  const [watch] = found;
  if (!watch) {
    const sentence = /^\d+$/.test(which) ? SAY.noNumber(which) : SAY.unknown(which);
    return { kind: "reply", reply: reply([say(sentence)], { tone: "error" }) };
  }
  if (found.length === 1) return { kind: "watch", watch };
  const buttons = found.map(({ text }) => choose(text));
  return { kind: "reply", reply: reply([say(SAY.which(which))], { buttons }) };
}

/** Whether "all" means every watch: unless the channel watches that very word. */
export async function every(
  channel: Channel,
  which: string,
  desk: Desk,
): Promise<readonly Watch[] | undefined> {
  if (which.toLowerCase() !== ALL) return undefined;
  const rows = await desk.watches(channel);
  const named = rows.some(({ watch }) => watch.text.toLowerCase() === ALL);
  return named || rows.length === 0 ? undefined : rows.map(({ watch }) => watch);
}
