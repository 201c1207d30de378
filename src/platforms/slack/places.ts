import type { Keyed } from "../../store/store.ts";
import type { Channel } from "../../watches/channel.ts";

/** Remembers the conversation behind the direct messages with a person, which are written `slack:T1/@U1`. */
export interface Places {
  /** What to post to: the channel, or the person. */
  toPost(channel: Channel): string;
  /** What to read or edit: undefined where the conversation with the person is not known. */
  toRead(channel: Channel): Promise<string | undefined>;
  /** Keeps the conversation of a person, where it is one. */
  learn(channel: Channel, conversation: string): Promise<void>;
}

/** Makes the memory of direct conversations over a keyed store. */
export function makePlaces(stored: Keyed): Places {
  const known = new Map<string, string>();
  const keyOf = ({ space, id }: Channel) => `direct ${space} ${id}`;
  return {
    // A person's id will do for posting (https://docs.slack.dev/reference/methods/chat.postMessage#channels).
    toPost: ({ id }) => id.replace(/^@/, ""),
    async toRead(channel) {
      if (!channel.id.startsWith("@")) return channel.id;
      const key = keyOf(channel);
      return known.get(key) ?? (await stored.get<string>(key));
    },
    async learn(channel, conversation) {
      const key = keyOf(channel);
      if (!channel.id.startsWith("@") || !conversation.startsWith("D") || known.get(key) === conversation)
        return;
      known.set(key, conversation);
      await stored.set(key, conversation);
    },
  };
}
