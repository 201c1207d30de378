import { afterEach } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import { makeHandlers } from "../../../src/commands/handlers.ts";
import { commands } from "../../../src/commands/table.ts";
import { makeDiscord } from "../../../src/platforms/discord/discord.ts";
import type { Handlers, PostResult } from "../../../src/platforms/platform.ts";
import type { Keyed } from "../../../src/store/store.ts";
import { stableId } from "../../../src/text/id.ts";
import type { Channel } from "../../../src/watches/channel.ts";
import { makeClock } from "../../doubles/clock.ts";
import { type DeskState, makeDesk } from "../../doubles/desk.ts";
import { type DiscordOptions, makeDiscordDouble, NEWSROOM } from "../../doubles/discord/discord.ts";
import { eventually } from "../../doubles/eventually.ts";
import { makeTestLog } from "../../doubles/log.ts";

export const [NEWS, , RELEASES, FORUM, THREAD, DIRECT] = NEWSROOM.channels.map(({ id }) => id) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

export function at(id: string): Channel {
  return { platform: "discord", space: id === DIRECT ? "@me" : NEWSROOM.id, id };
}

/** Keyed records in memory. */
export function makeKeyed(): Keyed & { readonly size: number } {
  const rows = new Map<string, string>();
  const read = (key: string) => {
    const row = rows.get(key);
    return row === undefined ? undefined : JSON.parse(row);
  };
  return {
    get: async (key) => read(key),
    getMany: async (keys) => keys.map(read),
    set: async (key, value) => void rows.set(key, JSON.stringify(value)),
    delete: async (key) => void rows.delete(key),
    get size() {
      return rows.size;
    },
  };
}

/** Waits for something that comes over the wire, for as long as the test may take. */
export const until = (holds: () => boolean | Promise<boolean>) => eventually(holds, 60_000);

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Given {
  readonly discord?: DiscordOptions;
  readonly desk?: Partial<DeskState>;
  readonly handlers?: Partial<Handlers>;
  readonly token?: string;
}

/** The double, and a bot with the real commands over a desk in memory; nothing is started yet. */
export async function makeScene(given: Given = {}) {
  const clock = makeClock(new Date("2026-05-04T12:00:00Z"));
  const double = await makeDiscordDouble({ now: () => clock.now().getTime(), ...given.discord });
  closing.push(() => double.close());
  const { desk, state } = makeDesk({ now: clock.now(), ...given.desk });
  const log = makeTestLog();
  const handlers: Handlers = { ...makeHandlers({ commands, desk, log }), ...given.handlers };
  const memory = makeKeyed();
  const stored = makeKeyed();
  const makeBot = () => {
    const options = { clock, log, memory, stored, apiUrl: double.apiUrl };
    const bot = makeDiscord({ token: given.token ?? double.token, ...options });
    closing.push(() => bot.stop());
    return bot;
  };
  const bot = makeBot();
  const signal = new AbortController().signal;
  return {
    clock,
    double,
    state,
    log,
    memory,
    stored,
    bot,
    makeBot,
    handlers,
    signal,
    /** Starts a bot, and waits until its commands are there. */
    start: async (which = bot) => {
      await which.start(commands, handlers);
      await until(() => which.health().state !== "up" || double.puts > 0);
    },
    begin: () => bot.start(commands, handlers),
    post: (channel: string, card: Card, key = keyOf(channel, card)): Promise<PostResult> =>
      bot.post(at(channel), card, { key, signal }),
    /** What went wrong with what the bot sent. */
    wrongs: () => [...double.violations, ...double.unknownRoutes, ...double.liveMentions().map(String)],
  };
}

export function keyOf(channel: string, card: Card): string {
  return stableId(channel, card.title?.text ?? "");
}

export function sentId(result: PostResult): string {
  if (result.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(result)}`);
  return result.message.id;
}

/** The ids of the buttons of a message as it stands. */
export function buttonsOf(message: { readonly components: readonly object[] } | undefined): string[] {
  const rows = (message?.components ?? []) as { components: { custom_id: string }[] }[];
  return rows.flatMap(({ components }) => components.map(({ custom_id: id }) => id));
}
