// What is known of channels, from the caches that the Guilds intent keeps fresh, else from one request.
import type { APIChannel, Client } from "discord.js";
import type { Channel } from "../../watches/channel.ts";
import { type Kind, kindOf, type Overwrite, reckoned } from "./permissions.ts";

/** A channel as far as posting goes. */
export interface Place {
  /** The channel's own id; for a person written `@U` that of the direct messages with them. */
  readonly id: string;
  /** How people call it: "#news". */
  readonly name: string;
  readonly kind: Kind;
  /** What the bot may do there; undefined where that is not known. */
  readonly permissions?: bigint;
}

/** Finds out where a channel is. Throws what the API throws. */
export interface Places {
  /** Without a request, unless a person must be found first. */
  at(client: Client, channel: Channel): Promise<Place>;
  /** With a request where the caches know nothing. */
  seen(client: Client, channel: Channel): Promise<Place>;
  /** Our posts of a forum in which something was said at or after an id. */
  posts(client: Client, forum: string, since: string): readonly string[];
}

/** Returns what a person may do in a channel, reckoned from what the caches know of its server; nothing where they know nothing. */
export function rightsOf(client: Client, channelId: string, id: string, roles: readonly string[]): bigint {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased()) return 0n;
  const { guild } = channel;
  const bearer = channel.isThread() ? channel.parent : channel;
  const overwrites = new Map<string, Overwrite>();
  for (const [who, { allow, deny }] of bearer?.permissionOverwrites.cache ?? []) {
    overwrites.set(who, { allow: allow.bitfield, deny: deny.bitfield });
  }
  const known = new Map(guild.roles.cache.map((role) => [role.id, role.permissions.bitfield]));
  return reckoned({ id, roles, server: { id: guild.id, owner: guild.ownerId, roles: known }, overwrites });
}

/** Makes the finder of channels. */
export function makePlaces(): Places {
  const direct = new Map<string, string>();

  async function idOf(client: Client, { id }: Channel): Promise<string> {
    if (!id.startsWith("@")) return id;
    const known = direct.get(id);
    if (known !== undefined) return known;
    const body = { recipient_id: id.slice(1) };
    const opened = (await client.rest.post("/users/@me/channels", { body })) as APIChannel;
    direct.set(id, opened.id);
    return opened.id;
  }

  async function at(client: Client, channel: Channel): Promise<Place> {
    const id = await idOf(client, channel);
    const known = client.channels.cache.get(id);
    if (!known || known.isDMBased()) {
      const kind = channel.space === "@me" || known?.isDMBased() ? "direct" : "text";
      return { id, name: kind === "direct" ? "direct messages" : "this channel", kind };
    }
    const me = known.guild.members.me;
    const permissions = me ? known.permissionsFor(me)?.bitfield : undefined;
    const place = { id, name: `#${known.name}`, kind: kindOf(known.type) };
    return permissions === undefined ? place : { ...place, permissions };
  }

  return {
    at,
    async seen(client, channel) {
      const place = await at(client, channel);
      if (place.permissions !== undefined || place.kind === "direct") return place;
      const found = (await client.rest.get(`/channels/${place.id}`)) as APIChannel;
      return { ...place, kind: kindOf(found.type), name: found.name ? `#${found.name}` : place.name };
    },
    posts(client, forum, since) {
      const made = client.channels.cache.filter(
        (one) =>
          one.isThread() &&
          one.parentId === forum &&
          one.ownerId === client.user?.id &&
          [one.id, one.lastMessageId ?? "0"].some((id) => BigInt(id) >= BigInt(since)),
      );
      return [...made.keys()];
    },
  };
}
