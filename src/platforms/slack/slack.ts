import type { App, Receiver } from "@slack/bolt";
import type { Clock } from "../../commands/command.ts";
import type { Keyed } from "../../store/store.ts";
import type { Channel } from "../../watches/channel.ts";
import type { Handlers, Health, Platform } from "../platform.ts";
import { makeAnswers } from "./answers.ts";
import { type Api, type Identity, identify, openApi } from "./api.ts";
import { backoffMs } from "./backoff.ts";
import { configurationFault, type Fault, faultOf, lacks } from "./faults.ts";
import { makeHealth } from "./health.ts";
import { listen } from "./listeners.ts";
import { makeLooking } from "./looking.ts";
import { makeFirstTime } from "./once.ts";
import { makePeople, type Who } from "./people.ts";
import { makePlaces } from "./places.ts";
import { makePosting } from "./posting.ts";
import { makeRoute, type SlackRoute } from "./requests.ts";
import { type SlackLog, sdkLogger } from "./sdk.ts";
import { openSocket } from "./socket.ts";
import { type Sockets, superviseSockets } from "./sockets.ts";

/** Two, so that one hears while the other is opened anew; Slack allows ten. */
const SOCKETS = 2;
/** How long a stop waits for answers under way, in ms. */
const STOP_MS = 3_000;
/** Without this nothing can be said at all; every other scope is missed only where it is needed. */
const SPEAKING = "chat:write";

export interface SlackOptions {
  readonly botToken: string;
  /** With it Slack is heard over Socket Mode. */
  readonly appToken?: string;
  /** With it, and without an app token, Slack is heard over HTTP by `routes`. */
  readonly signingSecret?: string;
  readonly apiUrl?: string;
  readonly clock: Clock;
  readonly log: SlackLog;
  /** Ids of what was handed in lately. */
  readonly memory: Keyed;
  /** What buttons cannot hold, and which conversation is whose. */
  readonly stored: Keyed;
  /** The setting of a channel that says who may change its watches. */
  who(channel: Channel): Promise<Who>;
  /** Between 0 and 1; for the spread of waits. */
  readonly random?: () => number;
}

export type Slack = Platform & { readonly routes: readonly SlackRoute[] };

interface Connection {
  readonly api: Api;
  readonly identity: Identity;
  readonly app: App;
}

/** Makes Slack a platform. Its channels are written `slack:T1/C1`, direct messages `slack:T1/@U1`. */
export function makeSlack(options: SlackOptions): Slack {
  const { botToken, appToken, signingSecret = "", apiUrl, clock, log, memory, stored, who } = options;
  const random = options.random ?? Math.random;
  const at = apiUrl === undefined ? {} : { apiUrl };
  const places = makePlaces(stored);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const health = makeHealth(clock, appToken === undefined ? "http" : "socket");
  let here: Connection | undefined;
  let sockets: Sockets | undefined;
  let reaching: Promise<void> | undefined;
  let ended: Promise<void> | undefined;

  const connection = () => here;
  const outcome = (fault: Fault | undefined) => health.called(fault);
  const posting = makePosting({ connection, places, stored, clock, log, outcome });
  const looking = makeLooking({ connection, places, stored, log });

  /** Takes an acknowledged payload; Bolt finds its listener. */
  function receive(payload: unknown): void {
    const app = here?.app;
    if (!app) return;
    const work = app
      .processEvent({ body: payload as Record<string, unknown>, ack: async () => {} })
      .catch((error: unknown) => log.error("slack.receive.failed", { error }))
      .finally(() => running.delete(work));
    running.add(work);
  }

  /** Finds out who we are, and begins to listen; throws what the SDK throws. */
  async function reach(handlers: Handlers): Promise<void> {
    const api = await openApi({ botToken, ...at, log });
    const identity = await identify(api);
    const { scopes, team, bot } = identity;
    if (scopes.length > 0 && !scopes.includes(SPEAKING)) throw new Error(lacks("SLACK_BOT_TOKEN", SPEAKING));
    const app = await makeApp(identity, botToken, log);
    listen(app, {
      handlers,
      home: { team, bot },
      api,
      answers: makeAnswers({ api, prepare: posting.prepare, log }),
      people: makePeople({ api, who, log }),
      places,
      stored,
      firstTime: makeFirstTime(memory, log),
      lost: () => health.lost("The app was removed from the workspace."),
      clock,
      log,
    });
    here = { api, identity, app };
    health.reached(identity.name);
    log.info("slack.reached", { team, as: identity.name, mode: appToken === undefined ? "http" : "socket" });
    if (appToken === undefined || stopping.signal.aborted) return;
    const connect = () => openSocket({ appToken, ...at, log, receive });
    sockets = superviseSockets({ connect, waitOf, count: SOCKETS, clock, log, random });
    health.watch(sockets.state);
    await sockets.start();
  }

  /** Tries again and again until Slack has been reached. */
  async function keepTrying(handlers: Handlers): Promise<void> {
    for (let failures = 1; !stopping.signal.aborted && !here; failures += 1) {
      await clock.sleep(backoffMs(failures, random()), stopping.signal).catch(() => {});
      if (stopping.signal.aborted) return;
      await reach(handlers).catch((error: unknown) => unreached(error));
    }
  }

  function unreached(error: unknown): void {
    // Once we know who we are, the sockets are supervised by themselves.
    if (here) return;
    health.unreached(configurationFault(faultOf(error), "SLACK_BOT_TOKEN") ?? sentence(error));
    log.warn("slack.unreached", { error: String(error) });
  }

  async function end(): Promise<void> {
    stopping.abort();
    const ending = Promise.allSettled([sockets?.stop(), reaching, ...running]);
    await Promise.race([ending, elapsed(STOP_MS)]);
    health.stopped();
  }

  /** Whoever stops again waits for the same end, and no longer. */
  function stop(): Promise<void> {
    ended ??= end();
    return ended;
  }

  return {
    name: "slack",
    can: { paceMs: 1_000, edit: true, thread: true, find: true, buttons: 5 },
    routes:
      appToken === undefined && signingSecret !== ""
        ? [
            makeRoute({
              signingSecret,
              clock,
              ready: () => here !== undefined && !stopping.signal.aborted,
              receive,
            }),
          ]
        : [],
    async start(_commands, handlers) {
      try {
        await reach(handlers);
      } catch (error) {
        const wrong = wrongConfiguration(error, here !== undefined);
        if (wrong !== undefined) {
          await stop();
          throw new Error(wrong, { cause: error });
        }
        unreached(error);
        if (!here) reaching = keepTrying(handlers);
      }
    },
    stop,
    health: (): Health => health.now(),
    post: posting.post,
    edit: posting.edit,
    tell: posting.tell,
    find: looking.find,
    describe: looking.describe,
  };
}

/** Bolt sorts what comes in. It opens no connection, asks nobody and posts nothing: all that is ours. */
async function makeApp(identity: Identity, botToken: string, log: SlackLog): Promise<App> {
  const { App: Bolt } = await import("@slack/bolt");
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const { team: teamId, bot: botUserId, botId } = identity;
  return new Bolt({
    receiver,
    authorize: async () => ({ botToken, botId, botUserId, teamId }),
    convoStore: false,
    logger: sdkLogger(log),
  });
}

/** The sentence for an operator where a token cannot work. */
function wrongConfiguration(error: unknown, isBotKnown: boolean): string | undefined {
  if (error instanceof Error && error.message.startsWith("The token in ")) return error.message;
  return configurationFault(faultOf(error), isBotKnown ? "SLACK_APP_TOKEN" : "SLACK_BOT_TOKEN");
}

function waitOf(error: unknown): number {
  const fault = faultOf(error);
  return fault.kind === "limited" ? fault.afterMs : 0;
}

function sentence(error: unknown): string {
  const fault = faultOf(error);
  return fault.kind === "ambiguous" || fault.kind === "unsent" ? `${fault.detail}.` : String(error);
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    AbortSignal.timeout(ms).addEventListener("abort", () => resolve(), { once: true });
  });
}
