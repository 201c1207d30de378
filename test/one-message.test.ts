import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { urlKey } from "../src/stories/identity.ts";
import { channelKey } from "../src/watches/channel.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock, type TestClock } from "./doubles/clock.ts";
import type { House } from "./doubles/house.ts";
import { makePlatform } from "./doubles/platform.ts";
import { makePress } from "./doubles/press.ts";
import { newsroom } from "./doubles/samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ann = { id: "ann", name: "Ann" };

/** One event as four outlets tell it, and an event of the same kind. */
const TOLD = {
  wire: {
    title: "OpenAI to end Sora and put its compute behind Spud",
    html: "OpenAI told staff on Tuesday that it will shut down its video tool Sora to free computing power for Spud, its next model.",
  },
  times: {
    title: "OpenAI shuts down Sora video tool to free compute for Spud",
    html: "The video tool Sora will be shut down by OpenAI, which told its staff on Tuesday that the computing power goes to Spud, its next model.",
  },
  post: {
    title: "Sora is over: OpenAI moves its compute to a model called Spud",
    html: "OpenAI will end Sora, its video tool. Computing power goes to Spud, the next model, staff were told on Tuesday.",
  },
  twin: {
    title: "OpenAI opens an office in Lisbon",
    html: "The lab rents three floors near the river and wants to hire two hundred engineers in Portugal by the summer.",
  },
};

let store: Store;
let clock: TestClock;
let press: ReturnType<typeof makePress>;
let house: House;

beforeEach(async () => {
  clock = makeClock();
  store = await openStore({ folder: ":memory:", now: clock.now });
  press = makePress(store, clock);
  house = await press.open({ covers: true });
  await house.desk.watch(newsroom, ann, "OpenAI");
  for (const paper of ["wire", "times", "post"]) await press.add(house, paper);
});
afterEach(() => store.close());

function publish(paper: "wire" | "times" | "post", more: object = {}): void {
  press.publish(paper, paper, { ...TOLD[paper], url: `https://${paper}.example/sora`, ...more });
}

/** A minute and a bit later everything that waited is due. */
async function later(ms = 2 * MINUTE): Promise<void> {
  clock.advance(ms);
  await house.delivery.idle();
}

const originOf = (text: string | undefined) => text?.split("\n")[1];

describe("several outlets about one event", () => {
  it("are one message, which names the further ones a minute later, in one edit", async () => {
    publish("wire");
    await press.poll(house, "wire");
    publish("times");
    publish("post");
    await press.poll(house, "times", "post");
    expect(press.told()).toEqual([TOLD.wire.title]);
    const [message] = press.truth.messages;
    expect(message?.edits).toEqual([]);
    await later();
    expect(message?.edits).toHaveLength(1);
    expect(originOf(cardText(message?.edits[0] as never))).toMatch(
      /^The wire · .* · also The times, The post$/,
    );
    expect((await press.alertOf("https://times.example/sora"))?.verdict).toMatchObject({
      kind: "joined",
      near: { how: "similar", because: expect.arrayContaining(["Sora"]) },
    });
  });

  it("are one message also where one feed brings them in one poll", async () => {
    publish("wire");
    press.publish("wire", "other", { ...TOLD.times, url: "https://times.example/sora" });
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("are one message after a restart, too", async () => {
    publish("wire");
    await press.poll(house, "wire");
    house = await press.open({ covers: true });
    publish("times");
    await press.poll(house, "times");
    await later();
    expect(press.told()).toEqual([TOLD.wire.title]);
    expect(press.truth.messages[0]?.edits).toHaveLength(1);
  });

  it("leave another event alone", async () => {
    publish("wire");
    press.publish("times", "twin", TOLD.twin);
    await press.poll(house, "wire", "times");
    expect(press.told()).toEqual([TOLD.wire.title, TOLD.twin.title]);
  });

  it("are told each where the channel wants it so", async () => {
    const settings = await house.desk.settings(newsroom);
    await house.desk.set(newsroom, { ...settings, coverage: "off" });
    publish("wire");
    publish("times");
    await press.poll(house, "wire", "times");
    expect(press.told()).toHaveLength(2);
  });

  it("are a new message that links back once the first one is two days old", async () => {
    publish("wire");
    await press.poll(house, "wire");
    clock.advance(2 * DAY);
    publish("times", { at: clock.now() });
    await press.poll(house, "times");
    expect(press.told()).toEqual([TOLD.wire.title, TOLD.times.title]);
    expect(cardText(press.truth.messages[1]?.card as never)).toContain(`Follow-up to ${TOLD.wire.title}`);
    publish("post", { at: clock.now() });
    await press.poll(house, "post");
    expect(press.told()).toHaveLength(2);
  });

  it("leave the message as it is where a platform cannot edit, and nothing is amiss", async () => {
    const whole = makePlatform(press.truth, { now: clock.now });
    house = await press.open({ covers: true, platform: { ...whole, can: { ...whole.can, edit: false } } });
    publish("wire");
    publish("times");
    await press.poll(house, "wire", "times");
    await later();
    expect(press.truth.messages[0]?.edits).toEqual([]);
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 0, dead: 0 });
    expect(house.log.events.filter(({ level }) => level === "warn")).toEqual([]);
  });

  it("whose message somebody has deleted count as told", async () => {
    publish("wire");
    await press.poll(house, "wire");
    press.truth.messages.length = 0;
    publish("times");
    await press.poll(house, "times");
    await later();
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it("are said in the thread where the news matters", async () => {
    publish("wire");
    await press.poll(house, "wire");
    clock.advance(HOUR);
    publish("times", { title: `CORRECTED: ${TOLD.times.title}` });
    await press.poll(house, "times");
    const [first, second] = press.truth.messages;
    expect(second?.replyTo).toBe(`m-${first?.key}`);
    expect(second?.card.title?.text).toBe(`CORRECTED: ${TOLD.times.title}`);
  });

  it("can be split: the second one is told by itself, and stays apart from the first after a restart", async () => {
    publish("wire");
    publish("times");
    await press.poll(house, "wire", "times");
    await later();
    const joined = await press.alertOf("https://times.example/sora");
    expect(await house.desk.split(newsroom, joined?.id ?? "")).toMatchObject({ kind: "split" });
    await later();
    expect(press.told()).toEqual([TOLD.wire.title, TOLD.times.title]);
    expect(originOf(cardText(press.truth.messages[0]?.edits.at(-1) as never))).not.toContain("also");
    expect(await house.desk.split(newsroom, joined?.id ?? "")).toEqual({ kind: "gone" });
    house = await press.open({ covers: true });
    publish("post");
    await press.poll(house, "post");
    expect(press.told()).toHaveLength(2);
  });
});

describe("a story whose publisher changes its title", () => {
  const renamed = "OpenAI ends Sora for good";
  const settle = async (updates: "edit" | "ignore" | "reply") => {
    const settings = await house.desk.settings(newsroom);
    await house.desk.set(newsroom, { ...settings, updates });
    publish("wire");
    await press.poll(house, "wire");
    Object.assign(press.feeds["wire"]?.[0] ?? {}, { title: renamed });
    await press.poll(house, "wire");
    await later();
  };

  it("changes its message, and says since when", async () => {
    await settle("edit");
    const [message] = press.truth.messages;
    expect(press.told()).toHaveLength(1);
    const edited = message?.edits.at(-1);
    expect(edited?.title).toMatchObject({ text: renamed, marks: [{ start: 0, end: 6 }] });
    expect(cardText(edited as never)).toContain("updated");
    expect(
      (await store.stories.get([(await press.alertOf("https://wire.example/sora"))?.story ?? ""]))[0]?.title,
    ).toBe(renamed);
  });

  it("is told in the thread where the channel wants it so, and left where it wants nothing", async () => {
    await settle("reply");
    expect(press.truth.messages.map(({ replyTo }) => replyTo !== undefined)).toEqual([false, true]);
  });

  it("is left as it was told where the channel wants nothing of it", async () => {
    await settle("ignore");
    expect(press.truth.messages).toHaveLength(1);
    expect(press.truth.messages[0]?.edits).toEqual([]);
  });

  it("is told where only its new title names what is watched", async () => {
    await house.desk.watch(newsroom, ann, "Lisbon");
    press.publish("times", "quiet", { title: "A lab rents three floors", html: "Near the river." });
    await press.poll(house, "times");
    expect(press.told()).toEqual([]);
    Object.assign(press.feeds["times"]?.[0] ?? {}, { title: "A lab rents three floors in Lisbon" });
    await press.poll(house, "times");
    expect(press.told()).toEqual(["A lab rents three floors in Lisbon"]);
  });
});

describe("the page of a story", () => {
  const text = `${"The lab said on Monday that it needs room for its engineers and their machines. ".repeat(8)}It pays OpenAI for the chips.`;

  it("is read where the feed says little, and what it says is matched and told", async () => {
    const read: string[] = [];
    house = await press.open({
      covers: true,
      readPage: async (url) => {
        read.push(url);
        return { kind: "read", article: { title: "", text, removed: "Qwen grows again" } };
      },
    });
    await house.desk.watch(newsroom, ann, "Qwen");
    press.publish("wire", "thin", { title: "A lab rents three floors", html: "Near the river." });
    press.publish("wire", "whole", { title: "Another lab", html: "x".repeat(700) });
    await press.poll(house, "wire");
    expect(read).toEqual(["https://news.example/thin"]);
    expect(press.told()).toEqual(["A lab rents three floors"]);
    expect(cardText(press.truth.messages[0]?.card as never)).toContain("> It pays *OpenAI* for the chips.");
  });

  it("is read for the newest stories only where a source brings very many at once", async () => {
    const read: string[] = [];
    house = await press.open({
      readPage: async (url) => {
        read.push(url);
        return { kind: "unread", why: "refused" };
      },
    });
    for (let n = 0; n < 30; n++) press.publish("wire", `${n}`);
    await press.poll(house, "wire");
    expect(read.toSorted()).toEqual(
      Array.from({ length: 24 }, (_, n) => `https://news.example/${n + 6}`).toSorted(),
    );
    expect((await store.stories.byUrl(urlKey("https://news.example/5")))?.page).toEqual({
      kind: "unread",
      why: "busy",
    });
  });

  it("is not asked for at a first poll, nor where nobody watches, nor for what is known", async () => {
    const read: string[] = [];
    const readPage = async (url: string) => {
      read.push(url);
      return { kind: "unread", why: "slow" } as const;
    };
    house = await press.open({ readPage });
    press.publish("fresh", "old", { html: "Short." });
    await press.add(house, "fresh");
    expect(read).toEqual([]);
    press.publish("fresh", "new", { html: "Short." });
    await press.poll(house, "fresh", "fresh");
    expect(read).toEqual(["https://news.example/new"]);
    const [alert] = [await press.alertOf("https://news.example/new")];
    expect((await store.stories.get([alert?.story ?? ""]))[0]?.page).toEqual({ kind: "unread", why: "slow" });
    for (const { watch } of await house.desk.watches(newsroom)) await house.desk.unwatch(watch);
    press.publish("fresh", "unwatched", { html: "Short." });
    await press.poll(house, "fresh");
    expect(read).toHaveLength(1);
    expect(channelKey(newsroom)).toBe(alert && channelKey(alert.channel));
  });
});
