import { expect, test } from "vitest";
import type { Asked } from "../../src/store/store.ts";
import type { Story } from "../../src/stories/story.ts";
import { outlineOf } from "../../src/watches/condition.ts";
import { parseQuery } from "../../src/watches/query.ts";
import type { Subject } from "./contract.ts";
import { at, plan, START, source, story } from "./plans.ts";

/** Returns what a story must have to match a query. */
export function where(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return outlineOf(parsed.query).condition;
}

/** Tests the search for stories. */
export function testSearch({ store }: Subject): void {
  const keep = (...stories: readonly Story[]) => store().commit(plan({ stories }));
  const ids = async (text: string, more: Partial<Asked> = {}) =>
    (await store().stories.search({ where: where(text), limit: 99, ...more })).map(({ id }) => id);

  test("the newest come first, however they came in, and of one moment what came in last", async () => {
    await keep(story(3), story(1), story(2));
    await keep(story(4, { publishedAt: at(2) }), story(5, { publishedAt: new Date(at(2).getTime() + 1) }));
    const all = ["story-3", "story-5", "story-4", "story-2", "story-1"];
    expect(await ids("lab")).toEqual(all);
    expect((await store().stories.search({ limit: 99 })).map(({ id }) => id)).toEqual(all);
    expect(await ids("lab", { limit: 2 })).toEqual(all.slice(0, 2));
    expect(await ids("nothing of the kind")).toEqual([]);
  });

  test("pages follow one another, and the time asked about includes its beginning", async () => {
    await keep(...Array.from({ length: 9 }, (_, n) => story(n, { publishedAt: at(n < 5 ? 7 : n) })));
    const paged: string[] = [];
    for (let before: number | undefined, more = true; more; ) {
      const page = await store().stories.search({
        where: where("lab"),
        limit: 2,
        ...(before !== undefined && { before }),
      });
      paged.push(...page.map(({ id }) => id));
      before = page.at(-1)?.place;
      more = page.length > 0;
    }
    expect(paged).toEqual([8, 7, 4, 3, 2, 1, 0, 6, 5].map((n) => `story-${n}`));
    expect(await ids("lab", { since: at(8) })).toEqual(["story-8"]);
    expect(await store().stories.count(at(8))).toBe(1);
    expect(await store().stories.count(new Date(at(8).getTime() + 1))).toBe(0);
    expect(await store().stories.count()).toBe(9);
  });

  test("stories of one moment keep their order, also where they are very many", async () => {
    const many = Array.from({ length: 2_060 }, (_, n) =>
      story(n, { publishedAt: START, title: "", text: "" }),
    );
    await keep(...many, story(2_060, { publishedAt: new Date(START.getTime() - 1) }));
    await keep(story(2_061, { publishedAt: at(1) }));
    const found = await store().stories.search({ limit: 2_100 });
    const expected = [2_061, ...Array.from({ length: 2_060 }, (_, n) => 2_059 - n), 2_060];
    expect(found.map(({ id }) => id)).toEqual(expected.map((n) => `story-${n}`));
  });

  test("dates that nobody can have meant stand at the ends", async () => {
    const dated = (n: number, year: string) => story(n, { publishedAt: new Date(`${year}-05-03T00:00:00Z`) });
    await keep(dated(1, "1970"), dated(2, "+012026"), dated(3, "2026"), dated(4, "1969"));
    expect(await ids("lab")).toEqual(["story-2", "story-3", "story-4", "story-1"]);
    expect((await store().stories.get(["story-2"]))[0]?.publishedAt).toEqual(dated(2, "+012026").publishedAt);
  });

  test("the best are those in which the words weigh most: in the title, and often", async () => {
    const filler = "The market moved a little today and nobody knows why. ".repeat(20);
    await keep(
      story(1, { title: "Sora", text: filler }),
      story(2, { title: "News of the day", text: `${filler} Sora Sora Sora.` }),
      story(3, { title: "News of the day", text: `${filler} Sora.` }),
      story(4, { title: "News of the day", text: filler }),
    );
    expect(await ids("Sora", { order: "best" })).toEqual(["story-1", "story-2", "story-3"]);
    expect(await ids("Sora", { order: "best", limit: 1 })).toEqual(["story-1"]);
    expect(await ids("Sora", { order: "best", since: at(2) })).toEqual(["story-2", "story-3"]);
    expect(await ids("Qwen", { order: "best" })).toEqual([]);
  });

  test("equally good ones come newest first, and so do all where no words are asked for", async () => {
    await keep(story(1), story(2), story(3));
    const all = ["story-3", "story-2", "story-1"];
    expect(await ids("lab", { order: "best" })).toEqual(all);
    expect((await store().stories.search({ limit: 9, order: "best" })).map(({ id }) => id)).toEqual(all);
  });

  test("each part of a story is asked by its field alone", async () => {
    const rest = { title: "Nothing", text: "Nothing", tags: [], authors: [] };
    await keep(
      story(1, { ...rest, title: "Sora" }),
      story(2, { ...rest, text: "Sora" }),
      story(3, { ...rest, tags: ["one", "Sora"] }),
      story(4, { ...rest, authors: ["Ann One", "Sora Two"] }),
      story(5, { ...rest, sourceName: "The Sora" }),
      story(6, { ...rest, url: "https://sora.example/a" }),
      story(7, { ...rest, language: "ja-JP" }),
    );
    expect((await ids("Sora")).sort()).toEqual(["story-1", "story-2", "story-3"]);
    for (const [field, n] of Object.entries({ title: 1, body: 2, tag: 3, author: 4, source: 5, link: 6 })) {
      expect(await ids(`${field}:Sora`)).toEqual([`story-${n}`]);
    }
    expect(await ids("site:sora.example")).toEqual(["story-6"]);
    expect(await ids("site:ora.example")).toEqual([]);
    expect(await ids("lang:ja")).toEqual(["story-7"]);
  });

  test("a story is found by each of its outlets from the sighting on", async () => {
    const url = "https://edition.cnn.com/lab";
    const sighting = { story: "story-1", source: "cnn", sourceName: "CNN Top Stories", url, at: at(3) };
    await keep(story(1), story(2));
    expect(await ids("site:cnn.com")).toEqual([]);
    await store().commit(plan({ sightings: [sighting, { ...sighting, story: "none" }] }));
    for (const text of ["site:cnn.com", "source:cnn", "link:edition", 'source:"The Wire" site:cnn.com']) {
      expect(await ids(text)).toEqual(["story-1"]);
    }
    expect(await ids('source:"The Wire" lab')).toEqual(["story-2", "story-1"]);
  });

  test("a story that comes again changes nothing", async () => {
    await keep(story(1));
    await keep(story(1, { title: "Sora", publishedAt: at(99) }));
    expect(await ids("Sora")).toEqual([]);
    expect(await ids("lab", { since: at(2) })).toEqual([]);
  });

  test("the largest queries can be asked", async () => {
    await keep(story(1, { title: "word49 word7" }));
    const words = Array.from({ length: 50 }, (_, n) => `word${n}`);
    expect(await ids(words.join(" OR "))).toEqual(["story-1"]);
    expect(await ids(words.join(" "))).toEqual([]);
    const deep = `${"(lab OR (".repeat(10)}word7${"))".repeat(10)}`;
    expect(await ids(deep)).toEqual(["story-1"]);
    const many = Array.from({ length: 50 }, () => where(words.slice(0, 30).join(" OR ")));
    const found = await store().stories.search({ where: { kind: "any", of: many }, limit: 9 });
    expect(found).toHaveLength(1);
  });

  test("sources are known by their owners", async () => {
    for (const [id, owners] of Object.entries({
      a: ["instance"],
      b: ["slack:T1"],
      c: ["x:1", "slack:T1"],
      d: ["x:1"],
    })) {
      await store().sources.put(source(id, { owners }));
    }
    expect(
      (await store().sources.ownedBy(["instance", "slack:T1"])).toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(["a", "b", "c"]);
    expect(await store().sources.ownedBy([])).toEqual([]);
  });
}
