import { expect, test } from "vitest";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import { urlKey } from "../../src/stories/identity.ts";
import type { Story } from "../../src/stories/story.ts";
import type { Subject } from "./contract.ts";
import { where } from "./contract-search.ts";
import {
  alert,
  at,
  digest,
  digested,
  HERE,
  joining,
  plan,
  post,
  START,
  story,
  storyPlan,
  THERE,
} from "./plans.ts";

const DAY = 1_440;
/** More than any test stores. */
const ALL = { days: 3_650, stories: 1_000_000 };

/** Tests what goes with time, and what stays. */
export function testRetention({ store }: Subject): void {
  const keep = (...stories: readonly Story[]) => store().commit(plan({ stories }));
  const ids = async () => (await store().stories.search({ limit: 999 })).map(({ id }) => id);
  const old = (n: number, days: number) =>
    story(n, { publishedAt: at(-days * DAY), firstSeenAt: at(-days * DAY) });
  const settle = async (id: string, state: Dispatch["state"]) =>
    store().dispatches.settle({ ...(await store().dispatches.sending(id, at(2))), state });

  test("stories published too long ago go, and all that is known of them", async () => {
    const url = "https://b.example/1";
    const sighting = { story: "story-1", source: "b", sourceName: "Bee", url, at: at(3) };
    await keep(old(1, 91), old(2, 90), old(3, 89));
    await store().commit(plan({ sightings: [sighting] }));
    expect((await store().stories.byUrl(urlKey(url)))?.id).toBe("story-1");
    expect(await store().retain(START, { ...ALL, days: 90 })).toEqual({ stories: 1, alerts: 0 });
    expect(await ids()).toEqual(["story-3", "story-2"]);
    expect(await store().stories.get(["story-1"])).toEqual([]);
    expect(await store().stories.byUrl(urlKey(url))).toBeUndefined();
    expect(await store().stories.search({ where: where("source:Bee"), limit: 9 })).toEqual([]);
    expect(await store().stories.search({ where: where("lab"), limit: 9 })).toHaveLength(2);
    expect(await store().retain(START, { ...ALL, days: 90 })).toEqual({ stories: 0, alerts: 0 });
  });

  test("where there are too many, the oldest go", async () => {
    await keep(...Array.from({ length: 130 }, (_, n) => story(n)));
    expect(await store().retain(at(200), { ...ALL, stories: 3 })).toEqual({ stories: 127, alerts: 0 });
    expect(await ids()).toEqual(["story-129", "story-128", "story-127"]);
    expect(await store().retain(at(200), { ...ALL, stories: 3 })).toEqual({ stories: 0, alerts: 0 });
  });

  test("what comes in with an old date stays for a week", async () => {
    await keep(story(1, { publishedAt: new Date(0), firstSeenAt: START }));
    expect(await store().retain(at(7 * DAY - 1), { ...ALL, days: 90 })).toMatchObject({ stories: 0 });
    expect(await store().retain(at(7 * DAY), { ...ALL, days: 90 })).toMatchObject({ stories: 1 });
  });

  test("a removed story makes room for one of its moment, and may come again", async () => {
    await keep(old(1, 91), old(2, 91));
    await store().retain(START, { days: 90, stories: 1 });
    await keep(old(1, 80), old(3, 91));
    expect(await ids()).toEqual(["story-1", "story-3"]);
    const found = await store().stories.search({ where: where("lab"), limit: 9 });
    expect(found.map(({ id }) => id)).toEqual(["story-1", "story-3"]);
  });

  test.each(["pending", "sending", "unknown"] as const)(
    "a story stays as long as the dispatch that tells it is %s",
    async (state) => {
      await store().commit(storyPlan(1));
      const { id } = alert(1);
      if (state !== "pending") await settle(id, state);
      expect(await store().retain(at(999 * DAY), { days: 1, stories: 1 })).toEqual({ stories: 0, alerts: 0 });
      expect(await ids()).toEqual(["story-1"]);
      expect(await store().alerts.get([id])).toHaveLength(1);
      await settle(id, "sent");
      expect(await store().retain(at(1_000 * DAY), { days: 1, stories: 1 })).toEqual({
        stories: 1,
        alerts: 1,
      });
    },
  );

  test("a story stays as long as something is to be added to its message", async () => {
    await store().commit(storyPlan(1));
    await settle(alert(1).id, "sent");
    const edit = { ...post(alert(1)), id: "edit", kind: "edit", target: alert(1).id } as const;
    await store().commit(plan({ dispatches: [edit] }));
    expect(await store().retain(at(99 * DAY), { days: 1, stories: 1 })).toMatchObject({ stories: 0 });
    await settle("edit", "dead");
    expect(await store().retain(at(99 * DAY), { days: 1, stories: 1 })).toMatchObject({ stories: 1 });
    expect(await store().dispatches.get("edit")).toBeDefined();
    await store().retain(at(999 * DAY), { days: 1, stories: 1 });
    expect(await store().dispatches.get("edit")).toBeUndefined();
  });

  test("a told story stays as long as another one is to be added to its message", async () => {
    const joined = alert(2, { verdict: joining(alert(1)) });
    const edit = {
      ...post(alert(1)),
      id: "edit",
      kind: "edit",
      alerts: [joined.id],
      target: alert(1).id,
    } as const;
    await store().commit(storyPlan(1));
    await settle(alert(1).id, "sent");
    await store().commit(plan({ stories: [story(2), story(3)], alerts: [joined], dispatches: [edit] }));
    await store().retain(at(99 * DAY), { days: 1, stories: 1 });
    expect(await ids()).toEqual(["story-2", "story-1"]);
    await settle("edit", "sent");
    await store().retain(at(99 * DAY), { days: 1, stories: 1 });
    expect(await ids()).toEqual([]);
    // Where the lead is forgotten before what has joined it, it leads nothing, and its message goes without the others.
    expect(await store().retain(at(1 + 120 * DAY), ALL)).toEqual({ stories: 0, alerts: 1 });
    expect(await store().alerts.get([alert(1).id, joined.id])).toEqual([joined]);
    const past = await store().alerts.past([HERE], ["story-2"], START);
    expect([...past.values()][0]?.leads).toEqual(new Map());
    for (const id of [alert(1).id, "edit"]) expect(await store().dispatches.get(id)).toBeUndefined();
  });

  test("a message goes with its alert, also where others had joined it or it was withheld", async () => {
    const joined = alert(2 + 10 * DAY, { verdict: joining(alert(1)) });
    const edit = {
      ...post(alert(1)),
      id: "edit",
      kind: "edit",
      alerts: [joined.id],
      target: alert(1).id,
    } as const;
    await store().commit(plan({ ...storyPlan(1), seen: [] }));
    await store().commit(plan({ alerts: [joined], dispatches: [edit] }));
    await store().commit(plan({ alerts: [alert(3)], dispatches: [post(alert(3))] }));
    expect((await store().dispatches.get(alert(1).id))?.alerts).toEqual([alert(1).id, joined.id]);
    await store().alerts.withhold([alert(3).id], "not about");
    await settle(alert(1).id, "sent");
    await settle(alert(3).id, "dead");
    await store().retain(at(123 * DAY), { ...ALL, days: 9 });
    await store().retain(at(124 * DAY), ALL);
    expect(await store().alerts.get([alert(1).id, joined.id, alert(3).id])).toEqual([joined]);
    for (const n of [1, 3]) expect(await store().dispatches.get(alert(n).id)).toBeUndefined();
  });

  test("parted stories are known as such as long as both are stored", async () => {
    await keep(old(1, 91), story(2), story(3), story(4));
    const parted = [
      ["story-2", "story-1"],
      ["story-1", "story-3"],
      ["story-4", "story-3"],
    ] as const;
    await store().commit(plan({ parted }));
    expect(await store().stories.parted()).toHaveLength(3);
    await store().retain(START, { ...ALL, days: 90 });
    expect(await store().stories.parted()).toEqual([["story-3", "story-4"]]);
  });

  test("what was told of a story outlives its seen marks by 30 days, then all of it goes", async () => {
    await store().commit(storyPlan(1));
    await store().commit(storyPlan(1, THERE));
    for (const channel of [HERE, THERE]) await settle(alert(1, { channel }).id, "sent");
    const both = [alert(1).id, alert(1, { channel: THERE }).id];
    const gone = at(1 + 120 * DAY);
    expect(await store().retain(new Date(gone.getTime() - 1), { ...ALL, days: 9 })).toEqual({
      stories: 1,
      alerts: 0,
    });
    expect(await store().alerts.get(both)).toHaveLength(2);
    expect(await store().alerts.told("watch", START)).toMatchObject({ total: 2 });
    expect(await store().retain(gone, ALL)).toEqual({ stories: 0, alerts: 2 });
    expect(await store().alerts.get(both)).toEqual([]);
    expect(await store().alerts.told("watch", START)).toMatchObject({ total: 0 });
    expect(await store().dispatches.get(both[0] as string)).toBeUndefined();
  });

  test("a mark that is renewed keeps what was told", async () => {
    await store().commit(storyPlan(1));
    await settle(alert(1).id, "sent");
    const mark = { story: "story-1", at: at(60 * DAY).getTime() };
    await store().commit(plan({ seen: [{ key: "u/1", mark, ttlMs: 90 * DAY * 60_000 }] }));
    await store().retain(at(121 * DAY), { ...ALL, days: 9 });
    await store().retain(at(180 * DAY - 1), { ...ALL, days: 9 });
    expect(await store().alerts.get([alert(1).id])).toHaveLength(1);
    // A plan that is committed again takes nothing back.
    await store().commit(plan({ alerts: [alert(1)] }));
    expect(await store().retain(at(180 * DAY - 1), ALL)).toEqual({ stories: 0, alerts: 0 });
    expect(await store().retain(at(180 * DAY), ALL)).toEqual({ stories: 0, alerts: 1 });
  });

  test("what is told at last is kept as long as what was held", async () => {
    await store().commit(plan({ alerts: [alert(1, { verdict: { kind: "held", reason: "paused" } })] }));
    const mark = { story: "story-1", at: at(60 * DAY).getTime() };
    await store().commit(plan({ seen: [{ key: "u/1", mark, ttlMs: 90 * DAY * 60_000 }] }));
    await store().commit(plan({ alerts: [alert(1)] }));
    expect(await store().retain(at(180 * DAY - 1), ALL)).toMatchObject({ alerts: 0 });
    expect(await store().retain(at(180 * DAY), ALL)).toMatchObject({ alerts: 1 });
  });

  test("as long as a story is stored, what was told of it stays too", async () => {
    await store().commit(storyPlan(1));
    await settle(alert(1).id, "sent");
    expect(await store().retain(at(500 * DAY), ALL)).toEqual({ stories: 0, alerts: 0 });
    expect(await store().retain(at(500 * DAY), { ...ALL, days: 9 })).toEqual({ stories: 1, alerts: 0 });
    expect(await store().retain(at(501 * DAY), ALL)).toEqual({ stories: 0, alerts: 1 });
  });

  test("a digest goes with the last of its alerts", async () => {
    const [one, two] = [digested(1, "digest"), digested(2 + 10 * DAY, "digest")];
    await store().commit(plan({ alerts: [one, two], dispatches: [digest("digest", [one, two])] }));
    await settle("digest", "sent");
    expect(await store().retain(at(121 * DAY), ALL)).toEqual({ stories: 0, alerts: 1 });
    expect(await store().dispatches.get("digest")).toBeDefined();
    expect(await store().retain(at(131 * DAY), ALL)).toEqual({ stories: 0, alerts: 1 });
    expect(await store().dispatches.get("digest")).toBeUndefined();
  });

  test("what was held back is forgotten like what was told", async () => {
    await store().commit(plan({ alerts: [alert(1, { verdict: { kind: "held", reason: "first poll" } })] }));
    await store().retain(at(120 * DAY), ALL);
    expect(await store().alerts.get([alert(1).id])).toHaveLength(1);
    expect(await store().retain(at(121 * DAY), ALL)).toEqual({ stories: 0, alerts: 1 });
  });

  test("others get their turn while very much goes", async () => {
    await keep(...Array.from({ length: 200 }, (_, n) => story(n)));
    const counts: number[] = [];
    let isOver = false;
    const over = store()
      .retain(at(999), { ...ALL, stories: 1 })
      .then(() => {
        isOver = true;
      });
    while (!isOver) {
      counts.push(await store().stories.count());
      await new Promise(setImmediate);
    }
    await over;
    expect(new Set(counts).size).toBeGreaterThan(2);
  });
}
