import { type Channel, channelKey, parseChannel } from "../watches/channel.ts";
import type { Card, Invocation, Reply } from "./command.ts";
import type { Loss, Scope, WatchRow } from "./desk.ts";
import { firstContact } from "./help.ts";
import { homeCard, LISTED, type Room, roomsOf } from "./home.ts";
import { failed } from "./refusals.ts";
import { makeRunner, type RunnerOptions } from "./runner.ts";
import { SETTING_VALUES } from "./settings.ts";
import { statusReply } from "./status.ts";
import { complete, wanted } from "./suggest.ts";

const SAY = {
  lost: (where: string) =>
    `I was taken out of ${where}. What is watched there is kept for 30 days: let me in again, and it goes on.`,
  back: (where: string) => `I am back in ${where}.`,
} as const;

/** A memory that outlives the process: which channels were greeted. */
export interface Greeted {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export interface HandlersOptions extends RunnerOptions {
  /** Where it is missing, a channel is greeted once per run of the program. */
  readonly seen?: Greeted;
  /** Tells the operator, once per episode, that a place was lost, and that it is back. */
  readonly notices?: {
    trouble(episode: string, text: string): Promise<void>;
    recovery(episode: string, text: string): Promise<void>;
  };
}

interface Person {
  readonly space: string;
  readonly id: string;
  place?(channel: Channel): Promise<string | undefined>;
}

interface Press {
  readonly id: string;
  readonly args: readonly string[];
}

interface Form {
  /** The path of the command that the form fills in: "watch", "source add". */
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Returns what platforms hand in: each method answers, and none throws for what a person did.
 *
 * An invocation whose id was seen lately gives the reply of its first time again, so nothing is done twice.
 */
export function makeHandlers(options: HandlersOptions) {
  const { desk, log, notices, seen = makeMemory() } = options;
  const run = makeRunner(options);
  const once = makeOnce();
  const line = (text: string, invocation: Invocation) => once(invocation, () => run.line(text, invocation));

  async function regained(channel: Channel): Promise<void> {
    for (const loss of await desk.returned(channel))
      await notices?.recovery(episodeOf(loss), SAY.back(loss.where));
  }

  return {
    line,
    mention: line,
    command: (path: readonly string[], invocation: Invocation) =>
      once(invocation, () => run.path(path, invocation.options, invocation)),
    press: ({ id, args }: Press, invocation: Invocation) =>
      once(invocation, () => run.press(id, args, invocation)),
    submit: ({ id, values }: Form, invocation: Invocation) =>
      once(invocation, () => run.path(id.split(" "), values, invocation)),
    /** "Watch this" on a message tries its text as a query, and watches nothing yet. */
    shortcut: (_name: string, text: string, invocation: Invocation) =>
      once(invocation, () => run.path(["test"], { query: text.replace(/\s+/g, " ") }, invocation)),
    suggest: (text: string, channel: Channel) => suggest(text, channel, options),
    home: (person: Person) => home(person, options),

    async joined(channel: Channel): Promise<Reply | undefined> {
      const key = channelKey(channel);
      await regained(channel);
      if ((await seen.get(key)) !== undefined) return undefined;
      await seen.set(key, true);
      log.info("channel.joined", { channel: key });
      return firstContact();
    },

    /** Nobody is greeted: what was mended was known before. */
    async mended({ channel }: Scope): Promise<void> {
      if (channel) await regained(channel);
    },

    /** Watches are kept for the grace period: whoever invites the bot again finds them as they were. */
    async removed(scope: Scope): Promise<void> {
      const { space, channel } = scope;
      log.info("channel.left", channel ? { channel: channelKey(channel) } : { space });
      const loss = await desk.left(scope);
      await notices?.trouble(episodeOf(loss), SAY.lost(loss.where));
    },
  };
}

function episodeOf({ where, since }: Loss): string {
  return `removed ${where} ${since.getTime()}`;
}

async function suggest(
  text: string,
  channel: Channel,
  { commands, desk, log }: HandlersOptions,
): Promise<readonly string[]> {
  try {
    const kind = wanted(text, commands);
    const watches = kind === "watches" ? await desk.watches(channel) : [];
    const sources = kind === "sources" ? await desk.sources.list(channel) : [];
    return complete(text, commands, {
      watches: watches.map(({ watch }) => watch.text),
      sources: sources.map(({ name }) => name),
      settings: SETTING_VALUES,
    });
  } catch (error) {
    // Typing goes on without completions; the command itself will say what is wrong.
    log.error("suggest.failed", { channel: channelKey(channel), error: String(error) });
    return [];
  }
}

/** What a person sees at home: the watches of the channels they may know of, and how all is doing. */
async function home(person: Person, { desk, log }: HandlersOptions): Promise<Card> {
  const own = parseChannel(`${person.space}/@${person.id}`);
  if (!own) return firstContact().card;
  try {
    const { rooms, isMore } = await roomsFor(person, own, await desk.watchesOf(person.space));
    // What is counted is what is listed.
    const watches = rooms.reduce((sum, room) => sum + room.rows.length, 0);
    const { parts: status } = statusReply({ ...(await desk.status(own)), watches }, own, desk.now()).card;
    return homeCard(rooms, { now: desk.now(), isMore, status });
  } catch (error) {
    log.error("home.failed", { channel: channelKey(own), error: String(error) });
    return failed(error, false).card;
  }
}

/** Asks about one channel after the other, and about no more than can be listed. */
async function roomsFor({ place }: Person, own: Channel, rows: readonly WatchRow[]) {
  const rooms: Room[] = [];
  let listed = 0;
  for (const { channel, rows: here } of roomsOf(rows, own)) {
    const isOwn = channelKey(channel) === channelKey(own);
    // The direct messages of others are nobody else's business, whatever a platform says.
    const name = isOwn || channel.id.startsWith("@") ? undefined : await place?.(channel);
    if (!isOwn && name === undefined) continue;
    if (listed >= LISTED) return { rooms, isMore: true };
    rooms.push({ channel, name, rows: here });
    listed += here.length;
  }
  return { rooms, isMore: false };
}

/** So many replies are remembered; platforms deliver an event again within minutes or not at all. */
const REMEMBERED = 1_000;

/** Returns a function that runs an invocation once: the same id gets the same reply. */
function makeOnce() {
  const replies = new Map<string, Promise<Reply>>();
  return (invocation: Invocation, answer: () => Promise<Reply>): Promise<Reply> => {
    const key = `${channelKey(invocation.channel)} ${invocation.id}`;
    const known = replies.get(key);
    if (known) return known;
    const reply = answer();
    replies.set(key, reply);
    const [oldest] = replies.keys();
    if (replies.size > REMEMBERED && oldest !== undefined) replies.delete(oldest);
    return reply;
  };
}

function makeMemory(): Greeted {
  const known = new Map<string, unknown>();
  return {
    get: async (key) => known.get(key),
    set: async (key, value) => {
      known.set(key, value);
    },
  };
}
