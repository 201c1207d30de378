import type { Watch } from "../watches/watch.ts";
import { action, reply, say, strong } from "./cards.ts";
import type { Desk, Invocation, Piece, Reply } from "./command.ts";
import { splitReply } from "./joining.ts";
import { pauseAll } from "./pausing.ts";
import { DAY_MS } from "./times.ts";
import { replaced } from "./watch.ts";
import { stop } from "./watches.ts";

const SAY = {
  gone: "That is no longer watched here.",
  which: "This story matched more than one watch. Which one shall I stop?",
  stop: (text: string) => `Stop ${text}`,
  edit: (text: string): Piece[] => [
    "To change ",
    strong(text),
    `, type /news watch, the new words and then: instead of ${text}`,
  ],
} as const;

/** What buttons do, by their id, where that is no command of the table; all of them change what is told here. */
export const PRESSES: ReadonlyMap<string, Press> = new Map([
  ["mute", mute],
  ["stop", stopOne],
  ["instead", instead],
  ["edit", edit],
  ["split", split],
]);

type Press = (args: readonly string[], invocation: Invocation, desk: Desk) => Promise<Reply>;

/** Pauses the named watches (by id) for a day. */
async function mute(args: readonly string[], { channel }: Invocation, desk: Desk): Promise<Reply> {
  const watches = await named(args, channel, desk);
  if (watches.length === 0) return reply([say(SAY.gone)]);
  return pauseAll(watches, new Date(desk.now().getTime() + DAY_MS), desk);
}

/** Stops the named watch (by id); of several it asks which. */
async function stopOne(args: readonly string[], { channel }: Invocation, desk: Desk): Promise<Reply> {
  const watches = await named(args, channel, desk);
  const [watch] = watches;
  if (!watch) return reply([say(SAY.gone)]);
  if (watches.length === 1) return stop(watch, desk);
  const buttons = watches.map(({ id, text }) => ({
    ...action(SAY.stop(text), ["unwatch"], text),
    id: "stop",
    args: [id],
  }));
  return reply([say(SAY.which)], { buttons });
}

/** Puts another query in the place of the named watch (by id). */
async function instead(
  [id = "", text = ""]: readonly string[],
  invocation: Invocation,
  desk: Desk,
): Promise<Reply> {
  const [old] = await named([id], invocation.channel, desk);
  return replaced(old, text, invocation, desk);
}

/** Says how a watch (by id) is changed where no form can be opened; one that can be never comes here. */
async function edit([id = ""]: readonly string[], { channel }: Invocation, desk: Desk): Promise<Reply> {
  const [old] = await named([id], channel, desk);
  return reply([old ? say(...SAY.edit(old.text)) : say(SAY.gone)]);
}

/** Parts the story of a joined alert (by id) from the one whose message it joined. */
async function split([alert = ""]: readonly string[], { channel }: Invocation, desk: Desk): Promise<Reply> {
  return splitReply(await desk.split(channel, alert));
}

async function named(
  ids: readonly string[],
  channel: Invocation["channel"],
  desk: Desk,
): Promise<readonly Watch[]> {
  const rows = await desk.watches(channel);
  return rows.map(({ watch }) => watch).filter(({ id }) => ids.includes(id));
}
