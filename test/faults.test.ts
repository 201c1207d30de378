import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Card } from "../src/commands/command.ts";
import type { Platform } from "../src/platforms/platform.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { makeClock } from "./doubles/clock.ts";
import {
  type House,
  makeWorld,
  openHouse,
  pollOnce,
  publish,
  type World,
  worldSource,
} from "./doubles/house.ts";
import { makePlatform, makeTruth, type Truth } from "./doubles/platform.ts";
import { newsroom } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

/** One fault in the life of the program: which call of store or platform throws, and whether it took effect. */
interface Fault {
  readonly at: number;
  readonly when: "before" | "after";
}

interface Told {
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly inOrder: boolean;
  readonly calls: readonly string[];
}

/** The calls that change nothing: to fail before or after is the same for them. */
const READ =
  /^(?:find|stories\.(?:get|latest|covered|parted)|alerts\.(?:past|get|of|joinedTo)|watches\.all|sources\.get|lanes\.resting|dispatches\.(?:heads|pending|get)|kv\(\w+\)\.(?:get|getMany))$/;

type OpenHouse = typeof openHouse;

/** Where the store of a morning lies. The disk is slow, and test/crash.test.ts has the lives that need one. */
type Where = "in memory" | "on disk";

/**
 * Plays a morning of news with one fault. Everything but the database is dropped when the fault strikes, and rebuilt
 * from it; then the platform's truth is held against what was published.
 */
async function playWith(
  fault: Fault | undefined,
  open: OpenHouse = openHouse,
  find = true,
  where: Where = "in memory",
): Promise<Told> {
  const folder = where === "on disk" ? mkdtempSync(join(tmpdir(), "newshound-faults-")) : ":memory:";
  const clock = makeClock();
  const world = makeWorld();
  const truth = makeTruth();
  const calls: string[] = [];
  let struck = false;

  const strike = (call: string): Fault["when"] | undefined => {
    calls.push(call);
    if (struck || calls.length !== fault?.at) return undefined;
    struck = true;
    return fault.when;
  };

  let file: Store | undefined;
  let house: House | undefined;

  async function wake(): Promise<House> {
    file ??= await openStore({ folder, now: clock.now });
    const store = failing(file, strike);
    const platform = failingPlatform(makePlatform(truth, { find, now: clock.now }), strike);
    return open({ store, world, clock, platform });
  }

  async function live(work: (house: House) => Promise<void>): Promise<void> {
    const before = struck;
    try {
      house ??= await wake();
      await work(house);
    } catch (error) {
      if (!struck) throw error;
    }
    if (struck === before) return;
    // The fault struck: all that was known is dropped, and another life does the same work again from the store.
    house = undefined;
    if (where === "on disk") {
      await file?.close();
      file = undefined;
    }
    await live(work);
  }

  publish(world, "old");
  await live(async ({ store, desk }) => {
    await store.sources.put(worldSource());
    await desk.watch(newsroom, { id: "p", name: "p" }, "OpenAI");
  });
  await live((house) => pollOnce(house));
  for (const batch of [["a", "b", "c"], ["d"], ["e", "f"]]) {
    for (const id of batch) publish(world, id);
    clock.advance(60_000);
    await live((house) => pollOnce(house));
  }
  // Nothing new: what is still open gets its time.
  for (let round = 0; round < 3; round++) {
    clock.advance(3_600_000);
    await live((house) => pollOnce(house));
  }
  await file?.close();
  if (where === "on disk") rmSync(folder, { recursive: true });
  return { ...judge(world, truth), calls };
}

function failingPlatform(platform: Platform, strike: (call: string) => Fault["when"] | undefined): Platform {
  const wrap = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const when = strike(name);
      if (when === "before") throw new Error("the connection broke before");
      const result = await call(...args);
      if (when === "after") throw new Error("the answer was lost");
      return result;
    };
  };
  return {
    ...platform,
    post: wrap("post", platform.post),
    ...(platform.find ? { find: wrap("find", platform.find) } : {}),
  };
}

/** Compares what stands in the channel with what was published after the first poll. */
function judge(world: World, truth: Truth): Omit<Told, "calls"> {
  const published = world.items
    .map(({ title }) => title)
    .reverse()
    .slice(1);
  const posted = truth.messages.map(({ card }) => card.title?.text ?? "");
  const lost = published.filter((title) => !posted.includes(title));
  const twice = posted.filter((title, at) => posted.indexOf(title) !== at);
  const first = [...new Set(posted)];
  const inOrder = first.join() === published.filter((title) => posted.includes(title)).join();
  return { lost, twice, inOrder };
}

/** One morning for every fault: each call, or each n-th, failing before and, where it has one, after its effect. */
async function playAll(open?: OpenHouse, find?: boolean, step = 1, where?: Where) {
  const { calls } = await playWith(undefined, open, find, where);
  const results: (Told & Fault)[] = [];
  for (let at = 1; at <= calls.length; at += step) {
    const whens = READ.test(calls[at - 1] ?? "") ? (["before"] as const) : (["before", "after"] as const);
    for (const when of whens)
      results.push({ ...(await playWith({ at, when }, open, find, where)), at, when });
  }
  return results;
}

/** What a bot does that keeps no outbox: it posts from the poll, and marks what it has seen before or after. */
function naive(order: "mark, then post" | "post, then mark"): OpenHouse {
  return async (options) => {
    const house = await openHouse(options);
    const seen = options.store.kv("naive");
    async function tell(id: string, title: string): Promise<void> {
      if (await seen.get(id)) return;
      const card: Card = { kind: "alert", title: { text: title }, parts: [], buttons: [] };
      const mark = () => seen.set(id, true);
      const post = () => options.platform.post(newsroom, card, { key: id, signal: AbortSignal.abort() });
      for (const step of order === "mark, then post" ? [mark, post] : [post, mark]) await step();
    }
    async function poll(): Promise<void> {
      await seen.set("old", true);
      for (const { id, title } of [...options.world.items].reverse()) await tell(id, title);
    }
    return { ...house, watcher: { ...house.watcher, poll } };
  };
}

// Hundreds of mornings take their seconds.
describe("when any one call of store or platform throws, before or after its effect", {
  timeout: 60_000,
}, () => {
  it("loses nothing, repeats nothing, and keeps the order", async () => {
    const results = await playAll();
    expect(results.length).toBeGreaterThan(100);
    expect(
      results.filter(({ lost, twice, inOrder }) => lost.length > 0 || twice.length > 0 || !inOrder),
    ).toEqual([]);
  });

  it("does so on a disk, too", async () => {
    const results = await playAll(undefined, true, 16, "on disk");
    expect(results.length).toBeGreaterThan(10);
    expect(results.flatMap(({ lost, twice }) => [...lost, ...twice])).toEqual([]);
  });

  it("can fail: marking before posting loses, posting before marking repeats", async () => {
    const marked = await playAll(naive("mark, then post"), true, 4);
    expect(marked.some(({ lost }) => lost.length > 0)).toBe(true);
    const posted = await playAll(naive("post, then mark"), true, 4);
    expect(posted.some(({ twice }) => twice.length > 0)).toBe(true);
  });

  it("on a platform without find, loses nothing with onUnknown: repeat", async () => {
    const results = await playAll(undefined, false, 4);
    expect(results.filter(({ lost, inOrder }) => lost.length > 0 || !inOrder)).toEqual([]);
    expect(results.some(({ twice }) => twice.length > 0)).toBe(true);
  });

  it("on a platform without find, repeats nothing with onUnknown: skip", async () => {
    const results = await playAll((options) => openHouse({ ...options, onUnknown: "skip" }), false, 4);
    expect(results.filter(({ twice }) => twice.length > 0)).toEqual([]);
    expect(results.some(({ lost }) => lost.length > 0)).toBe(true);
  });
});
