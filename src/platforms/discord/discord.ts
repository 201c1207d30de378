import type {
  APIInteraction,
  APIThreadChannel,
  Client,
  GatewayMessageCreateDispatchData,
  Guild,
} from "discord.js";
import type { Clock, Command } from "../../commands/command.ts";
import type { Keyed } from "../../store/store.ts";
import type { Handlers, Platform } from "../platform.ts";
import { makeAnswering } from "./answering.ts";
import { commandsHash, commandsJson } from "./commands.ts";
import { makeConnection } from "./connection.ts";
import { faultOf, isTokenRefused } from "./faults.ts";
import { type Life, makeLife } from "./life.ts";
import { BUTTONS_IN_ROW } from "./limits.ts";
import type { DiscordLog } from "./needs.ts";
import { makePlaces } from "./places.ts";
import { makePosting } from "./posting.ts";

/** Discord's own limit lets five messages through in five seconds; the outbox hears of it and waits. In ms. */
const PACE_MS = 50;
/** How long it takes until commands that could not be registered are tried again, in ms. */
const REGISTER_MS = 60_000;
/** How long a stop waits for answers that are under way, in ms. */
const FINISH_MS = 2000;

export interface DiscordOptions {
  readonly token: string;
  /** Where Discord's API is, such as `http://127.0.0.1:8080/api`; the real one by default. */
  readonly apiUrl?: string;
  readonly clock: Clock;
  readonly log: DiscordLog;
  /** Remembers which commands were registered. */
  readonly memory: Keyed;
  /** Keeps what does not fit the id of a button. */
  readonly stored: Keyed;
}

/** Makes Discord a platform: servers are spaces, `discord:<server>/<channel>`; direct messages are `discord:@me/<channel>`. */
export function makeDiscord(options: DiscordOptions): Platform {
  const { clock, log, memory } = options;
  const underway = new Set<Promise<void>>();
  const leaving = new AbortController();
  let answering: ReturnType<typeof makeAnswering> | undefined;
  let life: Life | undefined;
  let table: readonly Command[] = [];
  let ended: Promise<void> | undefined;

  function follow(work: Promise<void> | undefined): void {
    if (!work) return;
    underway.add(work);
    void work.finally(() => underway.delete(work));
  }

  const connection = makeConnection({
    ...options,
    wire(client, isCurrent) {
      const { ws } = client;
      const raw = (event: string, hear: (data: never) => void) =>
        ws.on(event as never, (data: unknown) => {
          if (isCurrent()) hear(data as never);
        });
      // As they come over the wire: an answer must not wait until all servers are known.
      raw("INTERACTION_CREATE", (data: APIInteraction) => follow(answering?.(client, data)));
      raw("GUILD_DELETE", (data: { id: string; unavailable?: boolean }) => {
        if (!data.unavailable) follow(life?.went(data.id));
      });
      for (const event of ["CHANNEL_DELETE", "THREAD_DELETE"]) {
        raw(event, (data: { id: string; guild_id?: string }) => follow(life?.went(data.guild_id, data.id)));
      }
      raw("MESSAGE_CREATE", (data: GatewayMessageCreateDispatchData) => follow(life?.said(client, data)));
      client.on("guildCreate", (guild: Guild) => {
        if (isCurrent()) follow(life?.came(client, guild));
      });
      whenMended(client, (guildId, channelId) => {
        if (isCurrent()) follow(life?.mended(client, guildId, channelId));
      });
    },
    ready: (client) => follow(register(client)),
  });
  const posting = makePosting({ ...options, connection, places: makePlaces() });

  /** Registers the commands where they are not the ones that Discord has; tries again until it succeeds. */
  async function register(client: Client): Promise<void> {
    const json = commandsJson(table);
    const id = client.application?.id ?? "";
    const hash = commandsHash(json);
    while (connection.client() === client && !leaving.signal.aborted) {
      try {
        if ((await memory.get(`commands ${id}`)) === hash) return;
        await client.rest.put(`/applications/${id}/commands`, { body: json });
        await memory.set(`commands ${id}`, hash);
        return log.info("discord.commands", { registered: table.length });
      } catch (error) {
        if (isTokenRefused(error))
          return connection.refuse("Discord refuses the token. Set a new DISCORD_TOKEN.");
        log.warn("discord.commands", { error: faultOf(error).message });
      }
      await clock.sleep(REGISTER_MS, leaving.signal).catch(() => {});
    }
  }

  async function end(): Promise<void> {
    leaving.abort();
    const enough = new AbortController();
    const wait = clock.sleep(FINISH_MS, enough.signal).catch(() => {});
    await Promise.race([Promise.all(underway), wait]);
    enough.abort();
    await connection.stop();
  }

  return {
    name: "discord",
    can: { paceMs: PACE_MS, edit: true, thread: true, find: true, buttons: BUTTONS_IN_ROW },
    async start(commands: readonly Command[], handlers: Handlers) {
      table = commands;
      answering = makeAnswering({ ...options, commands, handlers, posting });
      life = makeLife({ handlers, posting, log });
      await connection.start();
    },
    /** Whoever stops again waits for the same end. */
    stop() {
      ended ??= end();
      return ended;
    },
    health: connection.health,
    post: posting.post,
    edit: posting.edit,
    find: posting.find,
    tell: posting.tell,
    describe: posting.describe,
  };
}

/** Hears of what may let me post again; the caches know of it by then. */
function whenMended(client: Client, hear: (guildId: string, channelId?: string) => void): void {
  client.on("channelUpdate", (_, channel) => {
    if (!channel.isDMBased()) hear(channel.guildId, channel.id);
  });
  // A thread that was archived is not in the caches, so of it only the wire tells.
  client.ws.on(
    "THREAD_UPDATE" as never,
    ({ id, guild_id: guildId, thread_metadata: state }: APIThreadChannel) => {
      if (guildId !== undefined && state?.archived === false) queueMicrotask(() => hear(guildId, id));
    },
  );
  client.on("roleUpdate", (before, role) => {
    const isMine = role.guild.members.me?.roles.cache.has(role.id) === true;
    if (isMine && before.permissions.bitfield !== role.permissions.bitfield) hear(role.guild.id);
  });
  client.on("guildMemberUpdate", (_, member) => {
    if (member.id === client.user?.id) hear(member.guild.id);
  });
}
