import { makeHandlers } from "../../src/commands/handlers.ts";
import { commands } from "../../src/commands/table.ts";
import { makeComposer } from "../../src/composer.ts";
import { makeCovering } from "../../src/covering.ts";
import { makeDelivery } from "../../src/delivery.ts";
import { makeArchive } from "../../src/desk/archive.ts";
import { makeSourceDesk } from "../../src/desk/sources.ts";
import { openDesk } from "../../src/desk.ts";
import { makeIntake } from "../../src/intake.ts";
import { makeNotices } from "../../src/notices.ts";
import type { Platform } from "../../src/platforms/platform.ts";
import { parseFeed } from "../../src/sources/parse.ts";
import type { Fetched, Fetcher, PageReader, Source } from "../../src/sources/source.ts";
import type { Store } from "../../src/store/store.ts";
import { makeWatcher } from "../../src/watcher.ts";
import type { Channel } from "../../src/watches/channel.ts";
import type { Wording } from "../../src/wording.ts";
import { cardText } from "./card-text.ts";
import type { TestClock } from "./clock.ts";
import { type Item, rss } from "./feeds.ts";
import { makeTestLog } from "./log.ts";
import { aSource, aWriter, newsroom } from "./samples.ts";

/** The outside that a test changes: what a feed lists now. Newest first, as feeds do. */
export interface World {
  readonly items: Item[];
  /** Answers instead of the feed; may throw. */
  answer?: () => Fetched;
  fetches: number;
}

export function makeWorld(): World {
  return { items: [], fetches: 0 };
}

/** Adds a story to the front of the feed. */
export function publish(world: World, id: string, more: Partial<Item> = {}): void {
  const title = `OpenAI story number ${id}`;
  const at = new Date(Date.parse("2026-05-04T08:00:00Z") + world.items.length * 1000);
  world.items.unshift({
    id,
    title,
    url: `https://wire.example/${id}`,
    at,
    html: `What ${id} is about.`,
    ...more,
  });
}

interface Options {
  readonly store: Store;
  readonly world: World;
  /** Fetches instead of looking at the world. */
  readonly fetch?: Fetcher;
  /** Called with each document that is parsed. */
  readonly parsed?: (url: string) => void;
  readonly isOwn?: (url: string) => boolean;
  readonly clock: TestClock;
  readonly platform: Platform;
  readonly further?: readonly Platform[];
  readonly onUnknown?: "repeat" | "skip";
  /** How long after an attempt its message is looked for; at once unless given. */
  readonly verifyAfterMs?: number;
  readonly operator?: Channel;
  /** Whether stories of one event are told as one; each is told by itself unless given. */
  readonly covers?: true;
  /** Reads pages; without it none is looked at. */
  readonly readPage?: PageReader;
  readonly wording?: Wording;
}

/** Puts the rooms together as main.ts does, around a store, a platform and a world of the test. */
export async function openHouse(options: Options) {
  const { store, clock, platform, further = [], onUnknown = "repeat", operator } = options;
  const { fetch = fetchFrom(options.world), isOwn = () => true, verifyAfterMs = 0 } = options;
  const log = makeTestLog();
  const platforms = new Map([platform, ...further].map((one) => [one.name, one]));
  const parse: typeof parseFeed = (bytes, contentType, url) => {
    options.parsed?.(url);
    return parseFeed(bytes, contentType, url);
  };
  const notices = makeNotices({ store, platforms, operator, clock, log });
  const sources = makeSourceDesk({ store, clock, fetch, parse });
  const archive = makeArchive({ store, clock });
  const covering = makeCovering({ store, clock });
  const committed = () => delivery.wake();
  const desk = await openDesk({
    store,
    archive,
    sources,
    platforms,
    covering,
    committed,
    ...(options.wording && { writer: aWriter() }),
    clock,
    onUnknown,
  });
  const lost: string[] = [];
  const delivery = makeDelivery({
    store,
    platforms,
    compose: makeComposer({ store, ...(options.wording && { wording: options.wording }) }),
    clock,
    log,
    notices,
    onUnknown,
    verifyAfterMs,
    platformLost: (name) => void lost.push(name),
  });
  const { readPage } = options;
  const intake = makeIntake({
    store,
    match: desk.match,
    isWatched: (source) => readPage !== undefined && desk.isWatched(source),
    readPage: readPage ?? (async () => ({ kind: "unread", why: "refused" })),
    // The stories of most tests are alike on purpose.
    covering: options.covers ? covering : { near: async () => [], learn: async () => {}, doubt: () => {} },
    committed,
    clock,
  });
  const watcher = makeWatcher({ store, fetch, parse, intake, isOwn, clock, log, notices });
  return { store, desk, covering, delivery, intake, watcher, notices, log, lost };
}

function fetchFrom(world: World): Fetcher {
  return async () => {
    world.fetches += 1;
    if (world.answer) return world.answer();
    return {
      kind: "body",
      url: "https://wire.example/feed.xml",
      bytes: new TextEncoder().encode(rss(world.items)),
    };
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The source that the world's feed is. */
export function worldSource(more: Partial<Source> = {}): Source {
  return aSource({ url: "https://wire.example/feed.xml", everyMs: 1000, ...more });
}

/** Polls a source as it now stands in the store, and lets everything that is due be delivered. */
export async function pollOnce({ store, watcher, delivery }: House, id = worldSource().id): Promise<void> {
  const source = await store.sources.get(id);
  if (source) await watcher.poll(source);
  await delivery.idle();
}

/** One second of the program: polls what is due, and delivers what is due. */
export async function tick({ watcher, delivery }: House): Promise<void> {
  watcher.tick();
  await watcher.idle();
  await delivery.idle();
}

let asked = 0;

/** Says a line after `/news` in a channel, as a person would, and returns the answer as plain text. */
export async function ask({ desk, log }: House, line: string, channel: Channel = newsroom): Promise<string> {
  asked += 1;
  const handlers = makeHandlers({ commands, desk, log });
  const person = { id: "ann", name: "Ann" };
  const invocation = { id: `ask-${asked}`, channel, person, mayManage: async () => true, options: {} };
  return cardText((await handlers.line(line, invocation)).card);
}
