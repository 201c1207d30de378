import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Tested } from "../../src/commands/desk.ts";
import type { StoredStory } from "../../src/stories/story.ts";
import type { Query } from "../../src/watches/query.ts";
import { aWatch, MORNING, plus } from "../doubles/samples.ts";
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

const regex = { kind: "regex", caseSensitive: false } as const;
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
    expect(answer).toMatchObject({ kind: "tested", text: "openai", days: 7, matched: 4, more: false, of: 5 });
    expect(answer.titles).toHaveLength(4);
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
    expect(await tested("OpenAI", nextDoor)).toMatchObject({ matched: 2, of: 3 });
    expect(await tested("OpenAI", abroad)).toMatchObject({ matched: 1, of: 3 });
  });

  it("counts a thousand, in all their titles, and then says that there are more", async () => {
    const titled = (n: number) => ({ id: `s${n}`, source: "ours", title: `OpenAI ${n}`, text: "" });
    await scene.keep(...Array.from({ length: 1_000 }, (_, n) => titled(n)));
    const exact = await tested("OpenAI");
    expect(exact).toMatchObject({ matched: 1_000, more: false, of: 1_000 });
    expect([exact.titles[0], exact.titles.at(-1)]).toEqual(["OpenAI 999", "OpenAI 0"]);
    expect(ids(exact.samples)).toEqual(["s999", "s998", "s997"]);
    await scene.keep(titled(1_000));
    const cut = await tested("OpenAI");
    expect(cut).toMatchObject({ matched: 1_000, more: true, of: 1_001 });
    expect(cut.titles).toHaveLength(1_000);
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
    expect(latest).toMatchObject({ total: 3, more: false, of: 4, days: 30, sources: 2, watches: undefined });
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

  it("counts all where few stories may match, and else on only as long as that costs nothing", async () => {
    const many = (count: number, first = 0) =>
      Array.from({ length: count }, (_, n) => ({ id: `s${first + n}`, source: "ours" }));
    const latest = (text: string, count: number) => scene.archive.latest(here, query(text), [], count);
    await scene.keep(...many(30));
    // What the title is about stands in it with a capital, so that has to be read; that it is there has not.
    for (const text of ["OpenAI", '="OpenAI"']) {
      expect(await latest(text, 3)).toMatchObject({ total: 30, more: false });
    }
    await scene.keep(...many(1, 30));
    expect(await latest("OpenAI", 3)).toMatchObject({ total: 30, more: true, of: 31 });
    const read = await latest('="OpenAI"', 3);
    expect(read).toMatchObject({ total: 3, more: true, of: 31 });
    expect(ids(read.found)).toEqual(["s30", "s29", "s28"]);
    for (const text of ["OpenAI", '="OpenAI"']) {
      expect(await latest(text, 31)).toMatchObject({ total: 31, more: false });
    }
  });

  it("reads on until enough are found, also where all stories have one time", async () => {
    const many = Array.from({ length: 700 }, (_, n) => ({
      id: `s${n}`,
      source: n % 3 === 0 ? "theirs" : "ours",
      ...(n < 600 ? {} : ago(1)),
    }));
    await scene.keep(...many);
    const ofOurs = many.filter(({ source }) => source === "ours").map(({ id }) => id);
    const expected = [...ofOurs.slice(0, 400).reverse(), ...ofOurs.slice(400).reverse()];
    const all = await scene.desk.latest(here, query("OpenAI"), 2_000);
    expect(all).toMatchObject({ total: ofOurs.length, more: false, of: 700 });
    expect(ids(all.found)).toEqual(expected);
    const some = await scene.desk.latest(here, query("OpenAI"), 50);
    expect(some).toMatchObject({ total: 50, more: true });
    expect(ids(some.found)).toEqual(expected.slice(0, 50));
    // Where the index can say nothing, all stories are read.
    const read = await scene.archive.latest(here, { ...regex, pattern: "open" }, [], 50);
    expect(ids(read.found)).toEqual(expected.slice(0, 50));
  });

  it("lets others have their turn while it reads", async () => {
    await scene.keep(
      ...Array.from({ length: 2_001 }, (_, n) => ({ id: `s${n}`, source: "theirs", text: "", title: "AI" })),
    );
    let turns = 0;
    let isOver = false;
    const over = scene.archive.latest(here, query("AI"), [], 9).then((found) => {
      isOver = true;
      return found;
    });
    while (!isOver) {
      turns += 1;
      await new Promise(setImmediate);
    }
    expect(await over).toMatchObject({ total: 0, more: false });
    expect(turns).toBeGreaterThan(5);
  });

  it("shows each space its own sources and the instance's", async () => {
    await scene.keep(
      { id: "a", source: "ours" },
      { id: "b", source: "theirs" },
      { id: "c", source: "everyones" },
      { id: "d", source: "gone" },
    );
    expect(await idsIn(here, query("OpenAI"))).toEqual(["c", "a"]);
    expect(await idsIn(nextDoor, query("OpenAI"))).toEqual(["c", "a"]);
    expect(await idsIn(abroad, query("OpenAI"))).toEqual(["c", "b"]);
  });

  it("takes the watches together however many there are", async () => {
    await scene.keep(
      { id: "a", source: "ours", title: "word59" },
      { id: "b", source: "ours", title: "none" },
    );
    for (const count of [1, 50, 60]) {
      const watches = Array.from({ length: count }, (_, n) => aWatch({ text: `word${60 - count + n}` }));
      const latest = await scene.archive.latest(here, undefined, watches, 9);
      expect(ids(latest.found)).toEqual(["a"]);
    }
  });
});

describe("search", () => {
  const best = async (text: string, count = 9) => {
    const latest = await scene.archive.latest(here, query(text), [], count, "best");
    return { ...latest, found: ids(latest.found) };
  };

  it("gives the best first: the words in the title, then the words often", async () => {
    const text = "Nothing of note was said today by anybody about anything. ".repeat(9);
    await scene.keep(
      { id: "old-title", source: "ours", title: "Sora", text, ...ago(20) },
      { id: "hidden", source: "theirs", title: "Sora", text: "" },
      { id: "once", source: "ours", title: "News", text: `${text} Sora.` },
      { id: "often", source: "ours", title: "News", text: `${text} Sora, Sora and Sora.`, ...ago(1) },
      { id: "too-old", source: "ours", title: "Sora", text: "", ...ago(31) },
    );
    expect(await best("Sora")).toMatchObject({
      found: ["old-title", "often", "once"],
      total: 3,
      more: false,
    });
  });

  it("reads on until enough are found", async () => {
    const many = Array.from({ length: 300 }, (_, n) => ({
      id: `s${n}`,
      source: n < 20 ? "ours" : "theirs",
      title: "OpenAI",
      text: "",
    }));
    await scene.keep(...many);
    expect(await best("OpenAI", 20)).toMatchObject({ total: 20, more: false });
    expect(await best('="OpenAI"', 7)).toMatchObject({ total: 7, more: true });
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
