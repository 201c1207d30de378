import type { Card } from "../../src/commands/command.ts";
import type { Platform, PostResult } from "../../src/platforms/platform.ts";
import { type Channel, channelKey, type MessageRef } from "../../src/watches/channel.ts";

/** What stands in the channels: the platform's side, which outlives any bot. */
export interface Truth {
  readonly messages: {
    key: string;
    channel: string;
    card: Card;
    at: Date;
    edits: Card[];
    replyTo?: string;
  }[];
  readonly told: Card[];
}

export function makeTruth(): Truth {
  return { messages: [], told: [] };
}

interface Options {
  readonly name?: string;
  readonly find?: boolean;
  readonly now: () => Date;
  /** What a post does instead of succeeding; undefined lets it through. */
  readonly answer?: (channel: Channel, key: string, card: Card) => PostResult | undefined;
}

/** A platform in memory that keeps the truth apart from the bot's view of it. */
export function makePlatform(truth: Truth, { name = "test", find = true, now, answer }: Options): Platform {
  const ref = (channel: Channel, key: string): MessageRef => ({ channel, id: `m-${key}` });
  const platform: Platform = {
    name,
    can: { paceMs: 0, edit: true, thread: true, find, buttons: 3 },
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: "up", since: new Date(0), detail: "in memory" }),
    async post(channel, card, { key, replyTo }) {
      const instead = answer?.(channel, key, card);
      if (instead) return instead;
      truth.messages.push({
        key,
        channel: channelKey(channel),
        card,
        at: now(),
        edits: [],
        ...(replyTo ? { replyTo: replyTo.id } : {}),
      });
      return { kind: "sent", message: ref(channel, key) };
    },
    async edit(message, card) {
      const known = truth.messages.find(({ key }) => `m-${key}` === message.id);
      if (!known) return { kind: "gone", scope: "message", detail: "no such message" };
      known.edits.push(card);
      return { kind: "sent", message };
    },
    async tell(_person, card) {
      truth.told.push(card);
      return { kind: "sent", message: { channel: { platform: name, space: "s", id: "@p" }, id: "told" } };
    },
    describe: async (channel) => ({ name: channel.id, canPost: true }),
  };
  if (!find) return platform;
  return {
    ...platform,
    async find(channel, key, since) {
      const known = truth.messages.find((message) => message.key === key && message.at >= since);
      return known ? ref(channel, key) : "absent";
    },
  };
}
