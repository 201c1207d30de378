import { cut } from "../text/graphemes.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import { isPaused } from "../watches/watch.ts";
import { aside, ask, dated, quiet, say, strong } from "./cards.ts";
import type { Action, Card, Part, Piece } from "./command.ts";
import type { WatchRow } from "./desk.ts";
import { rateOf } from "./watches.ts";
import { counted } from "./words.ts";

/** Watches that are listed: Slack's view holds 100 blocks, a watch takes two, and the state of things follows. */
export const LISTED = 40;
/** A query may be pages long; here it only has to be known again, and forty of them share one view. */
const QUERY_SHOWN = 60;
const QUERY_ASKED = 30;

const SAY = {
  title: (space: boolean) => (space ? "Watched in this workspace" : "Nothing is watched here yet"),
  begin: "Say what matters in a channel, for example: /news watch OpenAI",
  how: "To watch more, type /news watch in the channel that is to be told, or add a watch of your own here.",
  yours: "Your direct messages",
  inYours: "your direct messages",
  more: (count: number) => `and ${count} more: /news watches in the channel`,
  elsewhere: "More is watched in other channels: /news watches there lists it.",
  paused: (at: Date, now: Date): Piece[] => ["paused until ", dated(at, now)],
  inFile: "by configuration",
  add: "Add your own",
  pause: "Pause 1 day",
  resume: "Resume",
  edit: "Edit",
  stop: "Stop",
  sure: (text: string, name: string) => `Stop watching ${text} in ${name}?`,
} as const;

/** A channel as its reader knows it, with what is watched there. */
export interface Room {
  readonly channel: Channel;
  /** Undefined for the reader's direct messages. */
  readonly name: string | undefined;
  readonly rows: readonly WatchRow[];
}

/** Returns the rows of a space by channel, the reader's own channel first. */
export function roomsOf(
  rows: readonly WatchRow[],
  own: Channel,
): readonly { readonly channel: Channel; readonly rows: readonly WatchRow[] }[] {
  const byChannel = new Map<string, { channel: Channel; rows: WatchRow[] }>();
  for (const row of rows) {
    const key = channelKey(row.watch.channel);
    const room = byChannel.get(key) ?? { channel: row.watch.channel, rows: [] };
    room.rows.push(row);
    byChannel.set(key, room);
  }
  const isOwn = ({ channel }: { channel: Channel }) => channelKey(channel) === channelKey(own);
  return [...byChannel.values()].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
}

/** Returns what a person sees at home: the watches of their channels with a button for each deed, then how all is doing. */
export function homeCard(
  rooms: readonly Room[],
  { now, isMore, status }: { readonly now: Date; readonly isMore: boolean; readonly status: readonly Part[] },
): Card {
  let left = LISTED;
  const parts = rooms.flatMap((room) => {
    const shown = room.rows.slice(0, left);
    left -= shown.length;
    return roomParts(room, shown, now);
  });
  return {
    kind: "answer",
    title: { text: SAY.title(rooms.length > 0) },
    parts: [
      ...parts,
      ...(isMore ? [say(SAY.elsewhere)] : []),
      aside(rooms.length > 0 ? SAY.how : SAY.begin),
      ...status,
    ],
    buttons: [ask(SAY.add, ["watch"])],
  };
}

function roomParts({ name, rows }: Room, shown: readonly WatchRow[], now: Date): readonly Part[] {
  const more = rows.length - shown.length;
  return [
    say(strong(name ?? SAY.yours), quiet(`  ${counted(rows.length, "watch", "watches")}`)),
    {
      kind: "rows",
      rows: shown.map((row) => cells(row, now)),
      buttons: shown.map((row) => buttonsOf(row, name ?? SAY.inYours, now)),
    },
    ...(more > 0 ? [say(SAY.more(more))] : []),
  ];
}

function cells(row: WatchRow, now: Date): readonly (readonly Piece[])[] {
  const { watch } = row;
  return [
    [strong(cut(watch.text, QUERY_SHOWN))],
    [rateOf(row, now)],
    watch.origin === "file" ? [SAY.inFile] : [],
    watch.pausedUntil && isPaused(watch, now) ? SAY.paused(watch.pausedUntil, now) : [],
  ];
}

function buttonsOf({ watch }: WatchRow, name: string, now: Date): readonly Action[] {
  const at = { channel: channelKey(watch.channel) };
  const quieten: Action = isPaused(watch, now)
    ? { id: "resume", args: [watch.id], label: SAY.resume, ...at }
    : { id: "mute", args: [watch.id], label: SAY.pause, ...at };
  if (watch.origin === "file") return [quieten];
  return [
    quieten,
    { id: "edit", args: [watch.id, watch.text], label: SAY.edit, ...at },
    {
      id: "stop",
      args: [watch.id],
      label: SAY.stop,
      confirm: SAY.sure(cut(watch.text, QUERY_ASKED), name),
      ...at,
    },
  ];
}
