import cron from "node-cron";
import about from "../package.json" with { type: "json" };
import { systemClock } from "./clock.ts";
import { type Closing, makeClosing } from "./closing.ts";
import type { Clock } from "./commands/command.ts";
import { makeHandlers } from "./commands/handlers.ts";
import { commands } from "./commands/table.ts";
import { makeComposer } from "./composer.ts";
import { canMoveCursor, readConfig } from "./config/files.ts";
import { type Config, secretsOf } from "./config.ts";
import { type Delivery, makeDelivery } from "./delivery.ts";
import { makeArchive } from "./desk/archive.ts";
import { makeSourceDesk, reconcileSources } from "./desk/sources.ts";
import { openDesk } from "./desk.ts";
import { makeIntake } from "./intake.ts";
import { type Log, makeLog } from "./log.ts";
import { makeNotices } from "./notices.ts";
import { startHttp } from "./operations/http.ts";
import type { Platform } from "./platforms/platform.ts";
import { makeTerminal } from "./platforms/terminal/terminal.ts";
import { makeOwnHosts } from "./sources/address.ts";
import { makeFetcher } from "./sources/fetch.ts";
import { parseFeed } from "./sources/parse.ts";
import { firstDue } from "./sources/schedule.ts";
import type { Source } from "./sources/source.ts";
import { openStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { messageOf } from "./text/error.ts";
import { makeWatcher, type Watcher } from "./watcher.ts";

const HOUR_MS = 3_600_000;
/** How long a shut-down may take, in ms; a container is killed after 10 s. */
const DRAIN_MS = 9_000;
/** What is being posted gets so much of it. */
const POSTS_MS = 7_000;
/** After so long a start or a shut-down that was asked to end hangs, and the process ends without it. */
const LAST_MS = 10_000;
/** The tick comes each second; after so long without one something holds the process up. */
const TICK_LATE_MS = 5_000;

/** Where the program reads and writes, so that the demo and tests can stand in for a person. */
export interface Surroundings {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** Takes one line of the log; left out, the log goes to the output, above what is being typed. */
  readonly writeLog?: (line: string) => void;
  readonly human: boolean;
  readonly color: boolean;
  readonly interactive: boolean;
  readonly onQuit: () => void;
  readonly clock: Clock;
}

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
  const terminal = makeTerminal({ ...around, history: historyIn(store) });
  const platforms = new Map<string, Platform>([[terminal.name, terminal]]);
  const write = around.writeLog ?? terminal.write;
  const log = makeLog({ level: config.logLevel, human, color, write, secrets: secretsOf(config) });
  const { desk, watcher, delivery } = await furnish(config, { store, platforms, clock, log, closing });
  const ticks = makeTicks({ store, watcher, delivery, clock, log });

  const http = await serveHealth(config.port, { platforms, ticks, log });
  if (http) closing.first(http.close);
  for (const line of await greeting(config, store, { platforms, port: http?.port, now: clock.now() }))
    log.info(line);
  const seen = store.kv("greeted");
  const { operator } = config;
  const handlers = makeHandlers({ commands, desk, log, seen, ...(operator ? { operator } : {}) });
  closing.first(() => Promise.all([...platforms.values()].map((platform) => platform.stop())));
  await Promise.all([...platforms.values()].map((platform) => platform.start(commands, handlers)));
  // Nothing is polled or posted before the platforms have started: a refused token ends the start.
  closing.first(() => delivery.stop(POSTS_MS));
  closing.first(watcher.stop);
  closing.first(ticks.start());
  log.info(`Ready in ${(performance.now() / 1000).toFixed(1)} s.`);

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

interface House {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly clock: Clock;
  readonly log: Log;
  readonly closing: Closing;
}

/** Puts the rooms together between the store and the platforms; nothing moves in them yet. */
async function furnish(config: Config, { store, platforms, clock, log, closing }: House) {
  const { onUnknown, operator, contact } = config;
  const { allow } = config.network;
  const userAgent = `Newshound/${about.version}${contact ? ` (+${contact})` : ""}`;
  const fetch = makeFetcher({ allow, userAgent });
  closing.first(fetch.close);
  const sources = makeSourceDesk({ store, clock, fetch, parse: parseFeed });
  const archive = makeArchive({ store, clock });
  const desk = await openDesk({ store, archive, sources, platforms, clock, onUnknown });
  await desk.reconcile(config.watches);
  await reconcileSources(store, config.sources, clock.now());

  const notices = makeNotices({ store, platforms, operator, clock, log });
  const compose = makeComposer({ store });
  const delivery = makeDelivery({ store, platforms, compose, clock, log, notices, onUnknown });
  const intake = makeIntake({ store, match: desk.match, committed: delivery.wake, clock });
  const isOwn = makeOwnHosts(allow);
  const watcher = makeWatcher({ store, fetch, parse: parseFeed, intake, isOwn, clock, log, notices });
  return { desk, watcher, delivery };
}

type Ticks = ReturnType<typeof makeTicks>;

/** Makes what happens each second: due polls start, due dispatches go out, and once an hour the store is tidied. */
function makeTicks(parts: { store: Store; watcher: Watcher; delivery: Delivery; clock: Clock; log: Log }) {
  const { store, watcher, delivery, clock, log } = parts;
  let tickedAt = clock.now().getTime();
  let tidiedAt = 0;
  function tick(): void {
    tickedAt = clock.now().getTime();
    watcher.tick();
    delivery.wake();
    if (tickedAt - tidiedAt < HOUR_MS) return;
    tidiedAt = tickedAt;
    store.tidy(clock.now()).catch((error: unknown) => log.error("tidy.failed", { error }));
  }
  return {
    isLate: () => clock.now().getTime() - tickedAt >= TICK_LATE_MS,
    /** Returns what ends the ticks. */
    start() {
      const options = { name: "tick", logger: cronLog(log), suppressMissedWarning: true };
      const task = cron.schedule("* * * * * *", tick, options);
      return () => task.stop();
    },
  };
}

/** Serves what a container asks for, where a port is set. */
async function serveHealth(
  port: number | undefined,
  { platforms, ticks, log }: { platforms: ReadonlyMap<string, Platform>; ticks: Ticks; log: Log },
) {
  if (port === undefined) return undefined;
  const ready = () => {
    const all = [...platforms.values()].map((one) => ({ name: one.name, ...one.health() }));
    return { ok: !ticks.isLate() && all.some(({ state }) => state !== "down"), detail: { platforms: all } };
  };
  return startHttp({ port, ready, log: log.warn });
}

async function greeting(
  config: Config,
  store: Store,
  { platforms, port, now }: { platforms: House["platforms"]; port: number | undefined; now: Date },
) {
  const { stories, bytes } = await store.size();
  const sources = await store.sources.all();
  const watches = await store.watches.all();
  return [
    `Newshound ${about.version}. It keeps its data in ${config.dataFolder}.`,
    `Store: ${stories} stories, ${(bytes / 1_000_000).toFixed(1)} MB.`,
    sources.length > 0
      ? `Sources: ${sources.length}${nextLook(sources, now)}. Watches: ${watches.length}.`
      : "Sources: none yet. Add one with /news source add <url>.",
    `Platforms: ${[...platforms.keys()].join(", ")}.`,
    port === undefined
      ? "Health: not served; set PORT to serve /healthz."
      : `Health: http://localhost:${port}/healthz.`,
  ];
}

/** Says when the first source is due; what is due by now is looked at with the first tick. */
function nextLook(sources: readonly Source[], now: Date): string {
  const due = firstDue(sources);
  if (!due) return "";
  const seconds = Math.max(1, Math.ceil((due.getTime() - now.getTime()) / 1000));
  return `, the next look in ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}`;
}

/** node-cron writes coloured lines of its own unless it is given a log. */
function cronLog(log: Log) {
  const say = (level: "debug" | "warn" | "error") => (message: string | Error) =>
    log[level]("tick", { message: String(message) });
  return { info: say("debug"), debug: say("debug"), warn: say("warn"), error: say("error") };
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
      `There is no "${unknown}". Start it without words to run it, or with "demo" to see it at work.`,
      2,
    );
  const loaded = readConfig();
  if (!loaded.ok) return fail(loaded.report, 2);
  const { config } = loaded;
  const tokens = [...(config.slack ? ["Slack"] : []), ...(config.discord ? ["Discord"] : [])];
  if (tokens.length > 0) {
    const which = tokens.map((name) => `the ${name} token`).join(" and ");
    return fail(`This version speaks in the terminal only. Leave ${which} out.\nNothing was started.`, 2);
  }
  const stopping = Promise.withResolvers<void>();
  const quit = makeQuit(stopping.resolve);
  try {
    const newshound = await openNewshound(config, surroundings(config, quit));
    for (const notice of loaded.notices) newshound.log.warn(notice);
    await stopping.promise;
    await newshound.stop();
    process.exit(0);
  } catch (error) {
    fail(messageOf(error), 1);
    process.exit();
  }
}

/**
 * Returns what ends the program when a person wants to leave, and lets signals do the same: in order the first time,
 * at once the second time, and at the latest after 10 s.
 */
export function makeQuit(stop: () => void): () => void {
  let asked = false;
  function quit(): void {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), LAST_MS).unref();
    stop();
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, quit);
  return quit;
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
