import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshState } from "../src/sources/schedule.ts";
import { FetchError, type Fetched, type Fetcher, type Source } from "../src/sources/source.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { makeClock } from "./doubles/clock.ts";
import { type House, makeWorld, openHouse, publish, worldSource } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { aSource, MORNING, plus } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let store: Store;
let clock: ReturnType<typeof makeClock>;
let truth: ReturnType<typeof makeTruth>;

beforeEach(async () => {
  clock = makeClock();
  truth = makeTruth();
  store = await openStore({ folder: ":memory:", now: clock.now });
});
afterEach(() => store.close());

/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise(setImmediate);

/** A tick, up to where its polls wait for their answers. */
async function look({ tick }: House["watcher"]): Promise<void> {
  tick();
  await turn();
}

function open(more: Partial<Parameters<typeof openHouse>[0]> = {}): Promise<House> {
  const platform = makePlatform(truth, { now: clock.now });
  return openHouse({ store, world: makeWorld(), clock, platform, isOwn: () => false, ...more });
}

/** A fetcher that answers when the test says so. */
function makeHeldFetch() {
  const asked: { url: string; answer(fetched?: Fetched): void; fail(error: unknown): void }[] = [];
  const fetch: Fetcher = (url, _validators, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
    signal.addEventListener("abort", () => reject(signal.reason));
    asked.push({ url, answer: (fetched = { kind: "unchanged" }) => resolve(fetched), fail: reject });
    return promise;
  };
  return { fetch, asked, urls: () => asked.map(({ url }) => url) };
}

async function put(urls: readonly string[], more: Partial<Source> = {}): Promise<void> {
  for (const url of urls) await store.sources.put(aSource({ id: url, url, ...more }));
}

const hosts = (count: number) => Array.from({ length: count }, (_, n) => `https://wire${n}.example/feed.xml`);

/** A house past its start, when no source waits for its place in the spread any more. */
async function openLater(fetch: Fetcher, more: Partial<Parameters<typeof openHouse>[0]> = {}) {
  const house = await open({ fetch, ...more });
  clock.advance(5 * MINUTE);
  return house;
}

describe("a tick", () => {
  it("starts the polls that are due, and no others", async () => {
    const { fetch, urls } = makeHeldFetch();
    const [now = "", late = "", gone = ""] = hosts(3);
    await put([now]);
    await put([late], { state: { ...freshState(MORNING), dueAt: plus(MORNING, HOUR) } });
    await put([gone], { state: { ...freshState(MORNING), disabled: true } });
    const { watcher } = await openLater(fetch);
    await look(watcher);
    expect(urls()).toEqual([now]);
  });

  it("has at most 16 under way, the most overdue first, and takes the next when one is done", async () => {
    const { fetch, asked, urls } = makeHeldFetch();
    const all = hosts(20);
    for (const [n, url] of all.entries())
      await put([url], { state: { ...freshState(MORNING), dueAt: plus(MORNING, -n * SECOND) } });
    const { watcher } = await openLater(fetch);
    await look(watcher);
    await look(watcher);
    const expected = all.toReversed();
    expect(urls()).toEqual(expected.slice(0, 16));
    asked[3]?.answer();
    await turn();
    await look(watcher);
    expect(urls()).toEqual(expected.slice(0, 17));
  });

  it("polls a host one source at a time, and leaves it a second between two requests", async () => {
    const { fetch, asked, urls } = makeHeldFetch();
    const [a, b, c] = ["https://wire.example/a", "https://wire.example/b", "https://wire.example/c"] as const;
    await put([a, b, c], { everyMs: HOUR });
    const { watcher } = await openLater(fetch);
    await look(watcher);
    clock.advance(5 * SECOND);
    await look(watcher);
    expect(urls()).toEqual([a]);
    asked[0]?.answer();
    await turn();
    clock.advance(999);
    await look(watcher);
    expect(urls()).toEqual([a]);
    clock.advance(1);
    await look(watcher);
    expect(urls()).toEqual([a, b]);
  });

  it("waits for nobody on the operator's own networks, where an interval is set", async () => {
    const { fetch, asked, urls } = makeHeldFetch();
    const [a, b, c, d] = ["a", "b", "c", "d"].map((path) => `http://127.0.0.1/${path}`);
    await put([a ?? "", b ?? ""], { everyMs: SECOND });
    await put([c ?? "", d ?? ""]);
    const { watcher } = await openLater(fetch, { isOwn: () => true });
    await look(watcher);
    expect(urls()).toEqual([a, b, c]);
    clock.advance(400);
    for (const one of asked) one.answer();
    await turn();
    clock.advance(600);
    await look(watcher);
    expect(urls()).toEqual([a, b, c, a, b]);
  });

  it("leaves a whole host alone that answers Retry-After, and no other", async () => {
    const { fetch, asked, urls } = makeHeldFetch();
    await put(["https://busy.example/a", "https://busy.example/b", "https://calm.example/"], {
      everyMs: SECOND,
    });
    const { watcher } = await openLater(fetch);
    await look(watcher);
    asked[0]?.fail(new FetchError("status", "answers 429", { status: 429, retryAfterMs: 2 * MINUTE }));
    asked[1]?.answer();
    await turn();
    clock.advance(2 * MINUTE - 1);
    await look(watcher);
    expect(urls().slice(2)).toEqual(["https://calm.example/"]);
    clock.advance(1);
    await look(watcher);
    expect(urls().slice(3)).toEqual(["https://busy.example/b"]);
  });

  it("never overlaps itself", async () => {
    const gate = Promise.withResolvers<void>();
    let looks = 0;
    const slow: Store = {
      ...store,
      sources: {
        ...store.sources,
        due: async (...args) => {
          looks += 1;
          await gate.promise;
          return store.sources.due(...args);
        },
      },
    };
    const { watcher } = await open({ store: slow });
    for (let second = 0; second < 5; second++) watcher.tick();
    expect(looks).toBe(1);
    gate.resolve();
    await watcher.idle();
    watcher.tick();
    expect(looks).toBe(2);
    await watcher.idle();
  });

  it("outlives a store that fails", async () => {
    const { fetch, urls } = makeHeldFetch();
    await put(hosts(1));
    const broken = failing(store, (call, n) => (call === "sources.due" && n < 4 ? "before" : undefined));
    const { watcher, log } = await openLater(fetch, { store: broken });
    for (let second = 0; second < 3; second++) await look(watcher);
    expect(log.events.filter(({ event }) => event === "tick.failed").length).toBeGreaterThan(0);
    expect(urls()).toEqual(hosts(1));
  });

  it("is not blinded by hundreds of sources of one host that rests", async () => {
    const { fetch, asked, urls } = makeHeldFetch();
    const busy = Array.from({ length: 450 }, (_, n) => `https://busy.example/${n}`);
    await put(busy, { state: { ...freshState(MORNING), dueAt: plus(MORNING, -HOUR) } });
    await put(["https://calm.example/"]);
    const { watcher } = await openLater(fetch);
    await look(watcher);
    expect(urls()).toEqual([busy[0], "https://calm.example/"]);
    for (const one of asked) one.answer();
    await watcher.idle();
  });
});

describe("the start of the program", () => {
  const all = hosts(100);

  /** The sources asked in each second of a start at which all are overdue. */
  async function start(): Promise<readonly (readonly string[])[]> {
    const asked: string[] = [];
    const fetch: Fetcher = async (url) => {
      asked.push(url);
      return { kind: "unchanged" };
    };
    const { watcher } = await open({ fetch });
    const seconds: string[][] = [];
    for (let second = 0; second < 25; second++) {
      watcher.tick();
      await watcher.idle();
      seconds.push(asked.splice(0));
      clock.advance(SECOND);
    }
    return seconds;
  }

  it("is no storm: overdue sources are spread, each at its own moment, the same at each start", async () => {
    await put(all);
    const first = await start();
    expect(first.flat().toSorted()).toEqual(all.toSorted());
    expect(Math.max(...first.map(({ length }) => length))).toBeLessThanOrEqual(15);
    expect(first.slice(21).flat()).toEqual([]);
    for (const url of all) await store.sources.reschedule(url, freshState(clock.now()));
    expect((await start()).map((urls) => urls.toSorted())).toEqual(first.map((urls) => urls.toSorted()));
  });

  it("counts more overdue sources than one look shows", async () => {
    await put(hosts(300));
    const asked = (await start()).flat().length;
    // 300 sources are spread over 60 s; were they counted as 200, it would be 40 s and 187 by now.
    expect(asked).toBeGreaterThan(90);
    expect(asked).toBeLessThan(160);
  });
});

describe("stopping", () => {
  it("breaks off requests without blaming the source, and starts nothing more", async () => {
    const { fetch, urls } = makeHeldFetch();
    await put(hosts(2));
    const { watcher, log } = await openLater(fetch);
    await look(watcher);
    await watcher.stop();
    watcher.tick();
    await watcher.idle();
    expect(urls()).toHaveLength(2);
    expect((await store.sources.all()).map(({ state }) => state.trouble)).toEqual([undefined, undefined]);
    expect(log.events.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  });

  it("starts nothing when it comes between the look and the first poll", async () => {
    const { fetch, urls } = makeHeldFetch();
    await put(hosts(2));
    const { watcher } = await openLater(fetch);
    watcher.tick();
    await watcher.stop();
    expect(urls()).toEqual([]);
  });

  it("commits what was read", async () => {
    const gate = Promise.withResolvers<void>();
    const world = makeWorld();
    publish(world, "a");
    await store.sources.put(worldSource());
    const slow: Store = {
      ...store,
      commit: async (plan) => {
        await gate.promise;
        return store.commit(plan);
      },
    };
    const { watcher } = await open({ store: slow, world });
    clock.advance(SECOND);
    watcher.tick();
    while (world.fetches === 0) await turn();
    await turn();
    let isStopped = false;
    const stopped = watcher.stop().then(() => {
      isStopped = true;
    });
    await turn();
    expect(isStopped).toBe(false);
    gate.resolve();
    await stopped;
    expect(await store.stories.count()).toBe(1);
  });
});
