import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeNotices } from "../src/notices.ts";
import type { Platform } from "../src/platforms/platform.ts";
import { freshState } from "../src/sources/schedule.ts";
import { FetchError } from "../src/sources/source.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock } from "./doubles/clock.ts";
import { makeWorld, openHouse, publish, tick, worldSource } from "./doubles/house.ts";
import { makeTestLog } from "./doubles/log.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { failing } from "./doubles/store.ts";

const HOUR = 3_600_000;
const operator = { platform: "test", space: "s1", id: "ops" };

let store: Store;
let clock: ReturnType<typeof makeClock>;
let truth: ReturnType<typeof makeTruth>;
let log: ReturnType<typeof makeTestLog>;

beforeEach(async () => {
  clock = makeClock();
  truth = makeTruth();
  log = makeTestLog();
  store = await openStore({ folder: ":memory:", now: clock.now });
});
afterEach(() => store.close());

const notices = () => truth.messages.map(({ card }) => cardText(card));
const events = () => log.events.map(({ event }) => event);

function open(more: Partial<Parameters<typeof makeNotices>[0]> = {}) {
  const platforms = new Map([["test", makePlatform(truth, { now: clock.now })]]);
  return makeNotices({ store, platforms, operator, clock, log, ...more });
}

describe("an episode", () => {
  it("is told once, and so is its end", async () => {
    const { trouble, recovery } = open();
    await trouble("source a", "It is broken.");
    await trouble("source a", "It is still broken.");
    await recovery("source a", "It is back.");
    await recovery("source a", "It is back.");
    expect(notices()).toEqual(["It is broken.", "It is back."]);
    expect(truth.messages.map(({ channel }) => channel)).toEqual(["test:s1/ops", "test:s1/ops"]);
    expect(truth.messages.map(({ card }) => [card.kind, card.tone])).toEqual([
      ["notice", "warn"],
      ["notice", "info"],
    ]);
    expect(events()).toEqual(["trouble", "recovery"]);
  });

  it("is told anew when it begins anew, each message under a key of its own", async () => {
    const { trouble, recovery } = open();
    for (let time = 0; time < 2; time++) {
      await trouble("source a", "It is broken.");
      clock.advance(HOUR);
      await recovery("source a", "It is back.");
    }
    expect(notices()).toHaveLength(4);
    expect(new Set(truth.messages.map(({ key }) => key)).size).toBe(4);
  });

  it("stays open over a restart", async () => {
    await open().trouble("source a", "It is broken.");
    await open().trouble("source a", "It is broken.");
    expect(notices()).toEqual(["It is broken."]);
    await open().recovery("source a", "It is back.");
    expect(notices()).toEqual(["It is broken.", "It is back."]);
  });

  it("is opened once by two who notice it at the same time, and another beside it", async () => {
    const { trouble } = open();
    await Promise.all([
      trouble("platform a", "It is broken."),
      trouble("platform a", "It is broken."),
      trouble("platform b", "So is this."),
    ]);
    expect(notices().toSorted()).toEqual(["It is broken.", "So is this."]);
  });

  it("can be opened again after the store failed to open it", async () => {
    let isBroken = true;
    const faulty = failing(store, () => (isBroken ? "before" : undefined));
    const { trouble } = open({ store: faulty });
    await expect(trouble("source a", "It is broken.")).rejects.toThrow("Injected");
    isBroken = false;
    await trouble("source a", "It is broken.");
    expect(notices()).toEqual(["It is broken."]);
  });
});

describe("a notice", () => {
  it.each([
    ["no operator is named", { operator: undefined }],
    ["the operator's platform is not here", { operator: { ...operator, platform: "other" } }],
  ])("goes to the log alone where %s", async (_, more) => {
    await open(more).trouble("source a", "It is broken.");
    expect(notices()).toEqual([]);
    expect(log.events).toMatchObject([
      { level: "warn", event: "trouble", details: { episode: "source a", text: "It is broken." } },
    ]);
  });

  it("that cannot be posted is logged, hurts nobody, and is not repeated", async () => {
    const good = makePlatform(truth, { now: clock.now });
    const posts: Platform["post"][] = [
      async () => ({ kind: "later", afterMs: 1 }),
      async () => {
        throw new Error("offline");
      },
    ];
    for (const [n, post] of posts.entries()) {
      const { trouble } = open({ platforms: new Map([["test", { ...good, post }]]) });
      await trouble(`source ${n}`, "It is broken.");
      await trouble(`source ${n}`, "It is broken.");
    }
    expect(events()).toEqual(["trouble", "notice.failed", "trouble", "notice.failed"]);
    expect(log.events.at(1)?.details).toMatchObject({ text: "It is broken.", result: "later" });
  });
});

describe("the operator of sources", () => {
  const gone = new FetchError("status", "answers 410", { status: 410 });
  const broken = new FetchError("status", "answers 500", { status: 500 });

  /** A world whose feed fails while `error` is set. */
  async function openTroubled(more: { store?: Store } = {}) {
    const world = makeWorld();
    publish(world, "a");
    const feed: { error: FetchError | undefined } = { error: undefined };
    world.answer = () => {
      if (feed.error) throw feed.error;
      return { kind: "unchanged" };
    };
    await store.sources.put(worldSource());
    const platform = makePlatform(truth, { now: clock.now });
    const house = await openHouse({ store, world, clock, platform, operator, ...more });
    const hours = async (count: number) => {
      for (let hour = 0; hour < count; hour++) {
        clock.advance(HOUR);
        await tick(house);
      }
    };
    return { feed, house, hours };
  }

  it("hears of a source that fails for a day, once, and of its recovery", async () => {
    const { feed, hours } = await openTroubled();
    feed.error = broken;
    await hours(24);
    expect(notices()).toEqual([]);
    await hours(48);
    expect(notices()).toEqual(["Example wire answers 500. Nothing new can come from it."]);
    feed.error = undefined;
    await hours(48);
    expect(notices()).toHaveLength(2);
    expect(notices()[1]).toContain("Example wire is back.");
  });

  it("hears nothing of a short trouble", async () => {
    const { feed, hours } = await openTroubled();
    feed.error = broken;
    await hours(5);
    feed.error = undefined;
    await hours(20);
    expect(notices()).toEqual([]);
  });

  it("hears at once of a source that is gone, and it is asked no more until someone adds it again", async () => {
    const { feed, house, hours } = await openTroubled();
    feed.error = gone;
    await hours(1);
    expect(notices()).toHaveLength(1);
    const before = await store.sources.get(worldSource().id);
    await hours(5);
    expect(await store.sources.get(worldSource().id)).toEqual(before);
    // Added again: it starts afresh, recovers, and the next trouble is told anew.
    feed.error = undefined;
    await house.store.sources.reschedule(worldSource().id, freshState(clock.now()));
    await hours(1);
    expect(notices()[1]).toContain("Example wire is back.");
    feed.error = gone;
    await hours(1);
    expect(notices()).toHaveLength(3);
  });

  it("hears of the recovery even where the first attempt to say so failed", async () => {
    let isBroken = false;
    const faulty = failing(store, (call) =>
      isBroken && call.startsWith("kv(episodes)") ? "before" : undefined,
    );
    const { feed, hours } = await openTroubled({ store: faulty });
    feed.error = broken;
    await hours(72);
    feed.error = undefined;
    isBroken = true;
    await hours(24);
    isBroken = false;
    await hours(1);
    expect(notices()).toHaveLength(2);
    expect(notices()[1]).toContain("Example wire is back.");
  });
});
