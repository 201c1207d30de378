import cron from "node-cron";
import about from "../package.json" with { type: "json" };
import { systemClock } from "./clock.ts";
import type { Clock } from "./commands/command.ts";
import { makeHandlers } from "./commands/handlers.ts";
import { commands } from "./commands/table.ts";
import { makeComposer } from "./composer.ts";
import { readConfig } from "./config/files.ts";
import { type Config, secretsOf } from "./config.ts";
import { makeDelivery } from "./delivery.ts";
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
import { openStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { makeWatcher } from "./watcher.ts";

const HOUR_MS = 3_600_000;
/** How long a shut-down may take, in ms; a container is killed after 10 s. */
const DRAIN_MS = 9_000;
/** The tick comes each second; after so long without one something holds the process up. */
const TICK_LATE_MS = 5_000;

/** Where the program reads and writes, so that the demo and tests can stand in for a person. */
export interface Surroundings {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** Takes one line of the log. */
  readonly writeLog: (line: string) => void;
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

/** Opens the store, the platforms and the desk, and starts to watch. Throws an Error with a sentence for the operator. */
export async function openNewshound(config: Config, around: Surroundings): Promise<Newshound> {
  const { clock } = around;
  const store = await openStore({ folder: config.dataFolder, now: () => clock.now() });
  try {
    return await assemble(config, around, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function assemble(config: Config, around: Surroundings, store: Store): Promise<Newshound> {
  const { clock } = around;
  const terminal = makeTerminal({ ...around, history: historyIn(store) });
  const platforms = new Map<string, Platform>([[terminal.name, terminal]]);
  const { human, color } = around;
  const write = around.interactive ? terminal.write : around.writeLog;
  const log = makeLog({ level: config.logLevel, human, color, write, secrets: secretsOf(config) });

  const userAgent = `Newshound/${about.version}${config.contact ? ` (+${config.contact})` : ""}`;
  const fetch = makeFetcher({ allow: config.network.allow, userAgent });
  const notices = makeNotices({ store, platforms, operator: config.operator, clock, log });
  const sources = makeSourceDesk({ store, clock, fetch, parse: parseFeed });
  const archive = makeArchive({ store, clock });
  const desk = await openDesk({ store, archive, sources, platforms, clock, onUnknown: config.onUnknown });
  await desk.reconcile(config.watches);
  await reconcileSources(store, config.sources, clock.now());

  const compose = makeComposer({ store });
  const delivery = makeDelivery({
    store,
    platforms,
    compose,
    clock,
    log,
    notices,
    onUnknown: config.onUnknown,
  });
  const intake = makeIntake({ store, match: desk.match, committed: delivery.wake, clock });
  const isOwn = makeOwnHosts(config.network.allow);
  const watcher = makeWatcher({ store, fetch, parse: parseFeed, intake, isOwn, clock, log, notices });

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

  const ready = () => ({
    ok:
      clock.now().getTime() - tickedAt < TICK_LATE_MS &&
      [...platforms.values()].some((one) => one.health().state !== "down"),
    detail: { platforms: [...platforms.values()].map((one) => ({ name: one.name, ...one.health() })) },
  });
  const http =
    config.port === undefined ? undefined : await startHttp({ port: config.port, ready, log: log.warn });
  const handlers = makeHandlers({
    commands,
    desk,
    log,
    seen: store.kv("greeted"),
    ...(config.operator ? { operator: config.operator } : {}),
  });
  const task = cron.schedule("* * * * * *", tick, {
    name: "tick",
    logger: cronLog(log),
    suppressMissedWarning: true,
  });
  for (const line of await greeting(config, store, platforms, http?.port)) log.info(line);
  await Promise.all([...platforms.values()].map((platform) => platform.start(commands, handlers)));
  log.info(`Ready in ${(performance.now() / 1000).toFixed(1)} s.`);

  return {
    log,
    async stop() {
      log.info("Stopping: finishing what is under way.");
      await task.stop();
      await watcher.stop();
      await delivery.stop(DRAIN_MS);
      await Promise.all([...platforms.values()].map((platform) => platform.stop()));
      await http?.close();
      await fetch.close();
      await store.close();
      log.info("Stopped.");
    },
  };
}

async function greeting(
  config: Config,
  store: Store,
  platforms: ReadonlyMap<string, Platform>,
  port: number | undefined,
) {
  const { stories, bytes } = await store.size();
  const sources = await store.sources.all();
  const watches = await store.watches.all();
  return [
    `Newshound ${about.version}. It keeps its data in ${config.dataFolder}.`,
    `Store: ${stories} stories, ${(bytes / 1_000_000).toFixed(1)} MB.`,
    sources.length > 0
      ? `Sources: ${sources.length}. Watches: ${watches.length}.`
      : "Sources: none yet. Add one with /news source add <url>.",
    `Platforms: ${[...platforms.keys()].join(", ")}.`,
    port === undefined
      ? "Health: not served; set PORT to serve /healthz."
      : `Health: http://localhost:${port}/healthz.`,
  ];
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
export async function main(_args: readonly string[]): Promise<void> {
  const loaded = readConfig();
  if (!loaded.ok) return fail(loaded.report, 2);
  const { config } = loaded;
  if (config.slack || config.discord) {
    const named = config.slack ? "A Slack token" : "A Discord token";
    return fail(
      `${named} is set, but this version speaks in the terminal only. Leave the token out.\nNothing was started.`,
      2,
    );
  }
  const stopping = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => quit());
  let asked = 0;
  function quit(): void {
    asked += 1;
    if (asked > 1) process.exit(1);
    stopping.resolve();
  }
  try {
    const newshound = await openNewshound(config, surroundings(config, quit));
    for (const notice of loaded.notices) newshound.log.warn(notice);
    await stopping.promise;
    await newshound.stop();
    process.exit(0);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
    process.exit();
  }
}

function surroundings(config: Config, onQuit: () => void): Surroundings {
  const { stdin, stdout, stderr } = process;
  return {
    input: stdin,
    output: stdout,
    writeLog: (line) => void stderr.write(`${line}\n`),
    human: stderr.isTTY === true,
    color: stdout.isTTY === true && !config.noColor,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    onQuit,
    clock: systemClock(),
  };
}

function fail(sentence: string, code: number): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}
