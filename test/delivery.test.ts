import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Dispatch } from "../src/alerts/dispatch.ts";
import type { Platform, PostResult } from "../src/platforms/platform.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { makeClock } from "./doubles/clock.ts";
import { type House, makeWorld, openHouse } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { aDispatch, anAlert, aStory, newsroom } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const operator = { platform: "test", space: "s1", id: "ops" };

let store: Store;
let clock: ReturnType<typeof makeClock>;
let truth: ReturnType<typeof makeTruth>;
let answers: Map<string, PostResult>;

beforeEach(async () => {
  clock = makeClock();
  truth = makeTruth();
  answers = new Map();
  store = await openStore({ folder: ":memory:", now: clock.now });
});
afterEach(() => store.close());

/** Puts posts into the lane of a channel, one for each story id. */
async function enqueue(ids: readonly string[], channel = newsroom): Promise<void> {
  const now = clock.now();
  const dispatches: Dispatch[] = ids.map((id) => aDispatch({ id, channel, dueAt: now, createdAt: now }));
  await store.commit({
    stories: ids.map((id) => aStory({ id, title: id })),
    sightings: [],
    alerts: ids.map((id) =>
      anAlert({
        id,
        story: id,
        channel,
        verdict: { kind: "told", dispatch: id, by: "post" },
        decidedAt: now,
      }),
    ),
    dispatches,
    seen: [],
  });
}

function open(more: Partial<Parameters<typeof openHouse>[0]> = {}): Promise<House> {
  const answer = (channel: { id: string }, key: string) => answers.get(key) ?? answers.get(channel.id);
  const platform = makePlatform(truth, { now: clock.now, answer });
  return openHouse({ store, world: makeWorld(), clock, platform, operator, ...more });
}

const titles = () =>
  truth.messages.filter(({ channel }) => channel === "test:s1/news").map(({ card }) => card.title?.text);
const notices = () =>
  truth.messages
    .filter(({ channel }) => channel === "test:s1/ops")
    .map(({ card }) => JSON.stringify(card.parts));

describe("a lane", () => {
  it("posts in order and settles each", async () => {
    await enqueue(["a", "b", "c"]);
    const { delivery } = await open();
    await delivery.idle();
    expect(titles()).toEqual(["a", "b", "c"]);
    expect(await store.dispatches.get("b")).toMatchObject({
      state: "sent",
      attempts: 1,
      message: { id: "m-b" },
    });
    expect(await store.dispatches.heads(clock.now())).toEqual([]);
  });

  it("waits for a platform that asks to wait, and keeps its order", async () => {
    await enqueue(["a", "b"]);
    answers.set("a", { kind: "later", afterMs: 30_000 });
    const { delivery } = await open();
    await delivery.idle();
    clock.advance(29_000);
    await delivery.idle();
    expect(titles()).toEqual([]);
    answers.clear();
    clock.advance(1_000);
    await delivery.idle();
    expect(titles()).toEqual(["a", "b"]);
  });

  it("does not hold up another channel", async () => {
    const other = { ...newsroom, id: "other" };
    await enqueue(["a"]);
    await enqueue(["b"], other);
    answers.set("a", { kind: "later", afterMs: 30_000 });
    const { delivery } = await open();
    await delivery.idle();
    expect(truth.messages.map(({ key }) => key)).toEqual(["b"]);
  });

  it("says a refused card once more as title and link, then goes on with the next", async () => {
    await enqueue(["a", "b"]);
    answers.set("a", { kind: "invalid", scope: "message", detail: "too long" });
    const { delivery } = await open();
    await delivery.idle();
    expect(await store.dispatches.get("a")).toMatchObject({ state: "dead", attempts: 2, plain: true });
    expect(titles()).toEqual(["b"]);
  });

  it("looks for what may have been posted only when a request still in flight must have arrived", async () => {
    await enqueue(["a"]);
    answers.set("a", { kind: "unknown", detail: "no answer" });
    const { delivery } = await open({ verifyAfterMs: 5_000 });
    await delivery.idle();
    answers.clear();
    clock.advance(4_000);
    await delivery.idle();
    expect(await store.dispatches.get("a")).toMatchObject({ state: "unknown", attempts: 1 });
    clock.advance(1_000);
    await delivery.idle();
    expect(titles()).toEqual(["a"]);
  });

  it("keeps a pace where the platform asks for one", async () => {
    await enqueue(["a", "b"]);
    const platform: Platform = makePlatform(truth, { now: clock.now });
    const { delivery } = await open({ platform: { ...platform, can: { ...platform.can, paceMs: 1_000 } } });
    const idle = delivery.idle();
    while (titles().length === 0) await new Promise(setImmediate);
    expect(titles()).toEqual(["a"]);
    while (titles().length === 1) {
      await new Promise(setImmediate);
      clock.advance(500);
    }
    clock.advance(1_000);
    await idle;
    expect(titles()).toEqual(["a", "b"]);
  });
});

describe("an outcome that is not known", () => {
  it("is looked for, and not posted again where it stands", async () => {
    await enqueue(["a"]);
    const platform = makePlatform(truth, { now: clock.now });
    const lossy: Platform = {
      ...platform,
      post: async (...args) => {
        await platform.post(...args);
        throw new Error("reset");
      },
    };
    const { delivery } = await open({ platform: lossy });
    await delivery.idle();
    clock.advance(60_000);
    await delivery.idle();
    expect(titles()).toEqual(["a"]);
    expect((await store.dispatches.get("a"))?.state).toBe("sent");
  });

  it("waits longer each time the look itself fails", async () => {
    await enqueue(["a"]);
    await store.dispatches.sending("a", clock.now());
    const platform = makePlatform(truth, { now: clock.now });
    const { delivery } = await open({
      platform: { ...platform, find: () => Promise.reject(new Error("offline")) },
    });
    await delivery.idle();
    expect(await store.dispatches.get("a")).toMatchObject({
      state: "unknown",
      reason: "could not look for it: offline",
    });
    expect(titles()).toEqual([]);
  });
});

describe("a channel that cannot be reached", () => {
  const forbidden: PostResult = {
    kind: "forbidden",
    scope: "channel",
    detail: "not in the channel",
    fix: "Type /invite @Newshound there.",
  };

  it("rests: its dispatches wait, and the operator hears once, and of the recovery", async () => {
    await enqueue(["a", "b"]);
    answers.set("news", forbidden);
    const { delivery } = await open();
    await delivery.idle();
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 2, dead: 0 });
    expect(await store.lanes.resting()).toMatchObject([{ detail: "not in the channel" }]);
    for (let hour = 0; hour < 3; hour++) {
      clock.advance(HOUR);
      await delivery.idle();
    }
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toContain("not in the channel. Its alerts wait. Type /invite @Newshound");
    answers.clear();
    clock.advance(HOUR);
    await delivery.idle();
    expect(titles()).toEqual(["a", "b"]);
    expect(await store.lanes.resting()).toEqual([]);
    expect(notices()).toHaveLength(2);
  });

  it("is told of in one sentence where the detail is one", async () => {
    await enqueue(["a"]);
    answers.set("news", { ...forbidden, detail: "In #news I lack Embed Links." });
    const { delivery } = await open();
    await delivery.idle();
    expect(notices()[0]).toContain(": In #news I lack Embed Links. Its alerts wait.");
  });

  it("is tried at once after an event that may have mended it", async () => {
    await enqueue(["a"]);
    answers.set("news", forbidden);
    const { delivery } = await open();
    await delivery.idle();
    answers.clear();
    await delivery.probe({ ...newsroom, id: "other" });
    await delivery.probe(newsroom);
    await delivery.idle();
    expect(titles()).toEqual(["a"]);
  });

  it("gets what has waited more than a day as one digest", async () => {
    await enqueue(["a", "b", "c"]);
    answers.set("news", forbidden);
    const { delivery } = await open();
    await delivery.idle();
    clock.advance(DAY + HOUR);
    answers.clear();
    await delivery.idle();
    const news = truth.messages.filter(({ channel }) => channel === "test:s1/news");
    expect(news).toHaveLength(1);
    expect(news[0]?.card.kind).toBe("digest");
    for (const title of ["a", "b", "c"]) expect(JSON.stringify(news[0]?.card)).toContain(`"${title}"`);
    expect(await store.alerts.get(["b"])).toMatchObject([{ verdict: { by: "digest" } }]);
  });

  it("is given up after 30 days, with the reason", async () => {
    await enqueue(["a"]);
    answers.set("news", forbidden);
    const { delivery } = await open();
    await delivery.idle();
    clock.advance(30 * DAY);
    await delivery.idle();
    expect(await store.dispatches.get("a")).toMatchObject({
      state: "dead",
      reason: expect.stringContaining("30 days"),
    });
  });
});

describe("a platform that refuses the token", () => {
  it("is lost alone: its alerts wait, the other one serves", async () => {
    const second = makePlatform(truth, { name: "second", now: clock.now });
    await enqueue(["a", "b"]);
    await enqueue(["c"], { platform: "second", space: "s", id: "x" });
    answers.set("news", { kind: "unauthorised", scope: "platform", detail: "invalid_auth" });
    const { delivery, lost } = await open({
      further: [second],
      operator: { platform: "second", space: "s", id: "ops" },
    });
    await delivery.idle();
    clock.advance(DAY);
    await delivery.idle();
    expect(lost).toEqual(["test"]);
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 2, dead: 0 });
    expect(truth.messages.map(({ channel }) => channel).sort()).toEqual(["second:s/ops", "second:s/x"]);
  });
});

describe("a store that fails", () => {
  it("is not asked in a circle: the lane waits for the next tick", async () => {
    await enqueue(["a"]);
    let failures = 0;
    const broken = failing(store, (call) => {
      if (call !== "dispatches.sending") return undefined;
      failures += 1;
      return "before";
    });
    const { delivery, log } = await open({ store: broken });
    await delivery.idle();
    expect(failures).toBe(1);
    expect(log.events.map(({ event }) => event)).toContain("delivery.failed");
    await delivery.idle();
    expect(failures).toBe(2);
  });
});

describe("edits and replies", () => {
  const insert = (dispatch: Dispatch) =>
    store.commit({ stories: [], sightings: [], alerts: [], dispatches: [dispatch], seen: [] });

  it("an edit changes the posted message and never holds the lane", async () => {
    await enqueue(["a", "b"]);
    await insert(aDispatch({ id: "e", kind: "edit", target: "a", alerts: ["a"] }));
    const { delivery } = await open();
    await delivery.idle();
    clock.advance(60_000);
    await delivery.idle();
    expect(truth.messages.find(({ key }) => key === "a")?.edits).toHaveLength(1);
    expect(titles()).toEqual(["a", "b"]);
  });

  it("a reply goes to the message of its target", async () => {
    await enqueue(["a"]);
    await insert(aDispatch({ id: "r", kind: "reply", target: "a", alerts: ["a"] }));
    const { delivery } = await open();
    await delivery.idle();
    expect(truth.messages.map(({ replyTo }) => replyTo)).toEqual([undefined, "m-a"]);
  });

  it("a reply to what was never posted is given up, and the lane goes on", async () => {
    await insert(aDispatch({ id: "r", kind: "reply", target: "missing", alerts: ["a"] }));
    await enqueue(["a"]);
    const { delivery } = await open();
    await delivery.idle();
    expect((await store.dispatches.get("r"))?.state).toBe("dead");
    expect(titles()).toEqual(["a"]);
  });
});

describe("stopping", () => {
  it("finishes what is under way and takes nothing more", async () => {
    await enqueue(["a", "b"]);
    const release = Promise.withResolvers<void>();
    const platform = makePlatform(truth, { now: clock.now });
    const slow: Platform = {
      ...platform,
      post: async (...args) => {
        await release.promise;
        return platform.post(...args);
      },
    };
    const { delivery } = await open({ platform: slow });
    delivery.wake();
    while ((await store.dispatches.get("a"))?.state !== "sending") await new Promise(setImmediate);
    const stopped = delivery.stop(10_000);
    release.resolve();
    await stopped;
    expect((await store.dispatches.get("a"))?.state).toBe("sent");
    expect((await store.dispatches.get("b"))?.state).toBe("pending");
  });

  it("breaks off what takes longer than its time, and leaves it to be looked for", async () => {
    await enqueue(["a"]);
    const platform = makePlatform(truth, { now: clock.now });
    const hanging: Platform = {
      ...platform,
      post: (_channel, _card, { signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
    };
    const { delivery } = await open({ platform: hanging });
    delivery.wake();
    while ((await store.dispatches.get("a"))?.state !== "sending") await new Promise(setImmediate);
    const stopped = delivery.stop(10_000);
    clock.advance(10_000);
    await stopped;
    expect(await store.dispatches.get("a")).toMatchObject({ state: "unknown", reason: "stopped" });
  });
});
