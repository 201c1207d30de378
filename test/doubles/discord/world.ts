import { EventEmitter } from "node:events";
import { NEEDED, overwrite } from "./permissions.ts";
import type { Body, Channel, ChannelSpec, Guild, GuildSpec, Message } from "./types.ts";

/** Discord's first moment, https://discord.com/developers/docs/reference#snowflakes */
const EPOCH = 1_420_070_400_000;

/** Numbers of channel types, https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
export const CHANNEL_TYPES = { text: 0, dm: 1, announcement: 5, thread: 11, forum: 15 } as const;

export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;

/** Returns the smallest id of a moment in milliseconds since 1970. */
export function idAt(ms: number): bigint {
  return BigInt(Math.floor(ms) - EPOCH) << 22n;
}

export type World = ReturnType<typeof makeWorld>;

/** Makes the state of the double: servers, channels, messages and who the bot is. No network. */
export function makeWorld(options: { readonly now: () => number; readonly guilds: readonly GuildSpec[] }) {
  const { now } = options;
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const messages: Message[] = [];
  const users = new Map<string, string>();
  const commands = new Map<string, Body[]>();
  const changes = new EventEmitter().setMaxListeners(0);
  let last = 0n;

  /** Time-real and rising: discord.js judges ages by them. */
  function newId(): string {
    const next = idAt(now());
    last = next > last ? next : last + 1n;
    return last.toString();
  }

  const bot = { id: "400000000000000001", username: "Newshound", bot: true };

  function addChannel(spec: ChannelSpec, guildId: string | undefined, recipient?: string): Channel {
    checkId(spec.id);
    const parent = channels.get(spec.parent ?? "");
    const { permissions = parent?.permissions ?? NEEDED, ...rest } = spec;
    const channel: Channel = {
      ...rest,
      ...(recipient === undefined ? {} : { recipient }),
      guildId: spec.type === "dm" ? undefined : guildId,
      permissions: BigInt(permissions),
      deleted: false,
      archived: false,
      locked: false,
      closed: false,
    };
    channels.set(spec.id, channel);
    return channel;
  }

  function addGuild(spec: GuildSpec): Guild {
    checkId(spec.id);
    const guild: Guild = { id: spec.id, name: spec.name, state: "here" };
    guilds.set(spec.id, guild);
    for (const channel of spec.channels) addChannel(channel, spec.id);
    return guild;
  }

  for (const guild of options.guilds) addGuild(guild);

  return {
    now,
    bot,
    guilds,
    channels,
    /** All messages, also deleted and ephemeral ones, oldest first. */
    messages,
    users,
    /** Registered commands by scope: "global" or a server's id. */
    commands,
    changes,
    newId,
    addGuild,
    addChannel,
    /** Returns the private conversation with a person, made when first asked for. */
    dmWith(userId: string): Channel {
      const known = [...channels.values()].find(({ recipient }) => recipient === userId);
      return known ?? addChannel({ id: newId(), name: "", type: "dm" }, undefined, userId);
    },
    message: (id: string) => messages.find((message) => message.id === id),
    user: (id: string) => ({ id, username: users.get(id) ?? `reader-${id.slice(-4)}`, bot: false }),
  };
}

function checkId(id: string): void {
  if (!/^\d{17,19}$/.test(id)) throw new Error(`${id} is no Discord id: it needs 17 to 19 digits`);
}

/** Returns a person as Discord writes one. */
export function wireUser(user: { readonly id: string; readonly username: string; readonly bot: boolean }) {
  return { ...user, discriminator: "0", avatar: null, global_name: user.bot ? null : user.username };
}

/** Returns a channel as Discord writes it. */
export function wireChannel(world: World, channel: Channel): Body {
  const base = { id: channel.id, type: CHANNEL_TYPES[channel.type] };
  if (channel.guildId === undefined) {
    const people = channel.recipient === undefined ? [] : [wireUser(world.user(channel.recipient))];
    return { ...base, recipients: people, last_message_id: null };
  }
  const common = { ...base, guild_id: channel.guildId, name: channel.name, position: 0, flags: 0 };
  if (channel.type === "thread") return { ...common, ...threadFields(world, channel) };
  return {
    ...common,
    parent_id: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: [overwrite(channel, world.bot.id)],
    ...(channel.type === "forum"
      ? {
          flags: channel.tagRequired ? 1 << 4 : 0,
          available_tags: (channel.tags ?? []).map((tag) => ({ ...tag, moderated: false, emoji_id: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : { topic: null, last_message_id: null }),
  };
}

function threadFields(world: World, channel: Channel): Body {
  return {
    parent_id: channel.parent ?? null,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: channel.archived,
      locked: channel.locked,
      auto_archive_duration: 4320,
      archive_timestamp: new Date(world.now()).toISOString(),
    },
  };
}

/** Returns a message as Discord writes it. A list of messages never bears the nonce; the answer to a create does. */
export function wireMessage(
  world: World,
  message: Message,
  options: { readonly nonce?: boolean } = {},
): Body {
  const moment = new Date(Number((BigInt(message.id) >> 22n) + BigInt(EPOCH)));
  const channel = world.channels.get(message.channelId);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: wireUser(message.author),
    content: message.content ?? "",
    timestamp: moment.toISOString(),
    edited_timestamp: message.edited === undefined ? null : new Date(message.edited).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: message.embeds.map((embed) => ({ type: "rich", ...embed })),
    components: message.components,
    pinned: false,
    type: message.reference === undefined ? (message.interaction ? 20 : 0) : 19,
    flags: message.flags | (message.ephemeral ? EPHEMERAL : 0) | (message.loading ? LOADING : 0),
    ...(message.interaction === undefined ? {} : { application_id: world.bot.id, webhook_id: world.bot.id }),
    ...(options.nonce && message.nonce !== undefined ? { nonce: message.nonce } : {}),
    ...(message.reference === undefined
      ? {}
      : {
          message_reference: {
            type: 0,
            message_id: message.reference,
            channel_id: message.channelId,
            ...(channel?.guildId === undefined ? {} : { guild_id: channel.guildId }),
          },
        }),
  };
}

/** Returns a server as GUILD_CREATE bears it, without what discord.js can live without. */
export function wireGuild(world: World, guild: Guild): Body {
  const here = [...world.channels.values()].filter((one) => one.guildId === guild.id && !one.deleted);
  const everyone = {
    id: guild.id,
    name: "@everyone",
    permissions: "0",
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  };
  const joined = new Date(EPOCH + 1).toISOString();
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: "500000000000000001",
    unavailable: false,
    large: false,
    member_count: 2,
    joined_at: joined,
    features: [],
    preferred_locale: "en-US",
    system_channel_id: null,
    roles: [everyone],
    channels: here.filter(({ type }) => type !== "thread").map((one) => wireChannel(world, one)),
    threads: here.filter(({ type }) => type === "thread").map((one) => wireChannel(world, one)),
    members: [
      { user: wireUser(world.bot), roles: [], joined_at: joined, deaf: false, mute: false, flags: 0 },
    ],
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
