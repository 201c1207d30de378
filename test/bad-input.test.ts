import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reconcileSources } from "../src/desk/sources.ts";
import { makeOwnHosts } from "../src/sources/address.ts";
import { makeFetcher } from "../src/sources/fetch.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { makeClock } from "./doubles/clock.ts";
import type { Item } from "./doubles/feeds.ts";
import { ask, type House, makeWorld, openHouse, tick } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { newsroom } from "./doubles/samples.ts";
import { makeWire, type Wire } from "./doubles/wire.ts";
import type { Fault } from "./doubles/wire-faults.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ALLOW = ["127.0.0.0/8"];
const ops = { platform: "test", space: "s1", id: "ops" };

let store: Store;
let clock: ReturnType<typeof makeClock>;
let truth: ReturnType<typeof makeTruth>;
let wire: Wire;
let patient: ReturnType<typeof makeFetcher>;
let hasty: ReturnType<typeof makeFetcher>;
/** Whether the bad wire is waited for only a moment; the time-outs are real ones. */
let isHasty: boolean;
let lists: Record<"good" | "bad", readonly Item[]>;
let house: House;

beforeEach(async () => {
  clock = makeClock();
  truth = makeTruth();
  wire = await makeWire();
  store = await openStore({ folder: ":memory:", now: clock.now });
  patient = makeFetcher({ allow: ALLOW });
  hasty = makeFetcher({ allow: ALLOW, timeoutMs: 300 });
  isHasty = false;
  lists = { good: [], bad: [] };
  await open();
  await house.desk.watch(newsroom, { id: "ann", name: "Ann" }, "OpenAI");
});
afterEach(async () => {
  await house.watcher.stop();
  await Promise.all([patient.close(), hasty.close()]);
  await wire.close();
  await store.close();
});

/** Opens a house that reads a real wire, with two sources that are read each minute. */
async function open(): Promise<void> {
  house = await openHouse({
    store,
    world: makeWorld(),
    clock,
    platform: makePlatform(truth, { now: clock.now }),
    operator: ops,
    fetch: (url, ...rest) => (isHasty && url.endsWith("/bad") ? hasty : patient)(url, ...rest),
    isOwn: makeOwnHosts(ALLOW),
  });
  for (const name of ["good", "bad"] as const) publish(name, `old ${name}`);
  const wanted = (["good", "bad"] as const).map((name) => ({
    name: `The ${name} wire`,
    url: wire.url(`/${name}`),
    everyMs: MINUTE,
    topics: [],
  }));
  await reconcileSources(store, wanted, clock.now());
}

function publish(name: "good" | "bad", about: string): void {
  const slug = about.replaceAll(" ", "-");
  const url = `https://news.example/${slug}`;
  const item = { id: slug, title: `OpenAI: ${about}`, url, at: clock.now(), html: `A word on ${about}.` };
  lists[name] = [item, ...lists[name]];
  wire.publishers.rss(`/${name}`, lists[name]);
}

/** Lets minutes pass with a tick in each. */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    clock.advance(MINUTE);
    await tick(house);
  }
}

const inChannel = (id: string) => truth.messages.filter(({ channel }) => channel.endsWith(`/${id}`));
const told = () => inChannel("news").map(({ card }) => card.title?.text.replace("OpenAI: ", ""));
const notices = () => inChannel("ops").map(({ card }) => JSON.stringify(card.parts));
const requests = (path: string) => wire.requests.filter((one) => one.path === path).length;
const badSource = async () => (await store.sources.all()).find(({ name }) => name === "The bad wire");

const KINDS: readonly (readonly [string, Fault, string])[] = [
  ["a web page instead of a feed", { kind: "html" }, "is a web page, not a feed"],
  ["an empty document", { kind: "empty" }, "is empty"],
  ["more than 5 MB", { kind: "huge", bytes: 6_000_000 }, "is larger than 5 MB"],
  ["an answer that drips", { kind: "drip", everyMs: 20 }, "took longer than 0.3 s"],
  ["silence", { kind: "silent" }, "took longer than 0.3 s"],
  ["a loop of redirects", { kind: "loop" }, "redirects in a loop"],
  ["500", { kind: "status", status: 500 }, "answers 500"],
  ["404", { kind: "status", status: 404 }, "answers 404 (its address may have changed)"],
  ["403", { kind: "status", status: 403 }, "answers 403 (it refuses programs)"],
  ["a connection reset", { kind: "reset" }, "closed the connection before the end"],
  ["a connection cut in the middle", { kind: "cut" }, "closed the connection before the end"],
];

describe("a source that answers with", () => {
  it.each(KINDS)("%s backs off, is named in plain words, and loses nothing", async (_, fault, words) => {
    await minutes(2);
    wire.spoil("/bad", fault);
    isHasty = fault.kind === "drip" || fault.kind === "silent";
    publish("bad", "news of the bad wire");
    publish("good", "news of the good wire");
    const before = { good: requests("/good"), bad: (await badSource())?.state };
    const since = new Date(clock.now().getTime() + MINUTE);
    await minutes(8);

    // The other source goes on, and what it tells is told.
    expect(told()).toEqual(["news of the good wire"]);
    expect(requests("/good") - before.good).toBe(8);
    // Asked in minutes 1, 3 and 7: each wait is twice the one before. What is known of it stays.
    const { trouble, dueAt, failures, ...kept } = (await badSource())?.state ?? {};
    expect(failures).toBe(3);
    expect(dueAt).toEqual(new Date(since.getTime() + 14 * MINUTE));
    expect(trouble?.since).toEqual(since);
    expect(before.bad).toMatchObject(kept);

    const status = await ask(house, "status");
    expect(status).toContain("Not all is well. 2 sources, 1 fresh, 1 in trouble; 1 watch; 0 alerts waiting");
    expect(status).toContain(
      `The bad wire | ${words} since <time 2026-05-04T09:03> | next try <in 2026-05-04T09:17>`,
    );

    wire.mend("/bad");
    isHasty = false;
    await minutes(7);
    expect(told()).toEqual(["news of the good wire", "news of the bad wire"]);
    expect(await ask(house, "status")).toContain("All well. 2 sources, 2 fresh;");
    await minutes(5);
    expect(told()).toHaveLength(2);
    expect(house.log.events.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("429 is left alone for as long as it asks", async () => {
    await minutes(2);
    wire.spoil("/bad", { kind: "status", status: 429, retryAfter: "3600" });
    publish("bad", "news");
    const before = requests("/bad");
    await minutes(1);
    expect(await ask(house, "status")).toContain(
      "The bad wire | answers 429 (it was asked too often) since <time 2026-05-04T09:03> | next try <in 2026-05-04T10:03>",
    );
    wire.mend("/bad");
    await minutes(59);
    expect(requests("/bad") - before).toBe(1);
    expect(told()).toEqual([]);
    await minutes(1);
    expect(told()).toEqual(["news"]);
  });

  it("410 is asked no more, the operator hears of it, and added again it loses nothing", async () => {
    await minutes(2);
    wire.spoil("/bad", { kind: "status", status: 410 });
    publish("bad", "news");
    await minutes(90);
    expect(requests("/bad")).toBe(3);
    expect(notices()).toEqual([expect.stringContaining("The bad wire answers 410.")]);
    expect(await ask(house, "status")).toMatch(
      /The bad wire \| answers 410.* since .*\| not asked any more; add it again if it is back/,
    );
    // Asking for it while it is gone changes nothing.
    expect(await ask(house, `source add ${wire.url("/bad")}`)).toContain("answers 410");
    expect((await badSource())?.state.disabled).toBe(true);
    wire.mend("/bad");
    await ask(house, `source add ${wire.url("/bad")}`);
    await minutes(2);
    expect(told()).toEqual(["news"]);
    expect(notices().at(-1)).toContain("The bad wire is back.");
    expect(await ask(house, "status")).toContain("All well.");
  });

  it("half a document gives what is whole in it, and the rest later, each once", async () => {
    for (let n = 0; n < 8; n++) publish("bad", `early ${n}`);
    await minutes(2);
    for (let n = 0; n < 8; n++) publish("bad", `story ${n}`);
    wire.spoil("/bad", { kind: "truncated" });
    await minutes(3);
    const first = told();
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(9);
    expect(await ask(house, "status")).toContain("All well.");
    wire.mend("/bad");
    await minutes(3);
    expect(told().toSorted()).toEqual(Array.from({ length: 8 }, (_, n) => `story ${n}`));
  });

  it("less than one story of a document is in trouble", async () => {
    await minutes(2);
    wire.put("/bad", {
      body: '<?xml version="1.0"?><rss version="2.0"><channel><title>The bad',
      etag: '"half"',
    });
    await minutes(1);
    expect(await ask(house, "status")).toContain(
      "The bad wire | breaks off before its first story is complete",
    );
    publish("bad", "news");
    await minutes(2);
    expect(told()).toEqual(["news"]);
  });
});

describe("a source in trouble", () => {
  it("from its first poll on stays unread, and is silent when it is read for the first time", async () => {
    wire.spoil("/bad", { kind: "html" });
    await minutes(2);
    expect((await badSource())?.state.firstPolledAt).toBeUndefined();
    expect(await ask(house, "status")).toContain("1 in trouble");
    wire.mend("/bad");
    await minutes(5);
    expect(told()).toEqual([]);
    publish("bad", "news");
    await minutes(1);
    expect(told()).toEqual(["news"]);
  });

  it("for more than a day is told to the operator once, and so is its recovery", async () => {
    await minutes(2);
    wire.spoil("/bad", { kind: "status", status: 500 });
    publish("bad", "news");
    for (let hour = 0; hour < 60; hour++) {
      clock.advance(HOUR);
      await tick(house);
    }
    expect(notices()).toEqual([
      expect.stringContaining("The bad wire answers 500. Nothing new can come from it."),
    ]);
    wire.mend("/bad");
    for (let hour = 0; hour < 24; hour++) {
      clock.advance(HOUR);
      await tick(house);
    }
    expect(notices().slice(1)).toEqual([expect.stringContaining("The bad wire is back.")]);
    expect(told()).toEqual(["news"]);
  });

  it("holds nobody up: while one is silent the other is read and told", async () => {
    await minutes(2);
    publish("good", "news");
    wire.spoil("/bad", { kind: "silent" });
    clock.advance(MINUTE);
    const before = requests("/bad");
    house.watcher.tick();
    while (told().length === 0 || requests("/bad") === before) await new Promise(setImmediate);
    expect(told()).toEqual(["news"]);
    expect((await badSource())?.state.trouble).toBeUndefined();
    // A stop breaks off the request; that is no trouble of the source.
    await house.watcher.stop();
    expect((await badSource())?.state.trouble).toBeUndefined();
  });
});
