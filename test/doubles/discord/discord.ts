import type { BucketSize } from "./buckets.ts";
import { callbackRoutes, type Ledger } from "./callbacks.ts";
import { commandRoutes } from "./commands.ts";
import { makeFaults } from "./faults.ts";
import { type Gateway, makeGateway } from "./gateway.ts";
import { makeEcho, makeHappenings } from "./happenings.ts";
import { type LiveMention, liveMentions } from "./mentions.ts";
import { messageRoutes } from "./messages.ts";
import { makePeople } from "./people.ts";
import { makeRest } from "./rest.ts";
import { threadRoutes } from "./threads.ts";
import type { Body, GuildSpec, Message, Route } from "./types.ts";
import { makeWorld, type World } from "./world.ts";

export { ADA, type Delivered, type Who } from "./people.ts";
export { without } from "./permissions.ts";
export type { ChannelSpec, GuildSpec, Message } from "./types.ts";

export type DiscordDouble = Awaited<ReturnType<typeof makeDiscordDouble>>;

export interface DiscordOptions {
  /** The clock of ids, of the nonce window and of the 3 seconds, in milliseconds since 1970. Real time by default. */
  readonly now?: () => number;
  readonly guilds?: readonly GuildSpec[];
  /** True: 5 messages in 5 s per channel, in real time. No limit by default. */
  readonly buckets?: boolean | BucketSize;
  /** How long a nonce is remembered, in milliseconds; 5 minutes by default ("the past few minutes"). */
  readonly nonceWindowMs?: number;
}

/** The server that stands where a test names none. */
export const NEWSROOM = {
  id: "100000000000000001",
  name: "Newsroom",
  channels: [
    { id: "200000000000000001", name: "ai-news", type: "text" },
    { id: "200000000000000002", name: "space-news", type: "text" },
    { id: "200000000000000003", name: "releases", type: "announcement" },
    { id: "200000000000000004", name: "stories", type: "forum" },
    { id: "200000000000000005", name: "sora", type: "thread", parent: "200000000000000001" },
    { id: "200000000000000006", name: "", type: "dm" },
  ],
} as const satisfies GuildSpec;

const TOKEN = "discord-double-token";

/** Starts Discord as the bot sees it: a real HTTP and WebSocket server on a free loopback port. */
export async function makeDiscordDouble(options: DiscordOptions = {}) {
  const world = makeWorld({ now: options.now ?? Date.now, guilds: options.guilds ?? [NEWSROOM] });
  const faults = makeFaults();
  const ledger: Ledger = { interactions: new Map(), modals: [] };
  const token = makeToken();
  const url = (): string => `ws://127.0.0.1:${rest.port()}`;
  const gateway = makeGateway(world, { isToken: token.is, url });
  const echo = makeEcho(world, gateway);
  const commands = commandRoutes(world);
  const rules = { world, ...echo, nonceWindowMs: options.nonceWindowMs ?? 300_000 };
  const rest = makeRest({
    routes: [
      ...gatewayRoutes(url),
      ...commands.routes,
      ...messageRoutes(rules),
      ...threadRoutes(rules),
      ...callbackRoutes(rules, ledger),
    ],
    faults,
    buckets: options.buckets === true ? { limit: 5, perMs: 5000 } : options.buckets || undefined,
    isAuthorised: (header) => header?.startsWith("Bot ") === true && token.is(header.slice(4)),
    onCall: () => world.changes.emit("change"),
  });
  gateway.attach(rest.server);
  const switches = makeSwitches(gateway, rest, token);
  await rest.up();
  const { calls, unknownRoutes, violations } = rest;
  return {
    apiUrl: `http://127.0.0.1:${rest.port()}/api`,
    token: TOKEN,
    botId: world.bot.id,
    calls,
    unknownRoutes,
    violations,
    ...makePeople(world, gateway, ledger),
    ...makeHappenings(world, gateway, echo),
    ...records(world),
    /** How often commands were registered. */
    get puts() {
      return commands.puts();
    },
    sessions: gateway.counts,
    isConnected: gateway.isConnected,
    /** Makes the next `times` (1) requests to a route such as "POST /channels/:id/messages" fail. */
    fail: faults.add,
    mend: faults.clear,
    ...switches,
    close: switches.down,
  };
}

/** What a test may look at. */
function records(world: World) {
  return {
    /** What stands, or stood, in a channel or in all, oldest first; not what one person alone sees. */
    messages: (channelId?: string): readonly Message[] =>
      world.messages.filter(
        (one) => !one.ephemeral && (channelId === undefined || one.channelId === channelId),
      ),
    /** Messages that one person alone sees. */
    whispers: (): readonly Message[] => world.messages.filter(({ ephemeral }) => ephemeral),
    /** The commands as they are registered for everybody, or for one server. */
    registered: (guildId = "global"): readonly Body[] => world.commands.get(guildId) ?? [],
    liveMentions: (): readonly LiveMention[] => liveMentions(world.messages),
  };
}

function makeToken() {
  let isGood = true;
  return {
    is: (token: unknown): boolean => isGood && token === TOKEN,
    set(good: boolean): void {
      isGood = good;
    },
  };
}

/** Faults of the connection as a whole. */
function makeSwitches(
  gateway: Gateway,
  rest: ReturnType<typeof makeRest>,
  token: ReturnType<typeof makeToken>,
) {
  return {
    /** Ends the WebSocket with a close code, or without a word. */
    drop: (code?: number): void => (code === undefined ? gateway.cut() : gateway.close(code)),
    /** Tells the last event once more. */
    again: gateway.again,
    op7: gateway.reconnect,
    op9: gateway.invalidate,
    /** From now on the token is refused; whoever is connected is thrown out. */
    invalidToken(): void {
      token.set(false);
      gateway.forget();
      gateway.close(4004);
    },
    validToken: (): void => token.set(true),
    async down(): Promise<void> {
      gateway.cut();
      await rest.down();
    },
    /** Comes back at the same address; sessions can be resumed. */
    up: rest.up,
  };
}

/** https://discord.com/developers/docs/events/gateway#get-gateway-bot */
function gatewayRoutes(url: () => string): Route[] {
  const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  const info = () => ({ url: url(), shards: 1, session_start_limit: limit });
  return [
    { pattern: "GET /gateway/bot", run: () => ({ status: 200, body: info() }) },
    { pattern: "GET /gateway", token: false, run: () => ({ status: 200, body: { url: url() } }) },
  ];
}
