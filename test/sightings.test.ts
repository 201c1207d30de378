import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { urlKey } from "../src/stories/identity.ts";
import { stableId } from "../src/text/id.ts";
import { makeClock } from "./doubles/clock.ts";
import { makePress } from "./doubles/press.ts";
import { newsroom } from "./doubles/samples.ts";

const ann = { id: "ann", name: "Ann" };
const elsewhere = { ...newsroom, space: "s2" };

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

describe("a story in a further source", () => {
  it("is noted as an outlet and not told again", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    for (const name of ["wire", "times"]) await press.add(house, name);
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    press.publish("times", "t-1", { url: item.url, title: "OpenAI's office" });
    await press.poll(house, "times", "times");
    expect(press.told()).toHaveLength(1);
    expect((await latest())[0]?.outlets).toHaveLength(2);
  });

  it("is told to watches that ask for that source", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, 'OpenAI source:"The times"');
    for (const name of ["wire", "times"]) await press.add(house, name);
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.told()).toEqual([]);
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times", "times");
    expect(press.told()).toHaveLength(1);
  });

  it("is told to a space that could not see the first source, and to no other again", async () => {
    const house = await press.open();
    for (const channel of [newsroom, elsewhere]) await house.desk.watch(channel, ann, "OpenAI");
    await press.add(house, "wire", { owners: ["test:s1"] });
    await press.add(house, "times", { owners: ["test:s2"] });
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    expect([press.told().length, press.told(elsewhere).length]).toEqual([1, 0]);
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times");
    expect([press.told().length, press.told(elsewhere).length]).toEqual([1, 1]);
  });

  it("is news to a watch of that space even where the watch is younger than the story", async () => {
    const house = await press.open();
    await press.add(house, "wire", { owners: ["test:s1"] });
    await press.add(house, "times", { owners: ["test:s2"] });
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    await house.desk.watch(elsewhere, ann, "OpenAI");
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times");
    expect(press.told(elsewhere)).toHaveLength(1);
  });

  it("is told to that space even where the first source was removed meanwhile", async () => {
    const house = await press.open();
    for (const channel of [newsroom, elsewhere]) await house.desk.watch(channel, ann, "OpenAI");
    await press.add(house, "wire", { owners: ["test:s1"] });
    await press.add(house, "times");
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    await store.sources.remove("wire");
    clock.advance(60_000);
    await house.desk.watch(elsewhere, ann, "office");
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times");
    expect([press.told().length, press.told(elsewhere).length]).toEqual([1, 1]);
    const alert = await press.alertOf(item.url, elsewhere);
    expect(alert?.matches.map(({ query }) => query)).toEqual(["OpenAI"]);
  });

  it("is not told to a watch that is younger than the story", async () => {
    const house = await press.open();
    for (const name of ["wire", "times"]) await press.add(house, name);
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    await house.desk.watch(newsroom, ann, "OpenAI");
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times");
    expect(press.told()).toEqual([]);
  });

  it("is told to a younger watch that asks for the further source: there it is new", async () => {
    const house = await press.open();
    for (const name of ["wire", "times"]) await press.add(house, name);
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    await house.desk.watch(newsroom, ann, 'source:"The times"');
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times");
    expect(press.told()).toHaveLength(1);
  });

  it("is told although a source that was just added listed it first, in its silent first poll", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    await press.add(house, "wire");
    clock.advance(60_000);
    const item = press.publish("wire", "a");
    press.publish("times", "t-1", { url: item.url });
    press.publish("times", "t-2");
    await press.add(house, "times");
    expect(press.told()).toEqual([]);
    await press.poll(house, "wire", "times", "wire");
    expect(press.told()).toEqual(["OpenAI opens its office number t-1"]);
    expect((await press.alertOf(item.url))?.matches).toMatchObject([{ query: "OpenAI" }]);
  });

  it("comes as new where only its mark is left", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    await press.add(house, "wire");
    const item = press.publish("wire", "a");
    const mark = { story: "forgotten", at: clock.now().getTime() };
    await store.kv("seen").set(`u/${stableId(urlKey(item.url))}`, mark);
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("stays untold where both sources are read for the first time", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    clock.advance(60_000);
    for (const name of ["wire", "times"]) press.publish(name, "a");
    for (const name of ["wire", "times"]) await press.add(house, name);
    await press.poll(house, "wire", "times");
    expect(press.told()).toEqual([]);
    const alert = await press.alertOf("https://news.example/a");
    expect(alert).toMatchObject({ verdict: { kind: "held", reason: "first poll" } });
    expect(alert?.matches).toHaveLength(1);
  });

  it("that was told for one watch is not told again for another that a first poll held back", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, 'OpenAI (source:"The wire" OR source:"The post")');
    await house.desk.watch(newsroom, ann, 'OpenAI source:"The times"');
    for (const name of ["times", "post"]) await press.add(house, name);
    clock.advance(60_000);
    const item = press.publish("wire", "a");
    await press.add(house, "wire");
    for (const name of ["times", "post"]) press.publish(name, name, { url: item.url });
    await press.poll(house, "times", "post");
    expect(press.told()).toHaveLength(1);
    const alert = await press.alertOf(item.url);
    expect(alert?.matches.map(({ held }) => held)).toEqual(["first poll", undefined]);
  });

  it("does not bring back what came while the watch was paused", async () => {
    const house = await press.open();
    await house.desk.watch(newsroom, ann, "OpenAI");
    for (const name of ["wire", "times"]) await press.add(house, name);
    const [row] = await house.desk.watches(newsroom);
    if (!row) throw new Error("no watch");
    await house.desk.pause(row.watch, new Date(clock.now().getTime() + 3_600_000));
    const item = press.publish("wire", "a");
    await press.poll(house, "wire");
    await house.desk.pause(row.watch, undefined);
    press.publish("times", "t-1", { url: item.url });
    await press.poll(house, "times");
    expect(press.told()).toEqual([]);
    expect((await press.alertOf(item.url))?.verdict).toEqual({ kind: "held", reason: "paused" });
  });
});
