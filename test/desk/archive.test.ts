import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Tested } from "../../src/commands/desk.ts";
import type { StoredStory } from "../../src/stories/story.ts";
import type { Query } from "../../src/watches/query.ts";
import { MORNING, plus } from "../doubles/samples.ts";
import {
  abroad,
  ada,
  DAY,
  everyones,
  here,
  nextDoor,
  openScene,
  ours,
  query,
  type Scene,
  theirs,
} from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.put(everyones, ours, theirs);
});
afterEach(() => scene.store.close());

const ago = (days: number) => ({ publishedAt: plus(MORNING, -days * DAY) });
const ids = (found: readonly { readonly story: StoredStory }[]) => found.map(({ story }) => story.id);
const idsIn = async (channel: typeof here, wanted?: Query, count = 100) =>
  ids((await scene.desk.latest(channel, wanted, count)).found);

async function tested(text: string, channel = here): Promise<Tested> {
  const answer = await scene.desk.test(channel, text);
  if (answer.kind === "refused") throw new Error(answer.error.message);
  return answer;
}

describe("test", () => {
  it("counts the stories of the last seven days, and shows the newest three", async () => {
    await scene.keep(
      { id: "now", source: "ours" },
      { id: "edge", source: "ours", ...ago(7) },
      { id: "old", source: "ours", ...ago(7.01) },
      { id: "b", source: "ours", ...ago(2) },
      { id: "a", source: "ours", ...ago(1) },
      { id: "rain", source: "ours", title: "Rain", text: "" },
    );
    const answer = await tested(' openai "');
    expect(answer).toMatchObject({ kind: "tested", text: "openai", days: 7, matched: 4, of: 5 });
    expect(answer.notes.length).toBeGreaterThan(0);
    expect(ids(answer.samples)).toEqual(["now", "a", "b"]);
    expect(answer.samples[0]?.because).toMatchObject([{ term: "openai", field: "title", start: 0, end: 6 }]);
  });

  it("changes nothing", async () => {
    await tested("Sora");
    expect(await scene.store.watches.all()).toEqual([]);
  });

  it("sees what the space may see", async () => {
    await scene.keep(
      { id: "a", source: "ours" },
      { id: "b", source: "everyones" },
      { id: "c", source: "gone" },
    );
    expect(await tested("OpenAI", nextDoor)).toMatchObject({ matched: 2, of: 2 });
    expect(await tested("OpenAI", abroad)).toMatchObject({ matched: 1, of: 1 });
  });
});

describe("latest", () => {
  it("gives the newest matches of thirty days, up to the count, and the figures", async () => {
    await scene.keep(
      { id: "c", source: "ours", ...ago(30) },
      { id: "old", source: "ours", ...ago(30.01) },
      { id: "a", source: "ours" },
      { id: "b", source: "ours", ...ago(3) },
      { id: "rain", source: "ours", title: "Rain", text: "" },
    );
    const latest = await scene.desk.latest(here, query("OpenAI"), 2);
    expect(latest).toMatchObject({ total: 3, of: 4, days: 30, sources: 2, watches: undefined });
    expect(ids(latest.found)).toEqual(["a", "b"]);
    expect(await scene.desk.latest(here, query("Sora"), 2)).toMatchObject({ found: [], total: 0, of: 4 });
  });

  it("without a query gives what the channel watches, paused or not, each story once", async () => {
    await scene.keep(
      { id: "a", source: "ours", title: "Spud and Sora", text: "" },
      { id: "b", source: "ours", title: "Sora", text: "", ...ago(1) },
      { id: "c", source: "ours", title: "Qwen", text: "", ...ago(2) },
    );
    expect(await scene.desk.latest(here, undefined, 9)).toMatchObject({ found: [], of: 3, watches: [] });
    await scene.desk.watch(here, ada, "Spud");
    const sora = await scene.desk.watch(here, ada, "Sora");
    if (sora.kind === "added") await scene.desk.pause(sora.watch, plus(MORNING, DAY));
    await scene.desk.watch(nextDoor, ada, "Qwen");
    const latest = await scene.desk.latest(here, undefined, 9);
    expect(ids(latest.found)).toEqual(["a", "b"]);
    expect(latest.total).toBe(2);
    expect(latest.watches?.map(({ text }) => text).sort()).toEqual(["Sora", "Spud"]);
  });

  it("reads beyond one page, also where all stories have one time", async () => {
    const many = Array.from({ length: 1203 }, (_, n) => ({
      id: `s${String(n).padStart(4, "0")}`,
      source: n % 3 === 0 ? "theirs" : "ours",
      ...(n < 1001 ? {} : ago(1)),
    }));
    await scene.keep(...many);
    const latest = await scene.desk.latest(here, query("OpenAI"), 2000);
    expect(latest).toMatchObject({ total: 802, of: 802 });
    expect(ids(latest.found)).toEqual(many.filter(({ source }) => source === "ours").map(({ id }) => id));
  });

  it("reads whole pages exactly once", async () => {
    await scene.keep(...Array.from({ length: 500 }, (_, n) => ({ id: `s${n}`, source: "ours" })));
    expect(await scene.desk.latest(here, query("OpenAI"), 1)).toMatchObject({ total: 500, of: 500 });
  });

  it("shows each space its own sources and the instance's", async () => {
    await scene.keep(
      { id: "a", source: "ours" },
      { id: "b", source: "theirs" },
      { id: "c", source: "everyones" },
      { id: "d", source: "gone" },
    );
    expect(await idsIn(here, query("OpenAI"))).toEqual(["a", "c"]);
    expect(await idsIn(nextDoor, query("OpenAI"))).toEqual(["a", "c"]);
    expect(await idsIn(abroad, query("OpenAI"))).toEqual(["b", "c"]);
  });
});

describe("a story of several outlets", () => {
  const bySource = (text: string): Query => ({
    kind: "field",
    field: "source",
    query: { kind: "word", text },
  });
  beforeEach(async () => {
    await scene.keep({ id: "a", source: "theirs", sourceName: "Theirs", url: "https://theirs.example/a" });
    const sighting = { story: "a", at: MORNING };
    const url = "https://ours.example/a";
    await scene.sight(
      { ...sighting, source: "everyones", sourceName: "Everyone's", url: "https://all.example/a" },
      { ...sighting, source: "ours", sourceName: "Ours", url },
    );
  });

  it("is told to a space by an outlet that it may see, and names no other", async () => {
    const { found } = await scene.desk.latest(here, query("OpenAI"), 9);
    expect(found[0]?.story).toMatchObject({ sourceName: "Everyone's", url: "https://all.example/a" });
    expect(found[0]?.story.outlets.map(({ name }) => name)).toEqual(["Everyone's", "Ours"]);
    expect(JSON.stringify(found)).not.toContain("heirs");
  });

  it("is found by each of its outlets, as a watch would find it", async () => {
    const [byOurs] = (await scene.desk.latest(here, bySource("Ours"), 9)).found;
    expect(byOurs?.story).toMatchObject({ sourceName: "Ours", url: "https://ours.example/a" });
    expect(await idsIn(here, bySource("Theirs"))).toEqual([]);
    expect(await idsIn(abroad, bySource("Theirs"))).toEqual(["a"]);
  });
});

describe("nearest", () => {
  const nearest = async (text: string, channel = here) =>
    (await scene.archive.nearest(channel, text, 2)).map(({ id }) => id);

  it("gives the stories that share most words with a link, two at least", async () => {
    await scene.keep(
      { id: "one", source: "ours", title: "Rain in Oslo" },
      { id: "two", source: "ours", title: "OpenAI opens in Lima", ...ago(1) },
      { id: "three", source: "ours", title: "OpenAI opens an Oslo office", ...ago(2) },
      { id: "also-two", source: "ours", title: "OpenAI, Oslo", ...ago(3) },
      { id: "hidden", source: "theirs", title: "OpenAI opens an Oslo office" },
    );
    const link = "https://x.example/2026/openai-opens-an-oslo-office";
    expect(await nearest(link)).toEqual(["three", "two"]);
    expect(await nearest(link, abroad)).toEqual(["hidden"]);
    expect(await nearest("https://x.example/rain-elsewhere")).toEqual([]);
    expect(await nearest("?!")).toEqual([]);
  });
});
