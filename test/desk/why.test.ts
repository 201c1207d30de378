import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Alert, Verdict } from "../../src/alerts/alert.ts";
import type { Why } from "../../src/commands/desk.ts";
import { makeArchive } from "../../src/desk/archive.ts";
import { openLiveWatches } from "../../src/desk/live.ts";
import { makeWhy } from "../../src/desk/why.ts";
import type { PostResult } from "../../src/platforms/platform.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import type { Channel } from "../../src/watches/channel.ts";
import type { Query } from "../../src/watches/query.ts";
import { makeClock } from "../doubles/clock.ts";
import {
  type House,
  makeWorld,
  openHouse,
  pollOnce,
  publish,
  type World,
  worldSource,
} from "../doubles/house.ts";
import { makePlatform, makeTruth } from "../doubles/platform.ts";
import { aSource, aWatch, MORNING, plus } from "../doubles/samples.ts";
import { plan } from "../store/plans.ts";
import { abroad, ada, DAY, here, nextDoor } from "./scene.ts";

let store: Store;
let clock: ReturnType<typeof makeClock>;
let world: World;
let house: House;
let answer: PostResult | undefined;

beforeEach(async () => {
  clock = makeClock();
  store = await openStore({ folder: ":memory:", now: clock.now });
  world = makeWorld();
  answer = undefined;
  const platform = makePlatform(makeTruth(), { now: clock.now, answer: () => answer });
  house = await openHouse({ store, world, clock, platform });
  await store.sources.put(worldSource());
});
afterEach(() => store.close());

const link = (id: string) => `https://wire.example/${id}`;
const why = (id: string, channel: Channel = here): Promise<Why> => house.desk.why(channel, link(id));

async function known(id: string, channel: Channel = here): Promise<Why & { kind: "known" }> {
  const found = await why(id, channel);
  if (found.kind !== "known") throw new Error(`${id} is not known`);
  return found;
}

async function watch(text: string, channel: Channel = here) {
  const made = await house.desk.watch(channel, ada, text);
  if (made.kind !== "added") throw new Error(made.kind);
  return made.watch;
}

/** Publishes a story and polls; the first poll of the source was silent. */
async function news(id: string, title?: string): Promise<void> {
  if (world.items.length === 0) {
    publish(world, "old");
    await pollOnce(house);
  }
  publish(world, id, title === undefined ? {} : { title });
  clock.advance(1000);
  await pollOnce(house);
}

describe("why, of a story that was told", () => {
  it("says when, and by what it matched", async () => {
    const openai = await watch("OpenAI");
    await news("a");
    expect(await known("a")).toMatchObject({
      story: { id: expect.any(String), url: link("a"), sourceName: "Example wire" },
      alert: { verdict: { kind: "told", by: "post" }, matches: [{ watch: openai.id }] },
      state: "sent",
      toldAt: clock.now(),
      reason: undefined,
      watches: [{ watch: openai, matched: true, because: [{ term: "OpenAI", field: "title" }], missing: [] }],
    });
  });

  it.each([
    "http://www.wire.example/a/?utm_source=news&fbclid=1#top",
    "https://www.google.com/url?q=https://wire.example/a",
  ])("knows it by %s", async (spelled) => {
    await news("a");
    expect(await house.desk.why(here, spelled)).toMatchObject({ kind: "known", story: { url: link("a") } });
  });

  it("knows it by its id, which a button carries", async () => {
    await news("a");
    const { story } = await known("a");
    expect(await house.desk.why(here, story.id)).toMatchObject({ kind: "known", story });
  });

  it("says that it waits, and how the last attempt ended", async () => {
    await watch("OpenAI");
    answer = { kind: "unknown", detail: "no answer in time" };
    await news("a");
    expect(await known("a")).toMatchObject({
      state: "waiting",
      toldAt: undefined,
      reason: expect.stringContaining("no answer in time"),
    });
  });

  it("says that it was given up, and why", async () => {
    await watch("OpenAI");
    answer = { kind: "invalid", scope: "message", detail: "too long" };
    await news("a");
    const dead = await known("a");
    expect(dead).toMatchObject({
      state: "dead",
      toldAt: undefined,
      reason: expect.stringContaining("too long"),
    });
  });

  it("stays known where its source is gone", async () => {
    await watch("OpenAI");
    await news("a");
    await store.sources.remove(worldSource().id);
    expect(await known("a")).toMatchObject({ state: "sent", story: { sourceName: "Example wire" } });
    expect(await why("a", nextDoor)).toMatchObject({ kind: "unknown" });
  });

  it("knows nothing of a dispatch that is no longer there", async () => {
    await watch("OpenAI");
    await news("a");
    const { story } = await known("a");
    const id = "lost";
    const verdict = { kind: "told", dispatch: id, by: "post" } as const;
    const alert = { id, channel: nextDoor, story: story.id, matches: [], verdict, decidedAt: MORNING };
    await store.commit(plan({ alerts: [alert] }));
    const found = await known("a", nextDoor);
    expect(found.alert).toEqual(alert);
    expect(found).not.toHaveProperty("state");
  });
});

describe("why, of stories about one event", () => {
  const near = { coverage: "c", similarity: 0.4, how: "similar", because: ["OpenAI"] } as const;

  /** Tells one story, and lets another one join or follow it in a channel. */
  async function together(verdictOf: (lead: string, story: string) => Verdict): Promise<Alert> {
    await watch("OpenAI");
    await news("a");
    await news("b");
    const [lead, other] = [await known("a"), await known("b")];
    const id = "second";
    const verdict = verdictOf(lead.alert?.id ?? "", lead.story.id);
    const alert = { id, channel: nextDoor, story: other.story.id, matches: [], verdict, decidedAt: MORNING };
    // Next door nothing was decided yet; the same two stories stand in both channels.
    const first = { ...lead.alert, id: "first", channel: nextDoor } as Alert;
    await store.commit(plan({ alerts: [first] }));
    await store.commit(
      plan({ alerts: [{ ...alert, verdict: { ...verdict, ...pointing(verdict) } as Verdict }] }),
    );
    return alert;
  }
  const pointing = ({ kind }: Verdict) => (kind === "joined" ? { alert: "first" } : { follows: "first" });

  it("names the alert that it joined with its message, and those that joined that one", async () => {
    await together((alert, story) => ({ kind: "joined", alert, near: { ...near, story } }));
    const joined = await known("b", nextDoor);
    expect(joined.lead).toEqual({
      story: expect.objectContaining({ url: link("a"), sourceName: "Example wire" }),
      message: expect.objectContaining({ id: expect.any(String) }),
    });
    expect(joined).not.toHaveProperty("members");
    const lead = await known("a", nextDoor);
    expect(lead).not.toHaveProperty("lead");
    expect(lead).toMatchObject({
      message: { id: expect.any(String) },
      members: [{ alert: "second", story: { url: link("b") }, near: { similarity: 0.4 }, at: MORNING }],
    });
  });

  it("names what it follows", async () => {
    await together(() => ({ kind: "told", dispatch: "none", by: "post" }));
    expect(await known("b", nextDoor)).toMatchObject({ lead: { story: { url: link("a") } } });
  });

  it("leaves out stories that are no longer stored", async () => {
    await together((alert, story) => ({ kind: "joined", alert, near: { ...near, story } }));
    const live = await openLiveWatches(store);
    const gone = (id: string) => {
      const get = async (ids: readonly string[]) =>
        (await store.stories.get(ids)).filter(({ url }) => url !== link(id));
      const without = { ...store, stories: { ...store.stories, get } };
      return makeWhy({ store: without, archive: makeArchive({ store, clock }), live });
    };
    expect(await gone("a")(nextDoor, link("b"))).not.toHaveProperty("lead");
    expect(await gone("b")(nextDoor, link("a"))).not.toHaveProperty("members");
  });
});

describe("why, of a story that was not told", () => {
  it("says that its source was read for the first time", async () => {
    await watch("OpenAI");
    await news("a");
    expect(await known("old")).toMatchObject({ alert: { verdict: { kind: "held", reason: "first poll" } } });
    expect((await known("old")).state).toBeUndefined();
  });

  it("says that its watch was paused, and tells again once the pause has ended", async () => {
    const openai = await watch("OpenAI");
    await news("first");
    await house.desk.pause(openai, plus(clock.now(), DAY));
    await news("held");
    expect(await known("held")).toMatchObject({
      alert: { verdict: { kind: "held", reason: "paused" }, matches: [{ held: "paused" }] },
    });
    clock.advance(DAY);
    await news("after");
    expect(await known("after")).toMatchObject({ state: "sent" });
    expect(await known("held")).toMatchObject({ alert: { verdict: { kind: "held" } } });
  });

  it("judges every watch of the channel as it is today", async () => {
    await news("a", "OpenAI on Mars");
    for (const text of ["Sora OpenAI", "OpenAI -mars", "OpenAI"]) {
      await watch(text);
      clock.advance(1000);
    }
    await watch("OpenAI", nextDoor);
    const found = await known("a");
    expect(found.alert).toBeUndefined();
    expect(found.watches).toMatchObject([
      { watch: { text: "Sora OpenAI" }, matched: false, missing: ["Sora"] },
      { watch: { text: "OpenAI -mars" }, matched: false, excludedBy: { term: "mars", field: "title" } },
      { watch: { text: "OpenAI" }, matched: true, missing: [] },
    ]);
  });

  it("is unknown where no source has brought it, and the nearest are named", async () => {
    await news("a", "OpenAI opens an Oslo office");
    const asked = "https://elsewhere.example/openai-opens-oslo";
    const unknown = { kind: "unknown", named: asked, nearest: [{ url: link("a") }] };
    expect(await house.desk.why(here, asked)).toMatchObject(unknown);
    expect(await house.desk.why(here, "no link")).toMatchObject({ kind: "unknown", nearest: [] });
    expect(await house.desk.why(here, "")).toMatchObject({ kind: "unknown", nearest: [] });
  });
});

describe("why, of a story that is named by words of its title", () => {
  const asked = async (words: string, channel: Channel = here) => {
    const found = await house.desk.why(channel, words);
    return found.kind === "known" ? found.story.url : found.nearest.map(({ url }) => url);
  };

  it("takes the one that has them all, however they are written", async () => {
    await news("a", "OpenAI opens an Oslo office");
    await news("b", "The lab’s new robots");
    expect(await asked("openai oslo")).toBe(link("a"));
    expect(await asked("robot zebra")).toEqual([]);
    expect(await asked("robots lab")).toBe(link("b"));
    expect(await asked('"an oslo office"')).toBe(link("a"));
  });

  it("looks in titles alone", async () => {
    publish(world, "a", { title: "A plan", html: "OpenAI has a secret plan for robots." });
    await pollOnce(house);
    expect(await asked("secret robots")).toEqual([]);
    expect(await asked("plan")).toBe(link("a"));
  });

  it("of several takes the one whose title has no further words, else names them", async () => {
    await news("a", "OpenAI and the robots");
    await news("b", "OpenAI and the robots: what comes next");
    await news("c", "OpenAI and two robots and a boat");
    expect(await asked("openai robots")).toBe(link("a"));
    expect(await asked("openai robots next")).toBe(link("b"));
    expect((await asked("openai and")).length).toBe(3);
  });

  it("names at most three, and the nearest where no title has all words", async () => {
    for (const id of ["a", "b", "c", "d"]) await news(id, `OpenAI robots, part ${id}x`);
    expect(await asked("robots openai")).toHaveLength(3);
    expect(await asked("robots openai zebra")).toHaveLength(3);
    expect(await asked("-robots")).toEqual([]);
  });

  it("says nothing of what another space reads", async () => {
    await store.sources.put(worldSource({ owners: ["test:s2"] }));
    await news("a", "OpenAI opens an Oslo office");
    expect(await asked("openai oslo")).toEqual([]);
    expect(await asked("openai oslo", abroad)).toBe(link("a"));
  });
});

const field = (name: "source", text: string): Query => ({
  kind: "field",
  field: name,
  query: { kind: "word", text },
});

describe("why, of what another space reads", () => {
  it("is silent about it", async () => {
    await store.sources.put(worldSource({ owners: ["test:s2"] }));
    await news("a");
    expect(await why("a")).toEqual({ kind: "unknown", named: link("a"), nearest: [] });
    expect(await why("a", abroad)).toMatchObject({ kind: "known" });
  });

  it("names the outlet that may be seen, and judges by each of those", async () => {
    await store.sources.put(worldSource({ owners: ["test:s2"] }));
    await news("a");
    const { story } = await known("a", abroad);
    await store.sources.put(aSource({ id: "ours", name: "Ours", owners: ["test:s1"] }));
    await store.sources.put(aSource({ id: "all", name: "All", url: "https://all.example/" }));
    const sighting = { story: story.id, at: MORNING };
    await store.commit(
      plan({
        sightings: [
          { ...sighting, source: "all", sourceName: "All", url: "https://all.example/a" },
          { ...sighting, source: "ours", sourceName: "Ours", url: "https://ours.example/a" },
        ],
      }),
    );
    const found = await known("a");
    expect(found.story).toMatchObject({ sourceName: "All", url: "https://all.example/a" });
    expect(found.story.outlets.map(({ name }) => name)).toEqual(["All", "Ours"]);

    const live = await openLiveWatches(store);
    const bySource = (text: string) => aWatch({ text, query: field("source", text) });
    for (const text of ["Ours", "Example"]) await live.keep(bySource(text));
    const asked = makeWhy({ store, archive: makeArchive({ store, clock }), live });
    expect(await asked(here, link("a"))).toMatchObject({
      watches: [
        { watch: { text: "Example" }, matched: false, missing: ["source:Example"] },
        { watch: { text: "Ours" }, matched: true, because: [{ field: "source" }] },
      ],
    });
  });
});
