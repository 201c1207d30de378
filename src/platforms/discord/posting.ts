// Posts, edits and finds messages. Retries belong to the outbox: each call is one attempt, whose end is classified.
import type { APIMessage, Client, RESTPostAPIGuildForumThreadsJSONBody } from "discord.js";
import type { Card, Clock } from "../../commands/command.ts";
import type { Keyed } from "../../store/store.ts";
import type { Channel, MessageRef } from "../../watches/channel.ts";
import type { Platform, PostResult } from "../platform.ts";
import type { Connection } from "./connection.ts";
import { faultOf, isTokenRefused, outcome, type Tried } from "./faults.ts";
import { findMessage, mayRead } from "./finding.ts";
import type { Kept } from "./ids.ts";
import { NONCE, THREAD_NAME } from "./limits.ts";
import type { DiscordLog } from "./needs.ts";
import { holds, lackOf } from "./permissions.ts";
import type { Place, Places } from "./places.ts";
import { DIRECT } from "./reading.ts";
import { type Message, type Rendered, renderCard, threadName } from "./render.ts";
import { isId } from "./snowflake.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** How long the args of a button are kept, in ms. */
const KEEP_MS = 365 * 24 * 60 * MINUTE_MS;
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SILENT = 1 << 12;
const ARCHIVED = 50083;
/** Stands for the id of a message that was posted and deleted before its id was known. */
const DELETED = "deleted";

export type Posting = Required<Pick<Platform, "post" | "edit" | "find" | "tell" | "describe">> & {
  /** Renders a card and keeps what its buttons need. */
  ready(card: Card, key?: string): Promise<Message>;
};

interface Parts {
  readonly connection: Connection;
  readonly places: Places;
  readonly stored: Keyed;
  readonly clock: Clock;
  readonly log: DiscordLog;
}

interface Target {
  readonly client: Client;
  readonly place: Place;
  readonly channel: Channel;
  readonly signal: AbortSignal;
}

/** Makes what the outbox needs of Discord. */
export function makePosting(parts: Parts): Posting {
  const { connection, places, stored, clock, log } = parts;

  async function ready(card: Card, key?: string): Promise<Message> {
    const { message, keep }: Rendered = renderCard(card, {
      now: clock.now(),
      ...(key !== undefined && { key }),
    });
    await Promise.all(keep.map(([id, kept]: readonly [string, Kept]) => stored.set(id, kept, KEEP_MS)));
    return message;
  }

  /** Runs one attempt, and says what its error means. */
  async function attempt(
    channel: Channel,
    signal: AbortSignal,
    tried: Omit<Tried, "name">,
    run: (target: Target) => Promise<PostResult>,
  ): Promise<PostResult> {
    const client = connection.client();
    if (!client) return absent();
    let name = "this channel";
    try {
      const place = await places.at(client, channel);
      name = place.name;
      return await run({ client, place, channel, signal });
    } catch (error) {
      if (isTokenRefused(error)) connection.refuse("Discord refuses the token. Set a new DISCORD_TOKEN.");
      const result = outcome(error, { ...tried, name });
      if (result.kind === "invalid") log.warn("discord.invalid", { detail: result.detail });
      return result;
    }
  }

  /** Without a client nothing was sent. A refused token never gets better by itself. */
  function absent(): PostResult {
    const { detail } = connection.health();
    if (connection.isRefused()) return { kind: "unauthorised", scope: "platform", detail };
    return { kind: "later", afterMs: 5 * SECOND_MS };
  }

  return {
    ready,
    async post(channel, card, { key, signal, replyTo, silent }) {
      const nonce = key.slice(0, NONCE);
      const deleted = { channel, id: DELETED };
      return await attempt(
        channel,
        signal,
        { what: "post", deleted, within: replyTo?.thread !== undefined },
        async (target) => {
          const { place } = target;
          const lack =
            place.permissions === undefined ? undefined : lackOf(place.permissions, place.kind, place.name);
          // Discord would take the message and drop its embed without a word.
          if (lack?.blocks && !holds(place.permissions ?? 0n, "embedLinks")) {
            return { kind: "forbidden", scope: "channel", detail: lack.why, fix: lack.fix };
          }
          const message = { ...(await ready(card, key)), ...(silent && { flags: SILENT }) };
          const thread = replyTo?.thread;
          if (place.kind === "forum" && thread === undefined) {
            return await open(target, { name: threadName(card, THREAD_NAME), message });
          }
          const body = { ...message, ...reference(replyTo, place), nonce, enforce_nonce: true };
          return sent(target, await create(target, thread ?? place.id, body), thread);
        },
      );
    },

    async edit(message, card, signal) {
      const { channel, thread, id } = message;
      if (!isId(id)) return { kind: "gone", scope: "message", detail: "the message was deleted" };
      return await attempt(
        channel,
        signal,
        { what: "edit", within: thread !== undefined },
        async ({ client, place }) => {
          const body = await ready(card);
          const at = thread ?? place.id;
          await reopening(client, at, signal, () =>
            client.rest.patch(`/channels/${at}/messages/${id}`, { body, signal }),
          );
          return { kind: "sent", message };
        },
      );
    },

    find: (...asked) => findMessage(parts, ...asked),

    async tell(person, card) {
      const channel = { platform: "discord", space: DIRECT, id: `@${person.id}` };
      return await attempt(channel, connection.signal, { what: "tell" }, async (target) =>
        sent(target, await create(target, target.place.id, await ready(card))),
      );
    },

    async describe(channel) {
      const client = connection.client();
      if (!client) return { name: "this channel", canPost: true, why: connection.health().detail };
      try {
        const { name, kind, permissions } = await places.seen(client, channel);
        const lack = permissions === undefined ? undefined : lackOf(permissions, kind, name);
        return lack ? { name, canPost: !lack.blocks, why: lack.why, fix: lack.fix } : { name, canPost: true };
      } catch (error) {
        const result = outcome(error, { what: "post", name: "this channel" });
        if (!("scope" in result)) return { name: "this channel", canPost: true, why: faultOf(error).message };
        const { detail: why, fix } = result;
        return { name: "this channel", canPost: false, why, ...(fix !== undefined && { fix }) };
      }
    },
  };
}

/** Answers need Read Message History; without it the message stands alone rather than not at all. */
function reference(replyTo: MessageRef | undefined, place: Place) {
  if (!replyTo || !isId(replyTo.id) || !mayRead(place)) return {};
  return { message_reference: { message_id: replyTo.id, fail_if_not_exists: false } };
}

async function create({ client, signal }: Target, at: string, body: object): Promise<APIMessage> {
  return (await reopening(client, at, signal, () =>
    client.rest.post(`/channels/${at}/messages`, { body, signal }),
  )) as APIMessage;
}

/** Opens a forum post. No nonce guards this, so whoever repeats it must have looked. */
async function open(
  target: Target,
  body: RESTPostAPIGuildForumThreadsJSONBody | { name: string; message: object },
): Promise<PostResult> {
  const { client, place, signal } = target;
  const thread = (await client.rest.post(`/channels/${place.id}/threads`, { body, signal })) as {
    id: string;
  };
  return sent(target, { id: thread.id }, thread.id);
}

/** Does something in a channel, and once more where that is a thread which was archived and can be opened again. */
async function reopening<T>(
  client: Client,
  at: string,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (faultOf(error).code !== ARCHIVED) throw error;
    const isOpen = await client.rest.patch(`/channels/${at}`, { body: { archived: false }, signal }).then(
      () => true,
      () => false,
    );
    if (!isOpen) throw error;
    return await run();
  }
}

function sent({ channel, place }: Target, { id }: { readonly id: string }, thread?: string): PostResult {
  const url = `https://discord.com/channels/${channel.space}/${thread ?? place.id}/${id}`;
  return { kind: "sent", message: { channel, id, url, ...(thread !== undefined && { thread }) } };
}
