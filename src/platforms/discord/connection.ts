// The life of the gateway's connection. discord.js mends what it can; what it cannot, begins anew here with a new client.
import type { Client, ClientOptions } from "discord.js";
import type { Clock } from "../../commands/command.ts";
import type { Health } from "../platform.ts";
import { closedForGood, configurationFault, faultOf } from "./faults.ts";
import type { DiscordLog } from "./needs.ts";

const SECOND_MS = 1000;
/** How long `start` waits for the first connection, in ms; after that it goes on in the background. */
const FIRST_MS = 15 * SECOND_MS;
/** Longest wait between attempts while Discord is out of reach, in ms. */
const UNREACHABLE_MS = 30 * SECOND_MS;
/**
 * discord.js reconnects twice a second for ever. So many times within a minute is a storm, and each may cost one of the
 * 1,000 identifies of a day (https://docs.discord.com/developers/events/gateway#identifying): then a pause of up to this, in ms.
 */
const STORM = 8;
const STORM_WINDOW_MS = 60 * SECOND_MS;
const STORM_MS = 30 * 60 * SECOND_MS;
/** How long a stop waits for the gateway to say goodbye, in ms. */
const GOODBYE_MS = 2 * SECOND_MS;
/** How long the guilds of a start may keep the rest waiting, in ms: an outage of one must not delay answers. */
const GUILDS_MS = 2 * SECOND_MS;
/** https://docs.discord.com/developers/events/gateway#list-of-intents; none of them is privileged. */
const INTENTS = ["Guilds", "GuildMessages", "DirectMessages"] as const;

type Sdk = typeof import("discord.js");
/** How an attempt to be connected ended. */
type End = "unreachable" | "storm" | "refused" | "stopped";

export interface Connection {
  /** The client while there is one that may be asked; undefined before the first and after the last. */
  client(): Client | undefined;
  health(): Health;
  /** Rejects where Discord refuses the configuration; resolves when connected, or when it is clear that this takes longer. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether Discord refuses the configuration, so that only a restart with another one helps. */
  isRefused(): boolean;
  /** Discord refused the token in a request: nothing more goes there. */
  refuse(detail: string): void;
  /** Aborts when the platform stops. */
  readonly signal: AbortSignal;
}

interface Parts {
  readonly token: string;
  readonly apiUrl?: string;
  readonly clock: Clock;
  readonly log: DiscordLog;
  /** Listens to a new client; what it hears of a client that is no longer current is for it to leave. */
  wire(client: Client, isCurrent: () => boolean): void;
  ready(client: Client): void;
}

/** Makes the connection to Discord: one client at a time, and a new one for as long as Discord may still be reached. */
export function makeConnection({ token, apiUrl, clock, log, wire, ready }: Parts): Connection {
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  let health: Health = { state: "down", since: clock.now(), detail: "Discord is not connected yet." };
  let current: Client | undefined;
  let end = Promise.withResolvers<End>();
  let refusal: string | undefined;
  let reconnects: number[] = [];

  function become(state: Health["state"], detail: string): void {
    if (health.state === state && health.detail === detail) return;
    const since = health.state === state ? health.since : clock.now();
    health = { state, since, detail };
    log[state === "up" ? "info" : "warn"]("discord.health", { state, detail });
  }

  function refuse(detail: string): void {
    refusal ??= detail;
    become("down", refusal);
    end.resolve("refused");
  }

  function listen(client: Client): void {
    const isCurrent = () => current === client;
    const on = (event: string, hear: (...given: never[]) => void) =>
      client.on(
        event as "error",
        ((...given: never[]) => {
          if (isCurrent()) hear(...given);
        }) as () => void,
      );
    on("clientReady", () => {
      become("up", `Connected as ${client.user?.username ?? "somebody"}.`);
      first.resolve();
      ready(client);
    });
    for (const event of ["shardReady", "shardResume"]) {
      on(event, () => client.isReady() && become("up", `Connected as ${client.user.username}.`));
    }
    on("shardReconnecting", () => {
      if (health.state === "up") become("degraded", "Discord is reconnecting; messages still go out.");
      const now = clock.now().getTime();
      reconnects = [...reconnects, now].filter((at) => now - at < STORM_WINDOW_MS);
      if (reconnects.length >= STORM) end.resolve("storm");
    });
    on("shardDisconnect", ({ code }: { code: number }) => refuse(closedForGood(code)));
    on("invalidated", () => end.resolve("unreachable"));
    on("shardError", (error: Error) => log.warn("discord.gateway", { error: faultOf(error).message }));
    on("error", (error: Error) => log.error("discord.client", { error: faultOf(error).message }));
    on("warn", (message: string) => log.warn("discord.client", { message }));
    wire(client, isCurrent);
  }

  async function connect(sdk: Sdk): Promise<End> {
    end = Promise.withResolvers();
    reconnects = [];
    if (stopping.signal.aborted) return "stopped";
    let isOver = false;
    const client = new sdk.Client(clientOptions(sdk, apiUrl, () => isOver));
    current = client;
    tolerate(client, log);
    listen(client);
    client.login(token).catch((error: unknown) => {
      if (!isOver) unreached(error);
    });
    const ended = await end.promise;
    isOver = true;
    if (current === client) current = undefined;
    await goodbye(client);
    return ended;
  }

  function unreached(error: unknown): void {
    const fault = configurationFault(error);
    if (fault !== undefined) refuse(fault);
    else become("down", `Discord cannot be reached: ${faultOf(error).message}.`);
    end.resolve("unreachable");
  }

  async function goodbye(client: Client): Promise<void> {
    const gone = client
      .destroy()
      .catch((error: unknown) => log.warn("discord.goodbye", { error: faultOf(error).message }));
    const enough = new AbortController();
    await Promise.race([gone, clock.sleep(GOODBYE_MS, enough.signal).catch(() => {})]);
    enough.abort();
  }

  async function run(sdk: Sdk): Promise<void> {
    let failed = 0;
    while (!stopping.signal.aborted) {
      const since = clock.now().getTime();
      const ended = await connect(sdk);
      if (ended === "refused") return first.reject(new Error(refusal));
      if (ended === "stopped") break;
      if (health.state !== "down") become("down", "Discord cannot be reached.");
      first.resolve();
      failed = clock.now().getTime() - since > STORM_WINDOW_MS ? 0 : failed + 1;
      await clock.sleep(waitMs(failed, ended), stopping.signal).catch(() => undefined);
    }
    first.resolve();
  }

  let running: Promise<void> | undefined;
  return {
    client: () => current,
    health: () => health,
    refuse,
    isRefused: () => refusal !== undefined,
    signal: stopping.signal,
    async start() {
      const sdk = await import("discord.js");
      running = run(sdk);
      const enough = new AbortController();
      const late = clock.sleep(FIRST_MS, enough.signal).catch(() => undefined);
      await Promise.race([first.promise, late]).finally(() => enough.abort());
      if (!health.detail.startsWith("Discord") || health.state !== "down") return;
      log.warn("discord.waiting", { detail: "Not connected yet; trying goes on in the background." });
    },
    async stop() {
      stopping.abort(new Error("Discord is being stopped."));
      end.resolve("stopped");
      await running;
      become("down", "Discord was left.");
    },
  };
}

function waitMs(failed: number, ended: End): number {
  return Math.min(SECOND_MS * 2 ** failed, ended === "storm" ? STORM_MS : UNREACHABLE_MS);
}

/** Retries and waits belong to the outbox; caches hold what permissions and names need. */
function clientOptions(sdk: Sdk, apiUrl: string | undefined, isOver: () => boolean): ClientOptions {
  return {
    intents: [...INTENTS],
    allowedMentions: { parse: [] },
    waitGuildTimeout: GUILDS_MS,
    rest: {
      retries: 0,
      timeout: 10 * SECOND_MS,
      invalidRequestWarningInterval: 500,
      rejectOnRateLimit: () => true,
      ...(apiUrl !== undefined && { api: apiUrl }),
    },
    makeCache: sdk.Options.cacheWithLimits({
      ...sdk.Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: 0,
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
    ws: { buildStrategy: (manager) => ending(sdk, manager as unknown as GatewayManager, isOver) },
  } as ClientOptions;
}

/** The gateway's own manager, which the SDK types by the name of another. */
interface GatewayManager {
  readonly options: { retrieveSessionInfo(shardId: number): unknown };
}

/** A destroyed shard that was about to reconnect would still do so half a second later: this keeps it waiting for ever. */
function ending(sdk: Sdk, manager: GatewayManager, isOver: () => boolean) {
  const { retrieveSessionInfo } = manager.options;
  manager.options.retrieveSessionInfo = (shardId) =>
    isOver() ? new Promise<never>(() => {}) : retrieveSessionInfo(shardId);
  return new sdk.SimpleShardingStrategy(manager as never);
}

/** discord.js reads events without a guard, and an unexpected one would end the process as an unhandled rejection. */
function tolerate(client: Client, log: DiscordLog): void {
  const gateway = client.ws as unknown as { handlePacket(packet?: { t?: string }, shard?: unknown): boolean };
  const handle = gateway.handlePacket.bind(gateway);
  gateway.handlePacket = (packet, shard) => {
    try {
      return handle(packet, shard);
    } catch (error) {
      log.warn("discord.event", { event: packet?.t ?? "", error: faultOf(error).message });
      return true;
    }
  };
}
