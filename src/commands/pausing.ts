import { listed } from "../text/listed.ts";
import type { Channel } from "../watches/channel.ts";
import { isPaused, type Watch } from "../watches/watch.ts";
import { action, dated, reply, say, soon, strong } from "./cards.ts";
import type { Command, Desk, Piece, Reply } from "./command.ts";
import { textOf } from "./options.ts";
import { readUntil } from "./times.ts";
import { ALL, every, one, removal, WATCH } from "./watches.ts";

const SAY = {
  paused: (names: readonly string[], at: Date, now: Date): Piece[] => [
    strong(listed(names)),
    names.length === 1 ? " is paused here until " : " are paused here until ",
    dated(at, now),
    ", ",
    soon(at),
    ". Stories of that time are not told later.",
  ],
  resumed: (names: readonly string[]): Piece[] => [
    strong(listed(names)),
    names.length === 1 ? " is watched again." : " are watched again.",
  ],
  notPaused: (text: string) => `${text} was not paused.`,
  nonePaused: "No watch here is paused.",
  badTime: (text: string) =>
    `I cannot pause for "${text}". Say 2h, 3 days, until Monday or until 18:00, at most a year. Nothing was changed.`,
  unreadable: (text: string, why: string): Piece[] => [
    strong(text),
    ` cannot be read: ${why} No story is told of it, so there is nothing to pause or to resume.`,
  ],
  resume: "Resume",
  resumeOne: (text: string) => `Resume ${text}`,
} as const;

export const pause: Command = {
  path: ["pause"],
  summary: "Quiet a watch for a time",
  options: [
    WATCH,
    {
      name: "for",
      summary: "how long, or until when; a day where it is left out",
      type: "text",
      required: false,
      example: "2h",
    },
  ],
  visibility: "private",
  who: "managers",
  examples: ["pause OpenAI 2h", 'pause "super app" for 3 days', "pause OpenAI until monday", "pause all"],
  async run(invocation, desk) {
    const which = textOf(invocation, "watch");
    const length = textOf(invocation, "for") || "1d";
    const until = readUntil(length, desk.now());
    if (!until) return reply([say(SAY.badTime(length))], { tone: "error" });
    const all = await every(invocation.channel, which, desk);
    if (all) return pauseAll(all, until, desk, ALL);
    const odd = await oddTime(invocation.channel, which, desk);
    if (odd !== undefined) return reply([say(SAY.badTime(odd))], { tone: "error" });
    const found = await one(invocation.channel, which, desk, (text) => action(text, ["pause"], text, length));
    return found.kind === "watch" ? pauseAll([found.watch], until, desk) : found.reply;
  },
};

/** What stands after a known watch and looks like a time without being one: `Spud 3 parsecs`, `Spud until yesterday`. */
async function oddTime(channel: Channel, which: string, desk: Desk): Promise<string | undefined> {
  const at = which.search(/\s(?:(?:for|until|till|next)\s|\d+\s*\p{L}*$)/iu);
  if (at < 0 || (await desk.find(channel, which)).length > 0) return undefined;
  const known = await desk.find(channel, which.slice(0, at));
  return known.length > 0 ? which.slice(at).trim() : undefined;
}

/** Pauses those watches that can be read until a moment; `name` is what a button to resume them names, their one query unless given. */
export async function pauseAll(
  watches: readonly Watch[],
  until: Date,
  desk: Desk,
  name?: string,
): Promise<Reply> {
  const readable = watches.filter((watch) => watch.unreadable === undefined);
  const [first] = watches;
  if (first && readable.length === 0) return unreadable(first);
  for (const watch of readable) await desk.pause(watch, until);
  const texts = readable.map(({ text }) => text);
  const again = name === undefined ? texts : [name];
  const buttons = again.map((text) =>
    action(again.length === 1 ? SAY.resume : SAY.resumeOne(text), ["resume"], text),
  );
  return reply([say(...SAY.paused(texts, until, desk.now()))], { buttons });
}

export const resume: Command = {
  path: ["resume"],
  summary: "End the pause of a watch",
  options: [WATCH],
  visibility: "private",
  who: "managers",
  examples: ["resume OpenAI", "resume all"],
  async run(invocation, desk) {
    const which = textOf(invocation, "watch");
    const all = await every(invocation.channel, which, desk);
    if (all) return resumeAll(all, SAY.nonePaused, desk);
    const found = await one(invocation.channel, which, desk, (text) => action(text, ["resume"], text));
    return found.kind === "watch"
      ? resumeAll([found.watch], SAY.notPaused(found.watch.text), desk)
      : found.reply;
  },
};

async function resumeAll(watches: readonly Watch[], otherwise: string, desk: Desk): Promise<Reply> {
  const readable = watches.filter((watch) => watch.unreadable === undefined);
  const [first] = watches;
  if (first && readable.length === 0) return unreadable(first);
  const paused = readable.filter((watch) => isPaused(watch, desk.now()));
  if (paused.length === 0) return reply([say(otherwise)]);
  for (const watch of paused) await desk.pause(watch, undefined);
  return reply([say(...SAY.resumed(paused.map(({ text }) => text)))]);
}

/** A watch that cannot be read is told of nothing, paused or not. */
function unreadable(watch: Watch): Reply {
  const buttons = watch.origin === "chat" ? [removal(watch)] : [];
  return reply([say(...SAY.unreadable(watch.text, watch.unreadable ?? ""))], { tone: "warn", buttons });
}
