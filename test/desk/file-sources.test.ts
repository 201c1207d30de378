import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reconcileSources, sourceId } from "../../src/desk/sources.ts";
import { freshState } from "../../src/sources/schedule.ts";
import type { Source, SourceState } from "../../src/sources/source.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { aSource, MORNING, plus } from "../doubles/samples.ts";
import { failing } from "../doubles/store.ts";

const URL_A = "https://a.example/feed";
const ID_A = sourceId(URL_A);
const MINUTE = 60_000;

let store: Store;
beforeEach(async () => {
  store = await openStore({ folder: ":memory:", now: () => MORNING });
});
afterEach(() => store.close());

type Wanted = Parameters<typeof reconcileSources>[1][number];
const a = (more: Partial<Wanted> = {}): Wanted => ({ name: "A", url: URL_A, topics: ["ai"], ...more });
const reconcile = (...wanted: readonly Wanted[]) => reconcileSources(store, wanted, MORNING);
const stored = () => store.sources.get(ID_A);

async function polled(more: Partial<SourceState> = {}): Promise<SourceState> {
  const state = { ...freshState(plus(MORNING, 10 * MINUTE)), etag: '"1"', firstPolledAt: MORNING, ...more };
  await store.sources.reschedule(ID_A, state);
  return state;
}

/** A space wants the source, too, or alone. */
async function want(source: Source | undefined, owners: readonly string[]): Promise<void> {
  if (source) await store.sources.put({ ...source, owners });
}

describe("the sources of the configuration file", () => {
  it("are added, due at once; without a name they are called by their host", async () => {
    await reconcile(a({ everyMs: 1000 }), { url: "https://b.example/feed", topics: [] });
    const state = freshState(MORNING);
    const owners = ["instance"];
    expect(await store.sources.all()).toEqual([
      { id: ID_A, url: URL_A, name: "A", topics: ["ai"], everyMs: 1000, owners, state },
      {
        id: sourceId("https://b.example/feed"),
        url: "https://b.example/feed",
        name: "b.example",
        topics: [],
        owners,
        state,
      },
    ]);
  });

  it("keep what is known of them when they are renamed", async () => {
    await reconcile(a());
    const state = await polled();
    await reconcile(a({ name: "New", topics: ["world"], url: "https://www.a.example/feed/" }));
    expect(await store.sources.all()).toEqual([
      expect.objectContaining({
        id: ID_A,
        url: "https://www.a.example/feed/",
        name: "New",
        topics: ["world"],
        state,
      }),
    ]);
  });

  it("are written only where something has changed", async () => {
    await reconcile(a({ everyMs: 60_000 }), { url: "https://b.example/feed", topics: [] });
    await polled({ dueAt: plus(MORNING, MINUTE) });
    await store.sources.put(aSource({ id: "chat", owners: ["slack:T1"] }));
    const calls: string[] = [];
    const counted = failing(store, (call) => void calls.push(call));
    const same = [a({ everyMs: 60_000 }), { url: "https://b.example/feed", topics: [] }];
    await reconcileSources(counted, same, MORNING);
    expect(calls).toEqual(["sources.all"]);
  });

  it.each<[string, number | undefined, Partial<SourceState>, number]>([
    ["a shorter interval counts from now on", 2, {}, 2],
    ["a longer interval waits for the next poll", 30, {}, 10],
    ["no interval leaves the next poll where it is", undefined, {}, 10],
    ["a source in trouble keeps its wait", 2, { failures: 3 }, 10],
  ])("%s", async (_what, everyMinutes, state, dueIn) => {
    await reconcile(a({ everyMs: 20 * MINUTE }));
    const before = await polled(state);
    await reconcile(a(everyMinutes === undefined ? {} : { everyMs: everyMinutes * MINUTE }));
    const source = await stored();
    expect(source?.everyMs).toBe(everyMinutes === undefined ? undefined : everyMinutes * MINUTE);
    expect(source?.state).toEqual({ ...before, dueAt: plus(MORNING, dueIn * MINUTE) });
  });

  it("stay out of polling after 410, whatever their interval", async () => {
    await reconcile(a());
    const state = await polled({ disabled: true, failures: 1 });
    await reconcile(a({ everyMs: 1000 }));
    expect((await stored())?.state).toEqual(state);
    expect(await store.sources.due(plus(MORNING, 99 * MINUTE), 9)).toEqual([]);
  });

  it("go when they are no longer in the file", async () => {
    await reconcile(a());
    await reconcile();
    expect(await store.sources.all()).toEqual([]);
  });

  it("stay with a space that wants them, too", async () => {
    await reconcile(a());
    const source = await stored();
    await want(source, ["instance", "slack:T1"]);
    await reconcile(a());
    expect(await stored()).toMatchObject({ owners: ["instance", "slack:T1"] });
    await reconcile();
    expect(await stored()).toEqual({ ...source, owners: ["slack:T1"] });
    await reconcile();
    expect(await stored()).toMatchObject({ owners: ["slack:T1"] });
  });

  it("take over a source that a space has made, with what is known of it", async () => {
    await reconcile(a());
    await want(await stored(), ["slack:T1"]);
    const state = await polled();
    await reconcile(a({ name: "From the file" }));
    expect(await stored()).toMatchObject({ name: "From the file", owners: ["instance", "slack:T1"], state });
  });
});
