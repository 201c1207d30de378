import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Plan } from "../src/alerts/plan.ts";
import { makeIntake } from "../src/intake.ts";
import { StoreError } from "../src/store/errors.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { SEEN_TTL_MS } from "../src/stories/identity.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock } from "./doubles/clock.ts";
import type { Item } from "./doubles/feeds.ts";
import type { House } from "./doubles/house.ts";
import { makePress } from "./doubles/press.ts";
import { aSource, MORNING, newsroom, plus } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NO_CARD = { kind: "alert", parts: [], buttons: [] } as const;
const ann = { id: "ann", name: "Ann" };

let store: Store;
let clock: ReturnType<typeof makeClock>;
let press: ReturnType<typeof makePress>;

beforeEach(async () => {
  clock = makeClock();
  store = await openStore({ folder: ":memory:", now: clock.now });
  press = makePress(store, clock);
});
afterEach(() => store.close());

const latest = () => store.stories.latest({ limit: 10 });

describe("a first poll", () => {
  it("tells nothing, stores every story, and says why nothing was told", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    for (let n = 0; n < 120; n++) press.publish("wire", `${n}`);
    await press.add(house, "wire");
    expect(press.told()).toEqual([]);
    expect(await store.stories.count()).toBe(120);
    expect((await press.alertOf("https://news.example/7"))?.verdict).toEqual({
      kind: "held",
      reason: "first poll",
    });
    await press.poll(house, "wire");
    expect(press.told()).toEqual([]);
    press.publish("wire", "new");
    await press.poll(house, "wire");
    expect(press.told()).toEqual(["OpenAI opens its office number new"]);
  });

  it("of an empty feed counts as one", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    await press.add(house, "wire");
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("stays silent where it was broken off between two transactions", async () => {
    let commits = 0;
    const broken = failing(store, (call) => (call === "commit" && ++commits === 2 ? "before" : undefined));
    const house = await press.open({ store: broken });
    await house.desk.watch(newsroom, ann, "OpenAI");
    for (let n = 0; n < 120; n++) press.publish("wire", `${n}`);
    await press.add(house, "wire");
    expect(await store.stories.count()).toBe(50);
    expect((await store.sources.get("wire"))?.state.firstPolledAt).toBeUndefined();
    await press.poll(house, "wire");
    expect(await store.stories.count()).toBe(120);
    expect(press.told()).toEqual([]);
  });
});

describe("news", () => {
  let house: House;
  beforeEach(async () => {
    house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    for (const name of ["wire", "times"]) await press.add(house, name);
  });

  it("that two watches of a channel match is one alert, which names both", async () => {
    await house.desk.watch(newsroom, ann, "office");
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.truth.messages).toHaveLength(1);
    const text = cardText(press.truth.messages[0]?.card ?? NO_CARD);
    expect(text).toContain("OpenAI, office");
    expect((await press.alertOf("https://news.example/a"))?.matches.map(({ query }) => query)).toEqual([
      "OpenAI",
      "office",
    ]);
  });

  it("comes oldest first, and from the end of the document where it has no dates", async () => {
    press.publish("wire", "late", { at: plus(MORNING, 2_000) });
    press.publish("wire", "early", { at: plus(MORNING, 1_000) });
    for (const id of ["one", "two"]) press.publish("wire", id, { at: new Date(Number.NaN) });
    await press.poll(house, "wire");
    expect(press.told().map((title) => title?.split(" ").at(-1))).toEqual(["early", "late", "one", "two"]);
  });

  it("from two sources at the same instant is one alert, with both as outlets", async () => {
    press.publish("wire", "a");
    press.publish("times", "t-1", {
      title: "OpenAI's new office",
      url: "https://news.example/a?utm_source=times",
    });
    clock.advance(MINUTE);
    const sources = await store.sources.all();
    await Promise.all(sources.map((source) => house.watcher.poll(source)));
    await house.delivery.idle();
    expect(press.told()).toHaveLength(1);
    const [story] = await latest();
    expect(story?.outlets.map(({ name }) => name).toSorted()).toEqual(["The times", "The wire"]);
  });

  it.each<[string, Partial<Item>]>([
    ["a changed guid", { id: "a-changed" }],
    ["tracking parameters", { url: "https://news.example/a?utm_source=rss&fbclid=1" }],
    ["an edited title", { title: "OpenAI moves its office" }],
    ["a bumped date", { at: plus(MORNING, DAY) }],
    ["an edited text", { html: "Rewritten." }],
    ["a changed guid and link", { id: "b", url: "https://news.example/b" }],
    ["a changed guid and title", { id: "b", title: "OpenAI moves its office" }],
    ["a changed link and title", { url: "https://news.example/b", title: "OpenAI moves its office" }],
  ])("that comes again with %s is not told again", async (_, change) => {
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    press.feeds["wire"] = [{ ...item, ...change }];
    await press.poll(house, "wire", "wire");
    // And back again.
    press.feeds["wire"] = [item];
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
    expect(await store.stories.count()).toBe(1);
  });

  it("that stays in its feed outlives the time of its marks, also under a changed guid", async () => {
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    for (let days = 9; days <= 81; days += 9) {
      clock.advance(9 * DAY);
      await press.poll(house, "wire");
    }
    clock.advance(SEEN_TTL_MS - 80 * DAY);
    press.feeds["wire"] = [{ ...item, id: "a-changed" }];
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("that comes twice in one document is told once", async () => {
    press.publish("wire", "a");
    press.publish("wire", "a", { url: "https://news.example/a?utm_source=rss" });
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("that comes twice in one document, once without guid and link, is told once", async () => {
    const bare = press.publish("wire", "a", { id: "", url: "" });
    press.publish("wire", "b", { title: bare.title, html: bare.html });
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("of a source that is removed while it is polled does no harm", async () => {
    press.publish("wire", "a");
    const before = await store.sources.get("wire");
    if (!before) throw new Error("no source");
    await store.sources.remove("wire");
    await house.watcher.poll(before);
    await house.delivery.idle();
    expect(await store.sources.get("wire")).toBeUndefined();
    expect(house.log.events.filter(({ level }) => level === "error")).toEqual([]);
    expect(press.told()).toHaveLength(1);
  });
});

describe("a digest that leaves while a poll is being decided", () => {
  /** A house in which the digest of the channel goes out `times` times between the look and the commit. */
  async function openRaced(times: number) {
    let left = times;
    const raced: Store = {
      ...store,
      alerts: {
        ...store.alerts,
        past: async (...args) => {
          const past = await store.alerts.past(...args);
          const [open] = [...past.values()].flatMap(({ openDigest }) => openDigest ?? []);
          if (open && left > 0) {
            left -= 1;
            const sending = await store.dispatches.sending(open.id, clock.now());
            await store.dispatches.settle({ ...sending, state: "sent" });
          }
          return past;
        },
      },
    };
    const house = await press.open({ store: raced });
    await house.desk.watch(newsroom, ann, "OpenAI");
    await press.add(house, "wire");
    for (let n = 0; n < 12; n++) press.publish("wire", `${n}`);
    const source = await store.sources.get("wire");
    if (source) await house.watcher.poll(source);
    return house;
  }

  it("makes the poll decide again: the story goes into the next one", async () => {
    const house = await openRaced(1);
    press.publish("wire", "last");
    await press.poll(house, "wire");
    const alert = await press.alertOf("https://news.example/last");
    const dispatch = alert?.verdict.kind === "told" ? alert.verdict.dispatch : "";
    expect(await store.dispatches.get(dispatch)).toMatchObject({ kind: "digest", state: "pending" });
    expect(house.log.events.filter(({ level }) => level === "error")).toEqual([]);
    clock.advance(20 * MINUTE);
    await house.delivery.idle();
    expect((await store.dispatches.get(dispatch))?.state).toBe("sent");
  });

  it("takes along what joins it at the last moment", async () => {
    let joins: (() => Promise<void>) | undefined;
    const raced: Store = {
      ...store,
      dispatches: {
        ...store.dispatches,
        sending: async (id, at) => {
          const join = joins;
          joins = undefined;
          await join?.();
          return store.dispatches.sending(id, at);
        },
      },
    };
    const house = await press.open({ store: raced });
    await house.desk.watch(newsroom, ann, "OpenAI");
    await press.add(house, "wire");
    for (let n = 0; n < 12; n++) press.publish("wire", `${n}`);
    await press.poll(house, "wire");
    joins = async () => {
      press.publish("wire", "last");
      const source = await store.sources.get("wire");
      if (source) await house.watcher.poll(source);
    };
    clock.advance(MINUTE);
    await house.delivery.idle();
    expect(press.told().slice(10)).toEqual(["3 more stories"]);
    expect(cardText(press.truth.messages.at(-1)?.card ?? NO_CARD)).toContain("number last");
  });

  it("is an own fault where it cannot be settled: the source stays due", async () => {
    let commits = 0;
    const unruly: Store = {
      ...store,
      commit: async () => {
        commits += 1;
        throw new StoreError("stale", "It left again.");
      },
    };
    const house = await press.open({ store: unruly });
    press.publish("wire", "a");
    await press.add(house, "wire");
    expect(commits).toBe(3);
    expect(house.log.events).toMatchObject([{ level: "error", event: "poll.failed" }]);
    expect((await store.sources.get("wire"))?.state.checkedAt).toBeUndefined();
  });
});

describe("a commit that fails", () => {
  it("loses nothing: the next poll tells it, once", async () => {
    let isBroken = false;
    const broken = failing(store, (call) => (isBroken && call === "commit" ? "before" : undefined));
    const house = await press.open({ store: broken });
    await house.desk.watch(newsroom, ann, "OpenAI");
    await press.add(house, "wire");
    await press.add(house, "times");
    press.publish("wire", "a");
    press.publish("times", "b");
    isBroken = true;
    await press.poll(house, "wire");
    expect(await store.stories.count()).toBe(0);
    isBroken = false;
    await press.poll(house, "times", "wire", "wire");
    expect(press.told()).toHaveLength(2);
  });
});

it("makes a plan known once it is committed, and never before", async () => {
  let isFull = true;
  const broken = failing(store, (call) => (isFull && call === "commit" ? "before" : undefined));
  const known: Plan[] = [];
  const committed = (plan: Plan) => void known.push(plan);
  const learnt: string[] = [];
  const covering = {
    near: async () => [],
    learn: async ({ id }: { id: string }) => void learnt.push(id),
    doubt: () => {},
  };
  const readPage = async () => ({ kind: "unread", why: "refused" }) as const;
  const isWatched = () => false;
  const intake = makeIntake({
    store: broken,
    match: () => [],
    isWatched,
    readPage,
    covering,
    committed,
    clock,
  });
  const item = { id: "a", title: "A title", url: "https://news.example/a", summaryHtml: "", text: "" };
  const stories = [{ ...item, authors: [], tags: [] }];
  const feed = { title: "", link: "", stories, hints: {}, via: "json" } as const;
  const source = aSource();
  const aborting = new AbortController();
  const reading = { source, feed, silent: false, stateAfter: () => source.state, signal: aborting.signal };
  await expect(intake.take(reading)).rejects.toThrow(StoreError);
  expect([...known, ...learnt]).toEqual([]);
  isFull = false;
  expect(await intake.take(reading)).toBe(1);
  expect(learnt).toHaveLength(1);
  expect(known.map((plan) => plan.stories.map(({ title }) => title))).toEqual([["A title"]]);
});
