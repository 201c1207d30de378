import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Agent, request } from "undici";
import { systemClock } from "../src/clock.ts";
import { makeCovering } from "../src/covering.ts";
import { makeArchive } from "../src/desk/archive.ts";
import { makeSourceDesk, sourceId } from "../src/desk/sources.ts";
import { openDesk } from "../src/desk.ts";
import { makeIntake } from "../src/intake.ts";
import { makeNotices } from "../src/notices.ts";
import { makeFetcher } from "../src/sources/fetch.ts";
import { parseFeed } from "../src/sources/parse.ts";
import { freshState } from "../src/sources/schedule.ts";
import type { PageReader, Source } from "../src/sources/source.ts";
import { openStore } from "../src/store/sqlite.ts";
import { makeWatcher } from "../src/watcher.ts";
import { makeTestLog } from "../test/doubles/log.ts";
import { cpuMsSince } from "./cpu.ts";
import type { WireOrder } from "./wire-process.ts";

const STORIES = 20;
const AT_ONCE = 16;

/** The figures of polling, in their units. */
export interface PollingFigures {
  readonly polls304: number;
  readonly polls200: number;
  /** A bare GET by the HTTP client alone, of the same wire, per second. */
  readonly bareGets: number;
  /** Share of the CPU time of a 200 that goes into parsing. */
  readonly parseShare: number;
  readonly commits: number;
  /** A transaction of one row in a bare database with the same settings, per second. */
  readonly bareCommits: number;
  readonly heapMbPer1000: number;
  readonly rssMb: number;
}

/** Polls `count` sources on a loopback wire that runs in a process of its own. */
export async function measurePolling(count: number): Promise<PollingFigures> {
  const folder = mkdtempSync(join(tmpdir(), "newshound-bench-"));
  const order: WireOrder = { feeds: count, stories: STORIES };
  const wire = fork(new URL("./wire-process.ts", import.meta.url), [JSON.stringify(order)]);
  const [origin] = (await once(wire, "message")) as [string];
  const house = await openBenchHouse(folder);
  const heapBefore = heapMb();
  const sources = Array.from({ length: count }, (_, n): Source => {
    const url = `${origin}/${n}.xml`;
    return {
      id: sourceId(url),
      url,
      name: `Source ${n}`,
      topics: [],
      owners: ["instance"],
      everyMs: 1000,
      state: freshState(new Date()),
    };
  });
  for (const source of sources) await house.store.sources.put(source);

  const polls200 = await house.rateOf(sources);
  const parseShare = (await parseCpuMs(`${origin}/0.xml`, count)) / house.cpuMs();
  const polls304 = await house.rateOf(sources);
  const heapMbPer1000 = ((heapMb() - heapBefore) * 1000) / count;
  const rssMb = process.memoryUsage.rss() / 1e6;
  const commits = await rate(500, (n) => house.commit(n));
  const bareGets = await bareRate(origin, count);
  const bareCommits = await bareCommitRate(folder);

  await house.close();
  wire.kill();
  rmSync(folder, { recursive: true });
  return { polls304, polls200, bareGets, parseShare, commits, bareCommits, heapMbPer1000, rssMb };
}

async function openBenchHouse(folder: string) {
  const clock = systemClock();
  const store = await openStore({ folder, now: clock.now });
  const log = makeTestLog();
  const platforms = new Map();
  const fetch = makeFetcher({ allow: ["127.0.0.0/8"] });
  const notices = makeNotices({ store, platforms, operator: undefined, clock, log });
  let pollMs = 0;
  const sources = makeSourceDesk({ store, clock, fetch, parse: parseFeed });
  const covering = makeCovering({ store, clock });
  const committed = () => {};
  // What is measured is the way of feeds; pages have a bench of their own.
  const readPage: PageReader = async () => ({ kind: "unread", why: "refused" });
  const desk = await openDesk({
    store,
    archive: makeArchive({ store, clock }),
    sources,
    platforms,
    covering,
    committed,
    clock,
    onUnknown: "repeat",
  });
  const { match, isWatched } = desk;
  const intake = makeIntake({ store, match, isWatched, readPage, covering, committed, clock });
  const watcher = makeWatcher({
    store,
    fetch,
    parse: parseFeed,
    intake,
    isOwn: () => true,
    clock,
    log,
    notices,
  });

  return {
    store,
    cpuMs: () => pollMs,
    /** Polls all sources once, 16 at a time, and returns how many polls that was per second. */
    async rateOf(all: readonly Source[]): Promise<number> {
      const queue = [...all];
      const before = process.threadCpuUsage();
      const began = performance.now();
      const worker = async () => {
        for (let next = queue.pop(); next; next = queue.pop()) {
          const source = await store.sources.get(next.id);
          if (source) await watcher.poll(source);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      const seconds = (performance.now() - began) / 1000;
      pollMs = cpuMsSince(before);
      return all.length / seconds;
    },
    /** Commits a plan of one story with three marks. */
    commit: (n: number) =>
      store.commit({
        stories: [{ ...PLAIN_STORY, id: `bench-${n}`, url: `https://bench.example/${n}` }],
        sightings: [],
        alerts: [],
        dispatches: [],
        seen: ["i", "s", "u"].map((kind) => ({
          key: `${kind}/bench-${n}`,
          mark: { story: `bench-${n}`, at: Date.now() },
          ttlMs: 1e9,
        })),
      }),
    async close() {
      await watcher.stop();
      await fetch.close();
      await store.close();
    },
  };
}

const PLAIN_STORY = {
  source: "bench",
  sourceName: "Bench",
  title: "A story for the bench",
  text: "Some text of the usual length of a summary, which is about two lines.",
  publishedAt: new Date(),
  dateGuessed: false,
  firstSeenAt: new Date(),
  authors: [],
  tags: [],
};

/** The CPU time of parsing one of the feeds so many times; the thread's clock is too coarse for a single parse. */
async function parseCpuMs(url: string, times: number): Promise<number> {
  const { body } = await request(url);
  const bytes = new Uint8Array(await body.arrayBuffer());
  const before = process.threadCpuUsage();
  for (let n = 0; n < times; n++) await parseFeed(bytes, "application/rss+xml", url);
  return cpuMsSince(before);
}

async function bareRate(origin: string, count: number): Promise<number> {
  const agent = new Agent();
  const queue = Array.from({ length: count }, (_, n) => `${origin}/${n}.xml`);
  const began = performance.now();
  const worker = async () => {
    for (let url = queue.pop(); url; url = queue.pop()) {
      const { body } = await request(url, { dispatcher: agent, headers: { "if-none-match": '"1"' } });
      await body.dump();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - began) / 1000;
  await agent.close();
  return count / seconds;
}

async function bareCommitRate(folder: string): Promise<number> {
  const db = new DatabaseSync(join(folder, "bare.sqlite"));
  db.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID",
  );
  const insert = db.prepare("INSERT INTO t VALUES (?, ?)");
  const found = await rate(500, async (n) => void insert.run(`k${n}`, "v".repeat(140)));
  db.close();
  return found;
}

async function rate(times: number, work: (n: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < times; n++) await work(n);
  return (times * 1000) / (performance.now() - began);
}

function heapMb(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
