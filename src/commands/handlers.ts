import { type Channel, channelKey, parseChannel } from "../watches/channel.ts";
import type { Card, Invocation, Reply } from "./command.ts";
import { firstContact } from "./help.ts";
import { failed } from "./refusals.ts";
import { makeRunner, type RunnerOptions } from "./runner.ts";
import { SETTING_VALUES } from "./settings.ts";
import { statusReply } from "./status.ts";
import { complete, wanted } from "./suggest.ts";
import { watchesReply } from "./watches.ts";

/** A memory that outlives the process: which channels were greeted. */
export interface Greeted {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export interface HandlersOptions extends RunnerOptions {
  /** Where it is missing, a channel is greeted once per run of the program. */
  readonly seen?: Greeted;
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
  const { log, seen = makeMemory() } = options;
  const run = makeRunner(options);
  const once = makeOnce();
  const line = (text: string, invocation: Invocation) => once(invocation, () => run.line(text, invocation));
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
    home: (person: { readonly space: string; readonly id: string }) => home(person, options),

    async joined(channel: Channel): Promise<Reply | undefined> {
      const key = channelKey(channel);
      if ((await seen.get(key)) !== undefined) return undefined;
      await seen.set(key, true);
      log.info("channel.joined", { channel: key });
      return firstContact();
    },

    async removed({ space, channel }: { readonly space: string; readonly channel?: Channel }): Promise<void> {
      // Watches are kept: whoever invites the bot again finds them as they were.
      log.info("channel.left", channel ? { channel: channelKey(channel) } : { space });
    },
  };
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

/** What a person sees at home: the watches of their direct messages, and how all is doing. The space is written `slack:T1`. */
async function home(
  { space, id }: { readonly space: string; readonly id: string },
  { desk, log }: HandlersOptions,
): Promise<Card> {
  const channel = parseChannel(`${space}/@${id}`);
  if (!channel) return firstContact().card;
  try {
    const mine = watchesReply(await desk.watches(channel), id, desk.now()).card;
    const { parts } = statusReply(await desk.status(channel), channel, desk.now()).card;
    return { ...mine, parts: [...mine.parts, ...parts] };
  } catch (error) {
    log.error("home.failed", { channel: channelKey(channel), error: String(error) });
    return failed(error, false).card;
  }
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
