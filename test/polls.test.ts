import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFetcher } from "../src/sources/fetch.ts";
import { FetchError } from "../src/sources/source.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { makeClock } from "./doubles/clock.ts";
import { type Item, rss } from "./doubles/feeds.ts";
import { makeWorld, openHouse, publish, tick, worldSource } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { MORNING, newsroom, plus } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";
import { makeWire, type Page, type Wire } from "./doubles/wire.ts";

const SECOND = 1_000;
const DAY = 86_400_000;

let store: Store;
let clock: ReturnType<typeof makeClock>;
let truth: ReturnType<typeof makeTruth>;
let wire: Wire;
let fetcher: ReturnType<typeof makeFetcher>;

beforeEach(async () => {
  clock = makeClock();
  truth = makeTruth();
  store = await openStore({ folder: ":memory:", now: clock.now });
  wire = await makeWire();
  fetcher = makeFetcher({ allow: ["127.0.0.0/8"] });
});
afterEach(async () => {
  await fetcher.close();
  await wire.close();
  await store.close();
});

const items = (count: number): readonly Item[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `id-${n}`,
    title: `OpenAI opens office number ${n}`,
    url: `https://wire.example/${n}`,
    at: plus(MORNING, -n * SECOND),
    html: `What office ${n} is for.`,
  }));

/** A house that reads one page of a real wire; each poll tells which requests and parses it cost. */
async function openPage(page: Page) {
  wire.put("/feed.xml", page);
  await store.sources.put(worldSource({ url: wire.url("/feed.xml") }));
  let parses = 0;
  const house = await openHouse({
    store,
    world: makeWorld(),
    clock,
    platform: makePlatform(truth, { now: clock.now }),
    fetch: fetcher,
    parsed: () => {
      parses += 1;
    },
  });
  const poll = async (afterMs = 60 * SECOND) => {
    clock.advance(afterMs);
    const before = { requests: wire.requests.length, parses };
    await tick(house);
    return {
      answers: wire.requests.slice(before.requests).map(({ status }) => status),
      parses: parses - before.parses,
    };
  };
  return { house, poll, lastHeaders: () => wire.requests.at(-1)?.headers ?? {} };
}

const state = async () => (await store.sources.all())[0]?.state;

describe("a poll of a feed that has not changed", () => {
  // As servers send them: weak, with a comma, a day without its zero, a zone that is no zone.
  const etag = 'W/"5f, 9a\u00e9--gzip"';
  const lastModified = "Mon, 4 May 2026 8:00:00 UTC";
  const body = rss(items(3));

  it.each([
    ["both validators", { etag, lastModified }],
    ["an ETag alone", { etag }],
    ["a Last-Modified alone", { lastModified }],
  ])("costs one conditional request and no parse, with %s echoed byte for byte", async (_, validators) => {
    const { poll, lastHeaders } = await openPage({ body, ...validators });
    expect(await poll()).toEqual({ answers: [200], parses: 1 });
    for (let time = 0; time < 3; time++) {
      expect(await poll()).toEqual({ answers: [304], parses: 0 });
      expect(lastHeaders()["if-none-match"]).toBe("etag" in validators ? etag : undefined);
      expect(lastHeaders()["if-modified-since"]).toBe(
        "lastModified" in validators ? lastModified : undefined,
      );
    }
    expect(await store.stories.count()).toBe(3);
    expect(await state()).toMatchObject({ failures: 0, checkedAt: clock.now() });
  });

  it("keeps its validators over a restart", async () => {
    const page = { body, etag, lastModified };
    await (await openPage(page)).poll();
    const again = await openPage(page);
    expect(await again.poll()).toEqual({ answers: [304], parses: 0 });
  });

  it("costs no parse either where the server ignores validators, or makes new ones each time", async () => {
    const { poll, lastHeaders } = await openPage({ body });
    expect(await poll()).toEqual({ answers: [200], parses: 1 });
    expect(await poll()).toEqual({ answers: [200], parses: 0 });
    for (const tag of ['"1"', '"2"']) {
      wire.put("/feed.xml", { body, etag: tag });
      expect(await poll()).toEqual({ answers: [200], parses: 0 });
      expect(await state()).toMatchObject({ etag: tag });
    }
    expect(lastHeaders()["if-none-match"]).toBe('"1"');
    expect(await store.stories.count()).toBe(3);
  });

  it("is read whole again after eight days, in case the server answers 304 for ever", async () => {
    const { house, poll } = await openPage({ body, etag });
    await poll();
    wire.put("/feed.xml", { body: rss(items(4)), etag });
    expect(await poll(8 * DAY)).toEqual({ answers: [304], parses: 0 });
    expect(await poll()).toEqual({ answers: [200], parses: 1 });
    expect(await store.stories.count()).toBe(4);
    expect(house.log.events.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("what a poll says in the log", () => {
  it("names a possible gap where nothing of the feed is known any more", async () => {
    const { house, poll } = await openPage({ body: rss(items(3)) });
    await poll();
    const all = items(9);
    wire.put("/feed.xml", { body: rss(all.slice(2, 6)) });
    await poll();
    wire.put("/feed.xml", { body: rss(all.slice(6)) });
    await poll();
    expect(house.log.events.filter(({ event }) => event.startsWith("poll."))).toMatchObject([
      { event: "poll.read", details: { stories: 3, new: 3, silent: true } },
      { event: "poll.read", details: { stories: 4, new: 3 } },
      { event: "poll.read", details: { stories: 3, new: 3 } },
      { event: "poll.possible_gap", details: { new: 3 } },
    ]);
  });
});

describe("300 stories at once", () => {
  it("are ten posts and one digest with the other 290, each story told once", async () => {
    const { house, poll } = await openPage({ body: rss([]) });
    await house.desk.watch(newsroom, { id: "p", name: "p" }, "OpenAI");
    await poll();
    wire.put("/feed.xml", { body: rss(items(300)) });
    expect(await poll()).toEqual({ answers: [200], parses: 1 });
    const kinds = () => truth.messages.map(({ card }) => card.kind);
    expect(kinds()).toEqual(Array(10).fill("alert"));
    for (let second = 0; second < 20; second++) {
      clock.advance(SECOND);
      await house.delivery.idle();
    }
    expect(kinds()).toEqual([...Array(10).fill("alert"), "digest"]);
    const digest = truth.messages.at(-1)?.card;
    const [list] = digest?.parts.filter((part) => part.kind === "list") ?? [];
    expect(list?.items).toHaveLength(290);
    expect(digest?.title?.text).toBe("290 more stories");
    const titles = [
      ...truth.messages.slice(0, 10).map(({ card }) => card.title?.text),
      ...(list?.items.map(([first]) => (first as { text: string }).text) ?? []),
    ];
    // Oldest first, over posts and digest.
    expect(titles).toEqual(
      items(300)
        .map(({ title }) => title)
        .reverse(),
    );
    for (let minute = 0; minute < 30; minute++) await poll();
    expect(truth.messages).toHaveLength(11);
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });
});

describe("the seen marks of a feed that is polled once a week for a year", () => {
  it.each([
    ["one that answers 304", '"always"'],
    ["one without validators", undefined],
  ])("outlast it, and nothing is told again: %s", async (_, etag) => {
    const old = items(5);
    const page = (list: readonly Item[]) => ({ body: rss(list), ...(etag ? { etag } : {}) });
    const { house, poll } = await openPage(page(old));
    await house.desk.watch(newsroom, { id: "p", name: "p" }, "OpenAI");
    await poll();
    const fresh: Item = { ...items(1)[0], id: "fresh", url: "https://wire.example/fresh" } as Item;
    wire.put("/feed.xml", {
      ...page([{ ...fresh, title: "OpenAI has news" }, ...old]),
      ...(etag ? { etag: '"new"' } : {}),
    });
    await poll();
    for (let week = 0; week < 52; week++) {
      await poll(7 * DAY);
      await store.tidy(clock.now());
    }
    expect(truth.messages.map(({ card }) => card.title?.text)).toEqual(["OpenAI has news"]);
    expect(await store.stories.count()).toBe(6);
    expect(house.log.events.filter(({ event }) => event === "poll.possible_gap")).toEqual([]);
  });
});

describe("a failure of our own", () => {
  it.each([
    ["own network", () => true],
    ["foreign host", () => false],
  ])("leaves the source due and asks again after 30 s, not at once (%s)", async (_, isOwn) => {
    let isBroken = true;
    const broken = failing(store, (call) => (isBroken && call === "commit" ? "before" : undefined));
    const world = makeWorld();
    publish(world, "a");
    await store.sources.put(worldSource());
    const platform = makePlatform(truth, { now: clock.now });
    const house = await openHouse({ store: broken, world, clock, platform, isOwn });
    clock.advance(SECOND);
    const before = await store.sources.get(worldSource().id);
    for (let second = 0; second < 30; second++) {
      await tick(house);
      clock.advance(SECOND);
    }
    expect(world.fetches).toBe(1);
    expect(await store.sources.get(worldSource().id)).toEqual(before);
    expect(house.log.events.filter(({ level }) => level === "error")).toMatchObject([
      { event: "poll.failed" },
    ]);
    isBroken = false;
    await tick(house);
    expect(world.fetches).toBe(2);
    expect(await store.stories.count()).toBe(1);
  });

  it("is told apart from trouble of the source, and waits just as long where that cannot be noted", async () => {
    const world = makeWorld();
    world.answer = () => {
      throw new FetchError("status", "answers 500", { status: 500 });
    };
    await store.sources.put(worldSource());
    const broken = failing(store, (call) => (call === "sources.reschedule" ? "before" : undefined));
    const platform = makePlatform(truth, { now: clock.now });
    const house = await openHouse({ store: broken, world, clock, platform });
    for (let second = 0; second < 30; second++) {
      await tick(house);
      clock.advance(SECOND);
    }
    expect(world.fetches).toBe(1);
    expect(house.log.events.at(-1)).toMatchObject({ level: "error", event: "poll.failed" });
  });
});
