import { type Gateway, INTENT } from "./gateway.ts";
import { erase } from "./messages.ts";
import { type Body, bodies, type Channel, type GuildSpec, type Message } from "./types.ts";
import { type World, wireChannel, wireGuild, wireMessage } from "./world.ts";

/** Makes what happens on the servers by people's hands, and tells the gateway of it. */
export function makeHappenings(world: World, gateway: Gateway, { tell, announce }: Echo) {
  function channel(id: string): Channel {
    const found = world.channels.get(id);
    if (!found) throw new Error(`there is no channel ${id}`);
    return found;
  }

  function server(id: string): Body {
    const found = world.guilds.get(id);
    if (!found) throw new Error(`there is no server ${id}`);
    return wireGuild(world, found);
  }

  return {
    /** Changes what the bot may do in a channel and the threads in it. */
    permit(channelId: string, rights: string): void {
      for (const one of world.channels.values())
        if (one.id === channelId || one.parent === channelId) one.permissions = BigInt(rights);
      announce("CHANNEL_UPDATE", channel(channelId));
    },
    /** Archives a thread; from a locked archive only those who manage threads bring it back. */
    archive(threadId: string, how: { readonly locked?: boolean } = {}): void {
      Object.assign(channel(threadId), { archived: true, locked: how.locked ?? false });
      announce("THREAD_UPDATE", channel(threadId));
    },
    /** Brings a thread back from the archive. */
    unarchive(threadId: string): void {
      Object.assign(channel(threadId), { archived: false, locked: false });
      announce("THREAD_UPDATE", channel(threadId));
    },
    /** Changes what a role may do; the first role of a server is that of everyone and bears the server's id. */
    roleUpdate(guildId: string, rights: string): void {
      const [everyone] = bodies(server(guildId)["roles"]);
      const role = { ...everyone, permissions: rights };
      gateway.dispatch("GUILD_ROLE_UPDATE", { guild_id: guildId, role }, INTENT.guilds);
    },
    /** The bot is given roles, or loses some. */
    memberUpdate(guildId: string, more: object = {}): void {
      const [me] = bodies(server(guildId)["members"]);
      gateway.dispatch("GUILD_MEMBER_UPDATE", { ...me, guild_id: guildId, ...more });
    },
    /** Deletes a channel with its threads. */
    channelDelete(id: string): void {
      const gone = channel(id);
      for (const one of world.channels.values()) if (one === gone || one.parent === id) one.deleted = true;
      announce(gone.type === "thread" ? "THREAD_DELETE" : "CHANNEL_DELETE", gone);
    },
    /** A person deletes a message. */
    messageDelete(id: string): void {
      const message = world.message(id);
      if (message) erase({ world, tell }, message);
    },
    /** A server is gone: in an outage on Discord's side, or because the bot was removed. */
    guildDelete(id: string, unavailable: boolean): void {
      const guild = world.guilds.get(id);
      if (guild) guild.state = unavailable ? "unavailable" : "gone";
      gateway.dispatch("GUILD_DELETE", unavailable ? { id, unavailable } : { id }, INTENT.guilds);
    },
    /** A server comes back, or invites the bot. */
    guildCreate(given: string | GuildSpec): void {
      const guild = typeof given === "string" ? world.guilds.get(given) : world.addGuild(given);
      if (!guild) throw new Error(`there is no server ${given}`);
      guild.state = "here";
      gateway.dispatch("GUILD_CREATE", wireGuild(world, guild), INTENT.guilds);
    },
    /** Returns the id of the private conversation with a person. */
    dm: (userId: string): string => world.dmWith(userId).id,
    /** A person takes no private messages from the bot any more. */
    closeDm(userId: string): void {
      world.dmWith(userId).closed = true;
    },
    nameUser: (id: string, name: string): void => void world.users.set(id, name),
  };
}

export type Echo = ReturnType<typeof makeEcho>;

/** Makes the two ways in which the gateway hears of what the routes have done. */
export function makeEcho(world: World, gateway: Gateway) {
  return {
    tell(event: string, message: Message): void {
      const guildId = world.channels.get(message.channelId)?.guildId;
      const intent = guildId === undefined ? INTENT.directMessages : INTENT.guildMessages;
      const wire = wireMessage(world, message, { nonce: true });
      gateway.dispatch(event, guildId === undefined ? wire : { ...wire, guild_id: guildId }, intent);
    },
    announce: (event: string, channel: Channel): void =>
      void gateway.dispatch(event, wireChannel(world, channel), INTENT.guilds),
  };
}
