import about from "../package.json" with { type: "json" };
import type { Writer } from "./alerts/writer.ts";
import { systemClock } from "./clock.ts";
import { type Closing, makeClosing } from "./closing.ts";
import type { Clock } from "./commands/command.ts";
import { makeHandlers } from "./commands/handlers.ts";
import { commands } from "./commands/table.ts";
import { makeComposer } from "./composer.ts";
import { canMoveCursor, readConfig } from "./config/files.ts";
import { type Config, secretsOf, userAgentOf } from "./config.ts";
import { makeCovering } from "./covering.ts";
import { makeDelivery } from "./delivery.ts";
import { makeArchive } from "./desk/archive.ts";
import { settingsOf } from "./desk/settings.ts";
import { makeSourceDesk, reconcileSources } from "./desk/sources.ts";
import { openDesk } from "./desk.ts";
import { GREETING } from "./greeting.ts";
import { makeIntake } from "./intake.ts";
import { type Log, makeLog } from "./log.ts";
import { makeNotices } from "./notices.ts";
import { type Route, startHttp } from "./operations/http.ts";
import type { Handlers, Platform } from "./platforms/platform.ts";
import { makeTerminal } from "./platforms/terminal/terminal.ts";
import { probing } from "./probing.ts";
import { makeOwnHosts } from "./sources/address.ts";
import { makeFetcher } from "./sources/fetch.ts";
import { parseFeed } from "./sources/parse.ts";
import { makePageReader } from "./sources/read.ts";
import { openStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { makeQuit, type Surroundings } from "./surroundings.ts";
import { messageOf } from "./text/error.ts";
import { makeTicks, type Ticks } from "./ticks.ts";
import { type Lost, makeLost, startAll } from "./voices.ts";
import { makeWatcher } from "./watcher.ts";
import { channelKey } from "./watches/channel.ts";
import { makeWording } from "./wording.ts";

/** How long a shut-down may take, in ms; a container is killed after 10 s. */
const DRAIN_MS = 9_000;
/** What is being posted gets so much of it. */
const POSTS_MS = 7_000;

/** What a page may be and take; within the 8 s that a story has for it. */
const PAGE_LIMITS = { maxBytes: 2_000_000, timeoutMs: 6_000 };

export interface Newshound {
  readonly log: Log;
  /** Stops taking in, finishes what is under way (at most 9 s), and closes the store. */
  stop(): Promise<void>;
}

/**
 * Opens the store, the platforms and the desk, and starts to watch. Throws an Error with a sentence for the operator;
 * then all that was opened before it is closed again.
 */
export async function openNewshound(config: Config, around: Surroundings): Promise<Newshound> {
  const closing = makeClosing(around.clock);
  try {
    return await assemble(config, around, closing);
  } catch (error) {
    // What failed first is what the operator needs to hear.
    await closing.close(DRAIN_MS).catch(() => undefined);
    throw error;
  }
}

async function assemble(config: Config, around: Surroundings, closing: Closing): Promise<Newshound> {
  const { clock, human, color } = around;
  const store = await openStore({ folder: config.dataFolder, now: () => clock.now() });
  closing.first(store.close);
  const terminal =
    config.slack || config.discord ? undefined : makeTerminal({ ...around, history: historyIn(store) });
  const write = around.writeLog ?? terminal?.write ?? (() => undefined);
  const log = makeLog({ level: config.logLevel, human, color, write, secrets: secretsOf(config) });
  const slack = config.slack && (await openSlack(config.slack, { store, clock, log }));
  const discord = config.discord && (await openDiscord(config.discord, { store, clock, log }));
  const voices: readonly Platform[] = [terminal, slack, discord].filter((one) => one !== undefined);
  const platforms = new Map(voices.map((one) => [one.name, one]));

  const lost = makeLost(voices, around.onQuit, log);
  const rooms = await furnish(config, { store, platforms, clock, log, closing, lost });
  const { watcher, delivery } = rooms;
  const { retention } = config;
  const ticks = makeTicks({ ...rooms, store, retention, clock, log });
  const http = await serve(config.port, { platforms, ticks, log, routes: slack?.routes ?? [] });
  if (http) closing.first(http.close);
  await greet(config, store, clock.now(), log);
  closing.first(() => Promise.all(voices.map((platform) => platform.stop())));
  await startAll(voices, commands, handlersFor(config, { ...rooms, store, log }), lost);
  for (const one of voices) log.info(GREETING.platform(one.name, one.health()));
  log.info(GREETING.health(http?.port));
  // Nothing is polled or posted before the platforms have started: a refused token ends the start.
  closing.first(() => delivery.stop(POSTS_MS));
  closing.first(watcher.stop);
  closing.first(ticks.start());
  log.info(GREETING.ready(performance.now() / 1000));

  return {
    log,
    async stop() {
      log.info("Stopping: finishing what is under way.");
      if (!(await closing.close(DRAIN_MS)))
        log.warn("Not all of it could be finished; the next start takes it up.");
      log.info("Stopped.");
    },
  };
}

type Needs = Pick<House, "store" | "clock" | "log">;

/** The SDK behind a platform is loaded with it: whoever has no token for it does not pay for it. */
async function openSlack(slack: NonNullable<Config["slack"]>, { store, clock, log }: Needs) {
  const { makeSlack } = await import("./platforms/slack/slack.ts");
  return makeSlack({
    botToken: slack.botToken.reveal(),
    ...(slack.appToken ? { appToken: slack.appToken.reveal() } : {}),
    ...(slack.signingSecret ? { signingSecret: slack.signingSecret.reveal() } : {}),
    ...(slack.apiUrl === undefined ? {} : { apiUrl: slack.apiUrl }),
    clock,
    log,
    memory: store.kv("slack-inbound"),
    stored: store.kv("slack"),
    who: async (channel) => (await settingsOf(store, channel)).who,
  });
}

async function openDiscord(discord: NonNullable<Config["discord"]>, { store, clock, log }: Needs) {
  const { makeDiscord } = await import("./platforms/discord/discord.ts");
  return makeDiscord({
    token: discord.token.reveal(),
    ...(discord.apiUrl === undefined ? {} : { apiUrl: discord.apiUrl }),
    clock,
    log,
    memory: store.kv("discord-registered"),
    stored: store.kv("discord"),
  });
}

function handlersFor(
  { operator }: Config,
  { desk, delivery, notices, store, log }: Pick<House, "store" | "log"> & Rooms,
): Handlers {
  const seen = store.kv("greeted");
  const handlers = makeHandlers({ commands, desk, log, seen, notices, ...(operator ? { operator } : {}) });
  return probing(handlers, { delivery, lanes: store.lanes });
}

async function greet({ dataFolder }: Config, store: Store, now: Date, log: Log): Promise<void> {
  const { stories, bytes } = await store.size();
  log.info(GREETING.folder(about.version, dataFolder));
  log.info(GREETING.store(stories, bytes));
  const watches = await store.watches.all();
  log.info(GREETING.sources(await store.sources.all(), watches.length, now));
  for (const { text, channel, unreadable } of watches)
    if (unreadable !== undefined) log.warn(GREETING.unreadable(text, channelKey(channel), unreadable));
}

interface House {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly clock: Clock;
  readonly log: Log;
  readonly closing: Closing;
  readonly lost: Lost;
}

type Rooms = Awaited<ReturnType<typeof furnish>>;

/** Puts the rooms together between the store and the platforms; nothing moves in them yet. */
async function furnish(config: Config, { store, platforms, clock, log, closing, lost }: House) {
  const { onUnknown, operator } = config;
  const { allow } = config.network;
  const userAgent = userAgentOf(config, about.version);
  const fetch = makeFetcher({ allow, userAgent });
  closing.first(fetch.close);
  const sources = makeSourceDesk({ store, clock, fetch, parse: parseFeed });
  const archive = makeArchive({ store, clock });
  const covering = makeCovering({ store, clock });
  const committed = () => delivery.wake();
  const writer = await openWriter(config, { store, clock, log });
  const desk = await openDesk({
    store,
    archive,
    sources,
    platforms,
    covering,
    committed,
    ...(writer && { writer }),
    clock,
    onUnknown,
  });
  await desk.reconcile(config.watches);
  await reconcileSources(store, config.sources, clock.now());

  const notices = makeNotices({ store, platforms, operator, clock, log });
  const wording = config.writing && writer && makeWording({ writer, ...config.writing, clock });
  const compose = makeComposer({ store, ...(wording && { wording }) });
  const platformLost = lost;
  const delivery = makeDelivery({ store, platforms, compose, clock, log, notices, onUnknown, platformLost });
  const pages = makeFetcher({ allow, userAgent, wanted: "page", ...PAGE_LIMITS });
  const reader = makePageReader({ fetch: pages, clock, log });
  closing.first(pages.close);
  closing.first(reader.close);
  const { match, isWatched } = desk;
  const intake = makeIntake({ store, match, isWatched, readPage: reader.read, covering, committed, clock });
  const isOwn = makeOwnHosts(allow);
  const watcher = makeWatcher({ store, fetch, parse: parseFeed, intake, isOwn, clock, log, notices });
  return { desk, watcher, delivery, notices, covering };
}

/** A language model is asked only where one is set up. */
async function openWriter({ writing }: Config, { store, clock, log }: Needs): Promise<Writer | undefined> {
  if (!writing) return undefined;
  const { makeWriter } = await import("./writing/writer.ts");
  const { token, ...options } = writing;
  const key = token && { token: token.reveal() };
  return makeWriter({ ...options, ...key, cache: store.kv("writing"), clock, log });
}

/** Serves what a container asks for, and what Slack sends, where a port is set. */
async function serve(
  port: number | undefined,
  parts: { platforms: House["platforms"]; ticks: Ticks; log: Log; routes: readonly Route[] },
) {
  const { platforms, ticks, log, routes } = parts;
  if (port === undefined) return undefined;
  const ready = () => {
    const all = [...platforms.values()].map((one) => ({ name: one.name, ...one.health() }));
    return { ok: !ticks.isLate() && all.some(({ state }) => state !== "down"), detail: { platforms: all } };
  };
  return startHttp({ port, ready, routes, log: log.warn });
}

function historyIn(store: Store) {
  const kept = store.kv("terminal");
  return {
    load: async () => (await kept.get<string[]>("history")) ?? [],
    save: (lines: string[]) => kept.set("history", lines),
  };
}

/** Runs the program until it is told to stop: exit code 2 for a wrong configuration, 1 for what else keeps it from starting. */
export async function main(args: readonly string[]): Promise<void> {
  // Where nobody reads the log any more, the work goes on.
  process.stderr.on("error", () => undefined);
  const [unknown] = args;
  if (unknown !== undefined)
    return fail(
      `There is no "${unknown}". Start it without words to run it, with "demo" to see it at work, or with "doctor" to check it.`,
      2,
    );
  const loaded = readConfig();
  if (!loaded.ok) return fail(loaded.report, 2);
  const { config } = loaded;
  const stopping = Promise.withResolvers<void>();
  const quit = makeQuit(stopping.resolve);
  try {
    const newshound = await openNewshound(config, surroundings(config, quit));
    for (const notice of loaded.notices) newshound.log.warn(notice);
    await stopping.promise;
    await newshound.stop();
    process.exit();
  } catch (error) {
    fail(messageOf(error), 1);
    process.exit();
  }
}

function surroundings(config: Config, onQuit: () => void): Surroundings {
  const { stdin, stdout, stderr } = process;
  const interactive = stdin.isTTY === true && stdout.isTTY === true && canMoveCursor();
  return {
    input: stdin,
    output: stdout,
    ...(interactive ? {} : { writeLog: (line: string) => void stderr.write(`${line}\n`) }),
    human: stderr.isTTY === true,
    color: stdout.isTTY === true && !config.noColor,
    interactive,
    onQuit,
    clock: systemClock(),
  };
}

function fail(sentence: string, code: number): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}
