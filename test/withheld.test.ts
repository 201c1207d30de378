import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import type { Wording } from "../src/wording.ts";
import { makeClock, type TestClock } from "./doubles/clock.ts";
import type { House } from "./doubles/house.ts";
import { makePress } from "./doubles/press.ts";
import { newsroom } from "./doubles/samples.ts";

const ann = { id: "ann", name: "Ann" };

let store: Store;
let clock: TestClock;
let press: ReturnType<typeof makePress>;
let house: House;
/** Whether the model finds a story to be what a watch asks for; it is told its title. */
let wants: (title: string) => boolean | Promise<boolean>;

/** Stories that other words were asked for. */
let worded: string[];

const wording: Wording = {
  begin: () => ({
    async relevant(story, matches) {
      const wanted = await wants(story.title);
      return matches.filter(({ query }) => !query.includes("about:") || wanted);
    },
    async words({ title }) {
      worded.push(title);
      return {};
    },
  }),
};

beforeEach(async () => {
  clock = makeClock();
  store = await openStore({ folder: ":memory:", now: clock.now });
  press = makePress(store, clock);
  wants = () => false;
  worded = [];
  house = await press.open({ wording });
  await house.desk.watch(newsroom, ann, "OpenAI about: new offices");
  await press.add(house, "wire");
});
afterEach(() => store.close());

describe("a story that is not what about: asks for", () => {
  it("is not posted, and the channel's record says why", async () => {
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.told()).toEqual([]);
    expect((await press.alertOf("https://news.example/a"))?.verdict).toEqual({
      kind: "held",
      reason: "not about",
    });
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 0, dead: 0 });
    expect(worded).toEqual([]);
  });

  it("is posted for another watch that it satisfies", async () => {
    await house.desk.watch(newsroom, ann, "office");
    press.publish("wire", "a");
    await press.poll(house, "wire");
    expect(press.told()).toHaveLength(1);
  });

  it("is left out of a digest; one without any story that is wanted is not posted", async () => {
    wants = (title) => /[02468]$/.test(title);
    for (let n = 10; n < 40; n++) press.publish("wire", `${n}`);
    await press.poll(house, "wire");
    clock.advance(10 * 60_000);
    await house.delivery.idle();
    // What is left out counts for no flood, so that how many are posts depends on how quickly they leave.
    const [digest] = press.truth.messages.filter(({ card }) => card.kind === "digest");
    const listed = digest?.card.parts.flatMap((part) => (part.kind === "list" ? part.items : [])) ?? [];
    expect(listed.length).toBeGreaterThan(0);
    expect(press.told().length - 1 + listed.length).toBe(15);
    expect((await press.alertOf("https://news.example/39"))?.verdict).toMatchObject({ kind: "held" });
    wants = () => false;
    for (let n = 40; n < 60; n++) press.publish("wire", `${n}`);
    await press.poll(house, "wire");
    clock.advance(20 * 60_000);
    await house.delivery.idle();
    expect(press.truth.messages.filter(({ card }) => card.kind === "digest")).toHaveLength(1);
    expect(await store.dispatches.counts()).toMatchObject({ waiting: 0 });
  });
});

it("a story that another one joins while the model thinks is judged again with it", async () => {
  house = await press.open({ wording, covers: true });
  await house.desk.watch(newsroom, ann, "Lisbon");
  await press.add(house, "times");
  const title = "OpenAI opens an office for two hundred engineers";
  const html =
    "The lab rents three floors near the river and wants to hire two hundred engineers by the summer.";
  let joins: Promise<void> | undefined;
  wants = async () => {
    // The first question: meanwhile another paper tells of the same event, for a watch without about:.
    joins ??= (async () => {
      const source = await store.sources.get("times");
      press.publish("times", "b", { title: `${title} in Lisbon`, html: `Lisbon: ${html}` });
      if (source) await house.watcher.poll(source);
    })();
    await joins;
    return false;
  };
  press.publish("wire", "a", { title, html });
  await press.poll(house, "wire");
  expect((await press.alertOf("https://news.example/b"))?.verdict).toMatchObject({ kind: "joined" });
  expect(press.told()).toEqual([title]);
});
