import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { makeClock } from "./doubles/clock.ts";
import { makeWorld, openHouse } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { aDispatch, anAlert, aStory, newsroom } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

let store: Store;
let clock: ReturnType<typeof makeClock>;
let truth: ReturnType<typeof makeTruth>;

beforeEach(async () => {
  clock = makeClock();
  truth = makeTruth();
  store = await openStore({ folder: ":memory:", now: clock.now });
  const ids = ["a", "b"];
  const verdict = (dispatch: string) => ({ kind: "told", dispatch, by: "post" }) as const;
  await store.commit({
    stories: ids.map((id) => aStory({ id, title: id })),
    sightings: [],
    alerts: ids.map((id) => anAlert({ id, story: id, channel: newsroom, verdict: verdict(id) })),
    dispatches: ids.map((id) => aDispatch({ id })),
    seen: [],
  });
});
afterEach(() => store.close());

const titles = () => truth.messages.map(({ card }) => card.title?.text);

describe("while the store refuses, such as on a full disk,", () => {
  it.each(["dispatches.sending", "dispatches.settle", "alerts.get", "dispatches.pending"])(
    "delivery does not run in circles, and catches up afterwards without a loss (%s)",
    async (broken) => {
      let refused = 0;
      let isFull = true;
      // After 500 refusals in a row it gives way, so that running in circles ends and can be counted.
      const full = failing(store, (call) => {
        if (call !== broken || !isFull || refused >= 500) return undefined;
        refused += 1;
        return "before";
      });
      const platform = makePlatform(truth, { now: clock.now });
      const { delivery } = await openHouse({ store: full, world: makeWorld(), clock, platform });
      for (let second = 0; second < 60; second++) {
        await delivery.idle();
        clock.advance(1_000);
      }
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThanOrEqual(60);
      isFull = false;
      for (let minute = 0; minute < 20; minute++) {
        clock.advance(60_000);
        await delivery.idle();
      }
      expect(titles()).toEqual(["a", "b"]);
    },
  );
});

describe("a card that the store keeps from being composed", () => {
  it("is no lost answer: it is posted later, also where the platform cannot be asked and nothing is repeated", async () => {
    let isBroken = true;
    const faulty = failing(store, (call) => (isBroken && call === "stories.get" ? "before" : undefined));
    const platform = makePlatform(truth, { now: clock.now, find: false });
    const house = await openHouse({ store: faulty, world: makeWorld(), clock, platform, onUnknown: "skip" });
    for (let second = 0; second < 10; second++) {
      await house.delivery.idle();
      clock.advance(1_000);
    }
    isBroken = false;
    for (let minute = 0; minute < 20; minute++) {
      clock.advance(60_000);
      await house.delivery.idle();
    }
    expect(titles()).toEqual(["a", "b"]);
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });
});

describe("a hint that a lane is mended", () => {
  it.each(["lanes.resting", "lanes.rest"])(
    "never fails whoever gives it, though the store does (%s)",
    async (broken) => {
      const lane = { channel: newsroom, since: clock.now(), detail: "not invited", probeAt: clock.now() };
      await store.lanes.rest(lane);
      const full = failing(store, (call) => (call === broken ? "before" : undefined));
      const platform = makePlatform(truth, { now: clock.now });
      const { delivery, log } = await openHouse({ store: full, world: makeWorld(), clock, platform });
      await delivery.probe(newsroom);
      expect(log.events.map(({ event }) => event)).toContain("delivery.probe");
    },
  );
});
