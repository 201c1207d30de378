// What happens around the commands: being spoken to, coming into a server, and leaving one.
import type { Client, Guild, GatewayMessageCreateDispatchData as Said } from "discord.js";
import type { Invocation } from "../../commands/command.ts";
import { type Channel, spaceKey } from "../../watches/channel.ts";
import type { Handlers } from "../platform.ts";
import { plain } from "./escape.ts";
import { faultOf } from "./faults.ts";
import type { DiscordLog } from "./needs.ts";
import { kindOf, lackOf } from "./permissions.ts";
import { rightsOf } from "./places.ts";
import type { Posting } from "./posting.ts";
import { channelOf, mayOf, spokenTo } from "./reading.ts";

interface Parts {
  readonly handlers: Handlers;
  readonly posting: Pick<Posting, "ready">;
  readonly log: DiscordLog;
}

/** What the events of a client are answered with; none of it rejects. */
export interface Life {
  said(client: Client, message: Said): Promise<void>;
  came(client: Client, guild: Guild): Promise<void>;
  /** A server is gone, or one of its channels or threads is. An outage of a server is neither. */
  went(guildId: string | undefined, channelId?: string): Promise<void>;
  /** Something changed that may let me post again: in a channel and its threads, or in the whole server. */
  mended(client: Client, guildId: string | undefined, channelId?: string): Promise<void>;
}

/** Makes the answers to events other than interactions. */
export function makeLife({ handlers, posting, log }: Parts): Life {
  /** Says a card in a channel; the nonce keeps a repeated event from saying it twice. */
  async function say(client: Client, channelId: string, message: object, nonce: string): Promise<void> {
    const body = { ...message, nonce, enforce_nonce: true };
    await client.rest.post(`/channels/${channelId}/messages`, { body });
  }

  const calmly =
    <Given extends readonly unknown[]>(event: string, run: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      try {
        await run(...given);
      } catch (error) {
        log.warn("discord.event", { event, error: faultOf(error).message });
      }
    };

  /** Without channels the whole server is meant. */
  async function mended(guildId: string, channelIds: readonly string[]): Promise<void> {
    const space = spaceKey(channelOf(guildId, ""));
    if (channelIds.length === 0) await handlers.mended?.({ space });
    for (const id of channelIds) await handlers.mended?.({ space, channel: channelOf(guildId, id) });
  }

  return {
    said: calmly("message", async (client, message) => {
      const text = heard(message, client.user?.id ?? "");
      if (text === undefined) return;
      const { card } = await handlers.mention(text, speaker(client, message));
      const answer = { message_reference: { message_id: message.id, fail_if_not_exists: false } };
      await say(client, message.channel_id, { ...(await posting.ready(card)), ...answer }, message.id);
    }),

    came: calmly("guildCreate", async (client, guild) => {
      const first = firstChannel(guild);
      await mended(guild.id, []);
      const reply = first && (await handlers.joined(channelOf(guild.id, first)));
      if (reply) await say(client, first, await posting.ready(reply.card), guild.id);
    }),

    went: calmly("gone", async (guildId, channelId) => {
      if (guildId === undefined) return;
      const server: Channel = channelOf(guildId, "");
      const channel = channelId === undefined ? {} : { channel: channelOf(guildId, channelId) };
      await handlers.removed({ space: spaceKey(server), ...channel });
    }),

    mended: calmly("mended", async (client, guildId, channelId) => {
      if (guildId === undefined) return;
      const within = client.channels.cache.filter((one) => one.isThread() && one.parentId === channelId);
      await mended(guildId, channelId === undefined ? [] : [channelId, ...within.keys()]);
    }),
  };
}

/** Common messages and answers: https://docs.discord.com/developers/resources/message#message-object-message-types */
const SPOKEN = [0, 19];

/** What was said to me: in a server what names me, in direct messages everything; bots are not listened to. */
function heard({ author, content, guild_id: guildId, type }: Said, me: string): string | undefined {
  if (author.bot || !SPOKEN.includes(type)) return undefined;
  const text = spokenTo(content, me);
  return guildId === undefined ? (text ?? content) : text;
}

/** Who speaks to me. Discord sends no permissions with a message, so they are reckoned from the roles. */
function speaker(client: Client, message: Said): Invocation {
  const { author, channel_id: channelId, guild_id: guildId, id, member } = message;
  const rights =
    guildId === undefined ? undefined : rightsOf(client, channelId, author.id, member?.roles ?? []);
  const name = member?.nick ?? author.global_name ?? author.username;
  return {
    id,
    channel: channelOf(guildId, channelId),
    person: { id: author.id, name: plain(name, 80) || "somebody" },
    ...mayOf(rights),
    options: {},
  };
}

/** Where a server is greeted: where it greets its own people, else the first channel that lets me write. */
function firstChannel(guild: Guild): string | undefined {
  const { me } = guild.members;
  const texts = [...guild.channels.cache.values()]
    .filter(({ type }) => type === 0 || type === 5)
    .toSorted((a, b) => ("rawPosition" in a ? a.rawPosition : 0) - ("rawPosition" in b ? b.rawPosition : 0));
  const order = [guild.systemChannel, ...texts];
  const fit = order.find((one) => {
    const rights = one && me ? one.permissionsFor(me)?.bitfield : undefined;
    return one && rights !== undefined && !lackOf(rights, kindOf(one.type), one.name)?.blocks;
  });
  return fit?.id;
}
