import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { makeClock } from "../doubles/clock.ts";
import type { House } from "../doubles/house.ts";
import { makePress } from "../doubles/press.ts";
import { newsroom } from "../doubles/samples.ts";

const DAY_MS = 86_400_000;

let store: Store;
let clock: ReturnType<typeof makeClock>;
let press: ReturnType<typeof makePress>;
let house: House;

beforeEach(async () => {
  clock = makeClock();
  store = await openStore({ folder: ":memory:", now: clock.now });
  press = makePress(store, clock);
  house = await press.open();
  await house.desk.watch(newsroom, { id: "ann", name: "Ann" }, "OpenAI");
  for (const name of ["wire", "times"]) await press.add(house, name);
});
afterEach(() => store.close());

/** Lets so many days pass, ten at a time; what goes with time goes, and the papers are read. */
async function pass(days: number): Promise<void> {
  for (let left = days; left > 0; left -= 10) {
    clock.advance(Math.min(left, 10) * DAY_MS - 60_000);
    await store.tidy(clock.now());
    await store.retain(clock.now(), { days: 9, stories: 1_000 });
    await press.poll(house, "wire", "times");
  }
}

/** Has the wire tell of a story, which then drops out of its feed. */
async function tell(): Promise<string> {
  const { url } = press.publish("wire", "a");
  await press.poll(house, "wire");
  expect(press.told()).toHaveLength(1);
  press.feeds["wire"] = [];
  return url;
}

describe("a story that was told and removed, and comes back in its source", () => {
  it("is known by its marks as long as these last", async () => {
    await tell();
    await pass(60);
    expect(await store.stories.count()).toBe(0);
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect([press.told().length, await store.stories.count()]).toEqual([1, 0]);
  });

  it("is known by what was told of it for 30 days more, and then by its new marks", async () => {
    await tell();
    await pass(110);
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect([press.told().length, await store.stories.count()]).toEqual([1, 1]);
    press.feeds["wire"] = [];
    await pass(110);
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("is news after that", async () => {
    await tell();
    await pass(121);
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(2);
  });
});

describe("a story that was told and removed, and comes in by another source", () => {
  it("is not told again", async () => {
    const url = await tell();
    await pass(60);
    press.publish("times", "t-1", { url });
    await press.poll(house, "times");
    expect([press.told().length, await store.stories.count()]).toEqual([1, 1]);
  });

  it("wakes no watch that was set up since", async () => {
    const url = await tell();
    await pass(60);
    const young = { ...newsroom, id: "young" };
    await house.desk.watch(young, { id: "ann", name: "Ann" }, "OpenAI");
    press.publish("times", "t-1", { url });
    await press.poll(house, "times");
    expect([press.told().length, await store.stories.count()]).toEqual([1, 1]);
    press.publish("times", "t-2");
    await press.poll(house, "times");
    // What is new is told in both channels.
    expect(press.told()).toHaveLength(3);
  });

  it("is told to a watch that is older than it, and that it could not meet before", async () => {
    const older = { ...newsroom, id: "older" };
    await house.desk.watch(older, { id: "ann", name: "Ann" }, "OpenAI source:times");
    const url = await tell();
    await pass(60);
    press.publish("times", "t-1", { url });
    await press.poll(house, "times");
    expect(press.told()).toHaveLength(2);
  });
});
