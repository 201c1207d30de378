import { randomUUID } from "node:crypto";
import { setTimeout as later } from "node:timers";
import { ANSWER_MS, type Interaction, type Ledger, type OpenModal } from "./callbacks.ts";
import { type Gateway, INTENT } from "./gateway.ts";
import { autocompleteData, commandData, modalData, pressData } from "./gestures.ts";
import { MANAGER } from "./permissions.ts";
import type { Body, Channel, Message } from "./types.ts";
import { type World, wireChannel, wireMessage, wireUser } from "./world.ts";

/** Who does something and where; by default a manager in the first channel. */
export interface Who {
  /** The id of a channel. */
  readonly channel?: string;
  /** The id of a person. */
  readonly user?: string;
  /** What that person may do there, as Discord's number in a string. */
  readonly permissions?: string;
  /** What the bot may do there; by default what the channel says. */
  readonly appPermissions?: string;
  readonly locale?: string;
  /** For a select menu: what was chosen. */
  readonly values?: readonly string[];
}

export type Values = Readonly<Record<string, string | number | boolean>>;

/** What became of an interaction. It resolves with the first answer, or when the time for it is over. */
export interface Delivered {
  readonly id: string;
  /** True if the first answer came within 3 s. */
  readonly acked: boolean;
  /** How long it took, in milliseconds. */
  readonly ackMs: number;
  readonly callback?: { readonly type: number; readonly data: Body };
  /** The answer as it now stands; undefined if there is none or it was deleted. */
  original(): Message | undefined;
  followups(): readonly Message[];
  /** Waits until the answer says something: it is filled in after "is thinking". */
  answer(): Promise<Message>;
}

type Until = (holds: () => boolean) => Promise<void>;

/** The person who acts by default. */
export const ADA = "500000000000000001";

/** Makes what people do: commands, autocomplete, buttons, forms and plain messages. */
export function makePeople(world: World, gateway: Gateway, ledger: Ledger) {
  const { until, place, send } = makeSender(world, gateway, ledger);

  function openModal(customId: string, user: string): OpenModal {
    const at = ledger.modals.findLastIndex(
      ({ data, from }) => data["custom_id"] === customId && from.user === user,
    );
    const [open] = at < 0 ? [] : ledger.modals.splice(at, 1);
    if (!open) throw new Error(`no form ${customId} stands open before this person`);
    return open;
  }

  const speak = (who: Who, text: string) => say(world, gateway, place(who), text, who.user ?? ADA);

  return {
    until,
    /** Uses a slash command: the path with or without the root, and the options as a person fills them in. */
    command: async (path: readonly string[], options: Values = {}, who: Who = {}): Promise<Delivered> =>
      send("command", commandData(world, path, options, { ...who, channel: place(who).id }), who),
    /** Types into an option that completes; returns what Discord would list. */
    async autocomplete(
      path: readonly string[],
      focused: string,
      value: string,
      options: Values = {},
      who: Who = {},
    ): Promise<readonly { readonly name: string; readonly value: string | number }[]> {
      const data = autocompleteData(world, path, { ...options, [focused]: value }, focused, {
        ...who,
        channel: place(who).id,
      });
      const { callback } = await send("autocomplete", data, who);
      return (callback?.data["choices"] ?? []) as { name: string; value: string | number }[];
    },
    /** Presses a button, or chooses in a select menu, under a message. */
    async press(
      message: string | { readonly id: string },
      customId: string,
      who: Who = {},
    ): Promise<Delivered> {
      const id = typeof message === "string" ? message : message.id;
      const source = world.message(id);
      if (!source || source.deleted !== undefined) throw new Error(`there is no message ${id}`);
      const data = pressData(source, customId, who.values);
      return send("component", data, { ...who, channel: source.channelId }, source);
    },
    /** Sends off the form that stands open before this person. */
    async modal(
      customId: string,
      values: Readonly<Record<string, string | readonly string[]>>,
      who: Who = {},
    ): Promise<Delivered> {
      const { data, from } = openModal(customId, who.user ?? ADA);
      const kind = from.source ? "modal on a message" : "modal";
      return send(kind, modalData(world, data, values), { ...who, channel: from.channel.id }, from.source);
    },
    /** Says something to the bot: with its mention in a channel, without in a private conversation. */
    mention: (text: string, who: Who = {}): Message =>
      speak(who, place(who).guildId ? `<@${world.bot.id}> ${text}` : text),
    /** Says something that is not for the bot, which therefore sees the message without its text. */
    say: (text: string, who: Who = {}): Message => speak(who, text),
  };
}

/** Makes the way of an interaction to the bot and of its first answer back. */
function makeSender(world: World, gateway: Gateway, ledger: Ledger) {
  /** Waits until something holds, looking again at every change. */
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => world.changes.once("change", resolve));
  }

  function place(who: Who): Channel {
    const first = [...world.channels.values()].find(({ type }) => type === "text");
    const channel = who.channel === undefined ? first : world.channels.get(who.channel);
    if (!channel) throw new Error(`there is no channel ${who.channel ?? ""}`);
    return channel;
  }

  async function send(
    kind: Interaction["kind"],
    made: { readonly type: number; readonly data: Body },
    who: Who,
    source?: Message,
  ): Promise<Delivered> {
    const channel = place(who);
    const id = world.newId();
    const interaction: Interaction = {
      id,
      token: `double-${randomUUID()}`,
      kind,
      channel,
      user: who.user ?? ADA,
      madeAt: world.now(),
      ...(source ? { source } : {}),
      followups: [],
    };
    ledger.interactions.set(interaction.token, interaction);
    const event = { ...wireInteraction(world, interaction, who), ...made };
    const sent = gateway.dispatch(
      "INTERACTION_CREATE",
      source ? { ...event, message: wireMessage(world, source) } : event,
    );
    if (sent) await firstAnswer(interaction);
    return delivered(world, interaction, until);
  }

  async function firstAnswer(interaction: Interaction): Promise<void> {
    let isOver = false;
    const timer = later(() => {
      isOver = true;
      world.changes.emit("change");
    }, ANSWER_MS);
    await until(() => isOver || interaction.callback !== undefined || interaction.lateMs !== undefined);
    clearTimeout(timer);
  }

  return { until, place, send };
}

function delivered(world: World, interaction: Interaction, until: Until): Delivered {
  const { callback } = interaction;
  const standing = () => (interaction.original?.deleted === undefined ? interaction.original : undefined);
  return {
    id: interaction.id,
    acked: callback !== undefined,
    ackMs: callback?.ms ?? interaction.lateMs ?? world.now() - interaction.madeAt,
    ...(callback ? { callback: { type: callback.type, data: callback.data } } : {}),
    original: standing,
    followups: () => interaction.followups,
    async answer() {
      if (callback === undefined || callback.type >= 8) throw new Error("no message answers this");
      await until(() => standing()?.loading === false);
      return standing() as Message;
    },
  };
}

function say(world: World, gateway: Gateway, channel: Channel, content: string, user: string): Message {
  const message: Message = {
    id: world.newId(),
    channelId: channel.id,
    content,
    embeds: [],
    components: [],
    flags: 0,
    author: world.user(user),
    ephemeral: false,
    loading: false,
    vanished: 0,
  };
  world.messages.push(message);
  const isForBot = content.includes(`<@${world.bot.id}>`);
  const isSeen = isForBot || channel.guildId === undefined;
  const intent = channel.guildId === undefined ? INTENT.directMessages : INTENT.guildMessages;
  const event = {
    ...wireMessage(world, message),
    content: isSeen ? content : "",
    mentions: isForBot ? [{ ...wireUser(world.bot), member: wireMember(undefined) }] : [],
    ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId, member: wireMember(undefined) }),
  };
  gateway.dispatch("MESSAGE_CREATE", event, intent);
  return message;
}

function wireMember(permissions: string | undefined): Body {
  const joined = "2024-01-01T00:00:00.000Z";
  const member = {
    nick: null,
    avatar: null,
    roles: [],
    joined_at: joined,
    deaf: false,
    mute: false,
    flags: 0,
  };
  return permissions === undefined ? member : { ...member, permissions };
}

function wireInteraction(world: World, interaction: Interaction, who: Who): Body {
  const { id, token, channel, user } = interaction;
  const person = wireUser(world.user(user));
  const member = { user: person, ...wireMember(who.permissions ?? MANAGER) };
  const inGuild = channel.guildId !== undefined;
  return {
    id,
    token,
    application_id: world.bot.id,
    version: 1,
    channel_id: channel.id,
    channel: wireChannel(world, channel),
    app_permissions: who.appPermissions ?? channel.permissions.toString(),
    locale: who.locale ?? "en-US",
    entitlements: [],
    authorizing_integration_owners: { 0: channel.guildId ?? "0" },
    context: inGuild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...(inGuild
      ? { guild_id: channel.guildId, guild: { id: channel.guildId, features: [], locale: "en-US" }, member }
      : { user: person }),
  };
}
