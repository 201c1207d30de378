import { expect, test } from "vitest";
import type { SourceState } from "../../src/sources/source.ts";
import { urlKey } from "../../src/stories/identity.ts";
import type { StoredStory } from "../../src/stories/story.ts";
import { parseQuery } from "../../src/watches/query.ts";
import { type Watch, watchId } from "../../src/watches/watch.ts";
import type { Subject } from "./contract.ts";
import { at, HERE, plan, START, source, story, THERE } from "./plans.ts";

/** Tests the sources, the stories and the watches. */
export function testTables({ store }: Subject): void {
  const fullState: SourceState = {
    dueAt: at(15),
    etag: 'W/"a b"',
    lastModified: "Sun, 03 May 2026 09:12:00 GMT",
    parsedAt: at(1),
    bodyHash: "hash",
    checkedAt: at(2),
    firstPolledAt: at(3),
    failures: 2,
    trouble: { kind: "status", detail: "answers 403", since: at(4) },
    intervalMs: 60_000,
    newestAt: at(5),
    disabled: true,
  };

  test("a source comes back as it was put, with every field and with the fewest", async () => {
    const full = source("full", { everyMs: 1000, owners: ["instance", "slack:T1"], state: fullState });
    await store().sources.put(full);
    await store().sources.put(source("bare"));
    expect(await store().sources.all()).toEqual([source("bare"), full]);
    expect(await store().sources.get("full")).toEqual(full);
    expect(await store().sources.get("none")).toBeUndefined();
    await store().sources.remove("full");
    await store().sources.remove("full");
    expect(await store().sources.all()).toEqual([source("bare")]);
  });

  test("putting a known source replaces what people set and keeps its state", async () => {
    await store().sources.put(source("wire", { everyMs: 1000, state: { ...fullState } }));
    const changed = source("wire", { name: "New name", topics: [], owners: ["slack:T1"] });
    await store().sources.put(changed);
    expect(await store().sources.get("wire")).toEqual({ ...changed, state: fullState });
    await store().sources.reschedule("wire", changed.state);
    expect(await store().sources.get("wire")).toEqual(changed);
    await store().sources.reschedule("none", changed.state);
    expect(await store().sources.get("none")).toBeUndefined();
  });

  test("due sources come most overdue first, up to the limit, without the disabled", async () => {
    const due = (id: string, minutes: number, disabled = false) =>
      source(id, { state: { ...source(id).state, dueAt: at(minutes), ...(disabled ? { disabled } : {}) } });
    for (const one of [due("b", 2), due("a", 1), due("later", 4), due("c", 3), due("off", 0, true)]) {
      await store().sources.put(one);
    }
    const ids = async (limit: number) => (await store().sources.due(at(3), limit)).map((one) => one.id);
    expect(await ids(10)).toEqual(["a", "b", "c"]);
    expect(await ids(2)).toEqual(["a", "b"]);
  });

  const ids = (stories: readonly StoredStory[]) => stories.map((one) => one.id);

  test("a story comes back with every field", async () => {
    const full = story(1, { language: "en", image: "https://example.com/1.png", dateGuessed: true, url: "" });
    await store().commit(plan({ stories: [full] }));
    const outlets = [{ source: "wire", name: "The Wire", url: "" }];
    expect(await store().stories.get(["story-1"])).toEqual([{ ...full, outlets }]);
  });

  test("the latest stories, page by page, also where many have one time", async () => {
    const same = [1, 2, 3, 4, 5].map((n) => story(n, { publishedAt: at(7) }));
    await store().commit(plan({ stories: [story(9), story(6), ...same] }));
    const all = ["story-9", "story-5", "story-4", "story-3", "story-2", "story-1", "story-6"];
    expect(ids(await store().stories.latest({ limit: 99 }))).toEqual(all);
    expect(ids(await store().stories.latest({ limit: 99, since: at(7) }))).toEqual(all.slice(0, 6));
    const paged: string[] = [];
    for (let last: StoredStory | undefined, more = true; more; ) {
      const page = await store().stories.latest({ limit: 2, ...(last ? { before: last } : {}) });
      paged.push(...ids(page));
      last = page.at(-1);
      more = page.length > 0;
    }
    expect(paged).toEqual(all);
    // Where the last one of a page is gone meanwhile, its time says where to go on.
    const gone = { id: "none", publishedAt: at(7) };
    expect(ids(await store().stories.latest({ limit: 9, before: gone }))).toEqual(["story-6"]);
    expect(await store().stories.count()).toBe(7);
  });

  test("stories come in the order asked for, without those unknown", async () => {
    await store().commit(plan({ stories: [story(1), story(2), story(3)] }));
    expect(ids(await store().stories.get(["story-3", "none", "story-1"]))).toEqual(["story-3", "story-1"]);
    expect(await store().stories.get([])).toEqual([]);
  });

  test("each source of a story is one of its outlets, once, in the order of sighting", async () => {
    const sight = (source: string, minutes: number, url: string) => ({
      story: "story-1",
      source,
      sourceName: source.toUpperCase(),
      url,
      at: at(minutes),
    });
    await store().commit(
      plan({
        stories: [story(1), story(2)],
        sightings: [sight("b", 5, "https://b.example/1"), sight("a", 4, "")],
      }),
    );
    await store().commit(plan({ sightings: [sight("b", 9, "https://b.example/2"), sight("wire", 9, "")] }));
    const [one] = await store().stories.latest({ limit: 1, before: story(2) });
    expect(one?.outlets).toEqual([
      { source: "wire", name: "The Wire", url: story(1).url },
      { source: "a", name: "A", url: "" },
      { source: "b", name: "B", url: "https://b.example/1" },
    ]);
    expect(await store().stories.byUrl(urlKey("http://www.b.example/1/"))).toEqual(one);
  });

  test("a story is found by the key of its link, the story's own link before a sighting's", async () => {
    const sighting = { story: "story-2", source: "b", sourceName: "B", url: story(1).url, at: at(3) };
    await store().commit(
      plan({ stories: [story(1), story(2), story(3, { url: "" })], sightings: [sighting] }),
    );
    const found = await store().stories.byUrl(urlKey(`${story(1).url}?utm_source=x`));
    expect(found?.id).toBe("story-1");
    expect(await store().stories.byUrl("")).toBeUndefined();
    expect(await store().stories.byUrl(urlKey("https://example.com/none"))).toBeUndefined();
  });

  const watch = (text: string, more: Partial<Watch> = {}): Watch => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const channel = more.channel ?? HERE;
    const id = watchId(channel, text);
    return { id, channel, text, query: parsed.query, createdAt: START, origin: "file", ...more };
  };

  test("a watch comes back with its query, and is replaced by its id", async () => {
    const spud = watch('"super app" OR Spud', { createdBy: { id: "U1", name: "Ada" }, origin: "chat" });
    const sora = watch("Sora", { createdAt: at(1), pausedUntil: at(60) });
    const elsewhere = watch("Sora", { channel: THERE });
    for (const one of [sora, elsewhere, spud]) await store().watches.put(one);
    expect(await store().watches.in(HERE)).toEqual([spud, sora]);
    expect(await store().watches.all()).toEqual([elsewhere, spud, sora]);

    const { pausedUntil, ...resumed } = sora;
    await store().watches.put(resumed);
    await store().watches.remove(spud.id);
    expect(await store().watches.in(HERE)).toEqual([resumed]);
  });

  test("a watch whose text is no query any more is kept as it is and says why, until it is removed", async () => {
    const sora = watch("Sora");
    await store().watches.put({ ...sora, text: "-Sora" });
    const reason = "a query needs something to look for, and this only says what to leave out.";
    const kept: Watch = { ...sora, text: "-Sora", query: { kind: "or", queries: [] }, unreadable: reason };
    expect(await store().watches.all()).toEqual([kept]);
    expect(await store().watches.in(HERE)).toEqual([kept]);
    await store().watches.put({ ...kept, pausedUntil: at(1) });
    expect(await store().watches.all()).toEqual([{ ...kept, pausedUntil: at(1) }]);
    await store().watches.remove(sora.id);
    expect(await store().watches.all()).toEqual([]);
  });

  test("the size grows with what is stored", async () => {
    const before = await store().size();
    const text = "news ".repeat(20_000);
    await store().commit(plan({ stories: [story(1, { text }), story(2, { text })] }));
    const after = await store().size();
    expect(before.stories).toBe(0);
    expect(after.stories).toBe(2);
    expect(after.bytes - before.bytes).toBeGreaterThan(150_000);
  });
}
