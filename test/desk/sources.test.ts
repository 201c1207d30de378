import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sourceId } from "../../src/desk/sources.ts";
import { makeFetcher } from "../../src/sources/fetch.ts";
import { afterFailure, freshState } from "../../src/sources/schedule.ts";
import { FetchError, type Fetcher, type Source } from "../../src/sources/source.ts";
import type { Item } from "../doubles/feeds.ts";
import { aSource, MORNING, plus } from "../doubles/samples.ts";
import { makeWire, type Wire } from "../doubles/wire.ts";
import { abroad, everyones, here, nextDoor, openScene, ours, type Scene, theirs } from "./scene.ts";

const ITEM: Item = { id: "1", title: "Newest", url: "https://x.example/1", at: MORNING, html: "Text." };

let wire: Wire;
let fetch: ReturnType<typeof makeFetcher>;
let scene: Scene;
beforeEach(async () => {
  wire = await makeWire();
  fetch = makeFetcher({ allow: ["127.0.0.0/8"] });
  scene = await openScene({ fetch });
  wire.publishers.rss("/feed", [ITEM, { ...ITEM, id: "2", url: "https://x.example/2" }]);
});
afterEach(async () => {
  await scene.store.close();
  await fetch.close();
  await wire.close();
});

const sources = () => scene.desk.sources;
const add = (url: string, channel = here) => sources().add(channel, url);
const idsIn = async (channel: typeof here) => (await sources().list(channel)).map(({ id }) => id);
const moved = (to: string, status = 301) => wire.put("/old", { status, headers: { location: wire.url(to) } });

async function reschedule(source: Source, state: Source["state"]): Promise<void> {
  await scene.store.sources.reschedule(source.id, state);
}

/** A source whose feed has answered 410 after it was read for a while. */
async function gone(source: Source): Promise<void> {
  const read = { ...freshState(MORNING), firstPolledAt: MORNING, parsedAt: MORNING, etag: '"1"' };
  const error = new FetchError("status", "answers 410", { status: 410 });
  await reschedule(source, afterFailure({ ...source, state: read }, error, MORNING));
}

describe("check", () => {
  it("reads a feed and stores nothing", async () => {
    expect(await sources().check(wire.url("/feed"))).toEqual({
      kind: "fine",
      url: wire.url("/feed"),
      title: "Example wire",
      stories: 2,
      newest: { title: "Newest", at: MORNING },
    });
    expect(await scene.store.sources.all()).toEqual([]);
    expect(wire.requests).toHaveLength(1);
  });

  it("calls a feed without a title by its host, and knows one without stories", async () => {
    wire.publishers.rss("/bare", [], { title: "" });
    const checked = await sources().check(wire.url("/bare"));
    expect(checked).toMatchObject({ kind: "fine", title: "127.0.0.1", stories: 0, newest: undefined });
  });

  it.each([
    ["missing", "answers 404"],
    ["page", "web page"],
    ["stubborn", "answers 304"],
  ])("says what is wrong with a %s feed", async (path, why) => {
    wire.put("/page", { body: "<!doctype html><title>Hi</title>", contentType: "text/html" });
    wire.spoil("/stubborn", { kind: "status", status: 304 });
    const url = wire.url(`/${path}`);
    const trouble = { kind: "trouble", url, why: expect.stringContaining(why) };
    expect(await sources().check(url)).toEqual(trouble);
    expect(await add(url)).toEqual(trouble);
    expect(await scene.store.sources.all()).toEqual([]);
  });

  it.each(["no url", "ftp://x.example/feed", "http://10.0.0.1/feed"])("refuses %j", async (url) => {
    expect(await add(url)).toMatchObject({ kind: "trouble", url, why: expect.any(String) });
    expect(await scene.store.sources.all()).toEqual([]);
  });

  it("makes nothing of a fetcher that finds it unchanged", async () => {
    const other = await openScene({ fetch: async () => ({ kind: "unchanged" }) });
    const trouble = { kind: "trouble", url: "https://x.example/", why: "answers 304" };
    expect(await other.desk.sources.check("https://x.example/")).toEqual(trouble);
    await other.store.close();
  });

  it("hides no fault of its own", async () => {
    const broken: Fetcher = () => Promise.reject(new TypeError("a bug"));
    const other = await openScene({ fetch: broken });
    await expect(other.desk.sources.check("https://x.example/")).rejects.toThrow("a bug");
    await other.store.close();
  });
});

describe("add", () => {
  it("makes a source of the space, due at once", async () => {
    const url = wire.url("/feed");
    const source = {
      id: sourceId(url),
      url,
      name: "Example wire",
      topics: [],
      owners: ["test:s1"],
      state: freshState(MORNING),
    };
    expect(await add(url)).toMatchObject({ kind: "added", source, check: { kind: "fine", stories: 2 } });
    expect(await scene.store.sources.all()).toEqual([source]);
    expect(await idsIn(nextDoor)).toEqual([source.id]);
    expect(await idsIn(abroad)).toEqual([]);
  });

  it("knows a source however its address is spelled, without asking it again", async () => {
    await add(wire.url("/feed"));
    const before = wire.requests.length;
    const again = await add(`${wire.url("/feed/")}?utm_source=x#top`, nextDoor);
    expect(again).toMatchObject({ kind: "exists", source: { url: wire.url("/feed") } });
    expect(wire.requests).toHaveLength(before);
  });

  it("knows a source of the instance", async () => {
    await scene.put({ ...everyones, id: sourceId(wire.url("/feed")) });
    expect(await add(wire.url("/feed"))).toMatchObject({ kind: "exists", source: { owners: ["instance"] } });
  });

  it("shares a source that another space reads: polled once, wanted by both", async () => {
    await add(wire.url("/feed"));
    const id = sourceId(wire.url("/feed"));
    const polled = { ...freshState(plus(MORNING, 60_000)), firstPolledAt: MORNING, etag: '"1"' };
    await scene.store.sources.reschedule(id, polled);
    scene.clock.advance(1000);
    expect(await add(wire.url("/feed"), abroad)).toMatchObject({
      kind: "added",
      source: { owners: ["test:s1", "test:s2"] },
    });
    expect(await scene.store.sources.all()).toMatchObject([
      { id, owners: ["test:s1", "test:s2"], state: polled },
    ]);
  });

  it("follows a feed that has moved for good, but not for now", async () => {
    moved("/feed");
    expect(await add(wire.url("/old"))).toMatchObject({
      source: { id: sourceId(wire.url("/feed")), url: wire.url("/feed") },
    });
    moved("/feed", 302);
    expect(await add(wire.url("/old"))).toMatchObject({ source: { url: wire.url("/old") } });
  });

  it("knows the source to which a feed has moved", async () => {
    await scene.put({ ...everyones, id: sourceId(wire.url("/feed")) });
    moved("/feed");
    expect(await add(wire.url("/old"))).toMatchObject({ kind: "exists", source: { name: "Everyone's" } });
    expect(await scene.store.sources.all()).toMatchObject([{ owners: ["instance"] }]);
  });

  it.each([
    ["which was read", true],
    ["which was never read", false],
  ])("polls a source again after 410, %s", async (_what, wasRead) => {
    await add(wire.url("/feed"));
    const [source] = await scene.store.sources.all();
    if (!source) throw new Error("nothing was added");
    if (wasRead) await gone(source);
    else await reschedule(source, { ...source.state, failures: 1, disabled: true });
    scene.clock.advance(1000);
    expect(await add(wire.url("/feed"))).toMatchObject({ kind: "added" });
    const past = wasRead ? { firstPolledAt: MORNING, parsedAt: MORNING } : {};
    expect((await scene.store.sources.get(source.id))?.state).toEqual({
      ...freshState(plus(MORNING, 1000)),
      ...past,
    });
    expect(await scene.store.sources.all()).toHaveLength(1);
  });

  it("leaves a source that is still gone as it is", async () => {
    await add(wire.url("/feed"));
    const [source] = await scene.store.sources.all();
    if (source) await gone(source);
    const before = await scene.store.sources.all();
    wire.spoil("/feed", { kind: "status", status: 410 });
    expect(await add(wire.url("/feed"))).toMatchObject({ kind: "trouble" });
    expect(await scene.store.sources.all()).toEqual(before);
  });
});

describe("remove", () => {
  const apart = aSource({
    id: "apart",
    name: "Ours, apart",
    url: "https://apart.example/x7",
    owners: ["test:s1"],
  });
  const remove = (which: string, channel = here) => sources().remove(channel, which);
  beforeEach(async () => {
    const shared = { owners: ["test:s1", "test:s2"], name: "Shared", url: "https://shared.example/feed" };
    await scene.put(everyones, ours, theirs, apart, aSource({ ...shared, id: sourceId(shared.url) }));
  });

  it.each([
    ["its number in the list", "2", "ours"],
    ["its whole name, though that is a part of another", " ours ", "ours"],
    ["its address", "http://www.shared.example/feed/?utm_source=x", "shared"],
    ["a part of its name", "apart", "apart"],
    ["a part of its address", "example/x7", "apart"],
  ])("takes %s", async (_what, which, id) => {
    const wanted = id === "shared" ? sourceId("https://shared.example/feed") : id;
    expect(await remove(which)).toMatchObject({ kind: "removed", source: { id: wanted } });
    expect(await idsIn(here)).not.toContain(wanted);
    expect(await idsIn(here)).toHaveLength(3);
  });

  it.each(["nothing", "", "7", "0", "Theirs"])("knows no source called %j here", async (which) => {
    expect(await remove(which)).toEqual({ kind: "none" });
    expect(await scene.store.sources.all()).toHaveLength(5);
  });

  it("asks where several fit", async () => {
    const answer = await remove("OURS");
    expect(answer).toMatchObject({ kind: "removed" });
    await scene.put(ours);
    expect(await remove("our")).toMatchObject({
      kind: "several",
      sources: [{ id: "ours" }, { id: "apart" }],
    });
    expect(await scene.store.sources.all()).toHaveLength(5);
  });

  it("ends a source with the last space that wants it, and not before", async () => {
    const id = sourceId("https://shared.example/feed");
    await remove("Shared");
    expect(await scene.store.sources.get(id)).toMatchObject({ owners: ["test:s2"] });
    expect(await idsIn(here)).not.toContain(id);
    expect(await remove("Shared", abroad)).toMatchObject({ kind: "removed" });
    expect(await scene.store.sources.get(id)).toBeUndefined();
  });

  it("leaves a source of the instance, and lets go of the space's own wish for it", async () => {
    expect(await remove("Everyone's")).toEqual({ kind: "instance", source: everyones });
    await scene.put({ ...everyones, owners: ["instance", "test:s1"] });
    expect(await remove("Everyone's")).toMatchObject({ kind: "instance" });
    expect(await scene.store.sources.get("everyones")).toEqual(everyones);
    expect(await idsIn(here)).toContain("everyones");
  });
});
