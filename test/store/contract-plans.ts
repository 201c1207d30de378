import { expect, test } from "vitest";
import { alertId } from "../../src/alerts/alert.ts";
import { channelKey } from "../../src/watches/channel.ts";
import type { Subject } from "./contract.ts";
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
  source,
  story,
  storyPlan,
  THERE,
} from "./plans.ts";

/** Tests what a plan leaves behind, and what a channel was told. */
export function testPlans({ store }: Subject): void {
  const lane = async () => (await store().dispatches.pending(HERE)).map((one) => [one.id, ...one.alerts]);
  const finish = async (id: string) =>
    store().dispatches.settle({ ...(await store().dispatches.sending(id, at(2))), state: "sent" });

  test("a plan is stored whole", async () => {
    await store().sources.put(source("wire"));
    const state = { dueAt: at(15), failures: 0, intervalMs: 5, etag: '"1"', firstPolledAt: at(1) };
    await store().commit({ ...storyPlan(1), source: { id: "wire", state } });

    expect(await store().stories.get(["story-1"])).toEqual([
      { ...story(1), outlets: [{ source: "wire", name: "The Wire", url: story(1).url }] },
    ]);
    expect(await store().alerts.get([alert(1).id])).toEqual([alert(1)]);
    expect(await store().dispatches.get(alert(1).id)).toEqual(post(alert(1)));
    const marks = await store().kv("seen").getMany(["i/1", "u/1", "t/1", "i/2"]);
    const mark = { story: "story-1", at: at(1).getTime() };
    expect(marks).toEqual([mark, mark, mark, undefined]);
    expect((await store().sources.get("wire"))?.state).toEqual(state);
  });

  test("a plan that cannot be stored leaves nothing behind", async () => {
    const broken = {
      ...storyPlan(1),
      seen: [{ key: "i/1", mark: { story: "story-1", at: Number.NaN }, ttlMs: 1 }],
    };
    broken.dispatches = [...broken.dispatches, { ...post(alert(2)), kind: "parcel" as never }];
    await expect(store().commit(broken)).rejects.toMatchObject({ name: "StoreError", code: "failed" });

    expect(await store().stories.count()).toBe(0);
    expect(await store().alerts.get([alert(1).id])).toEqual([]);
    expect(await store().dispatches.heads(START)).toEqual([]);
    await store().commit(storyPlan(1));
    expect(await store().stories.count()).toBe(1);
  });

  test("committing a plan again changes nothing, not even once its post is sent", async () => {
    await store().commit(storyPlan(1));
    await store().commit(storyPlan(1));
    const sent = { ...(await store().dispatches.sending(alert(1).id, at(2))), state: "sent" } as const;
    await store().dispatches.settle(sent);
    await store().commit(storyPlan(1));
    expect(await store().dispatches.get(sent.id)).toEqual(sent);
    expect(await store().dispatches.heads(at(99))).toEqual([]);
    expect(await store().stories.count()).toBe(1);
    expect(await store().alerts.told("watch", START)).toMatchObject({ total: 1 });
  });

  test("the state of a source that was removed meanwhile is dropped, its stories stay", async () => {
    await store().commit({ ...storyPlan(1), source: { id: "gone", state: source("gone").state } });
    expect(await store().sources.all()).toEqual([]);
    expect(await store().stories.count()).toBe(1);
  });

  const verdicts = {
    told: { kind: "told", dispatch: alertId(HERE, "story-1"), by: "post" },
    digested: { kind: "told", dispatch: "digest", by: "digest" },
    held: { kind: "held", reason: "paused" },
    withheld: { kind: "held", reason: "not about" },
    joined: joining(alert(9)),
  } as const;
  type Name = keyof typeof verdicts;
  test.each<[Name, Name, Name]>([
    ["held", "told", "told"],
    ["held", "digested", "digested"],
    ["held", "held", "held"],
    ["held", "joined", "joined"],
    ["withheld", "told", "told"],
    ["told", "held", "told"],
    ["told", "digested", "told"],
    ["digested", "told", "digested"],
    ["told", "joined", "told"],
    ["joined", "told", "told"],
    ["joined", "digested", "digested"],
    ["joined", "held", "joined"],
    ["joined", "joined", "joined"],
  ])("an alert that is %s and then %s stays or becomes %s", async (first, second, stays) => {
    const one = alert(1, { verdict: verdicts[first] });
    const two = { ...alert(1, { verdict: verdicts[second], watch: "second" }), decidedAt: at(2) };
    await store().commit(plan({ alerts: [alert(9), one] }));
    await store().commit(plan({ alerts: [two] }));
    const [stored] = await store().alerts.get([one.id]);
    expect(stored?.verdict).toEqual(verdicts[stays]);
    // The matches are the plan's in any case: it was decided with the stored ones in view.
    expect(stored?.matches).toEqual(two.matches);
    expect(stored?.decidedAt).toEqual((first === stays ? one : two).decidedAt);
  });

  test("a held alert that is told later gets its post", async () => {
    await store().commit(plan({ alerts: [alert(1, { verdict: verdicts.held })] }));
    await store().commit(storyPlan(1));
    expect(await lane()).toEqual([[alert(1).id, alert(1).id]]);
    expect(await store().alerts.get([alert(1).id])).toEqual([alert(1)]);
  });

  test("what was told by a digest gets no post besides", async () => {
    const told = digested(1, "digest");
    await store().commit(plan({ alerts: [told], dispatches: [digest("digest", [told])] }));
    await store().commit(storyPlan(1));
    expect(await lane()).toEqual([["digest", told.id]]);
  });

  test("a digest takes further alerts in order while it is pending, and none twice", async () => {
    const [one, two, three] = [digested(1, "digest"), digested(2, "digest"), digested(3, "digest")];
    await store().commit(plan({ alerts: [one], dispatches: [digest("digest", [one])] }));
    await store().commit(plan({ alerts: [three, two], dispatches: [digest("digest", [one, three, two])] }));
    expect(await lane()).toEqual([["digest", one.id, three.id, two.id]]);
  });

  test("a digest does not tell what a post has told", async () => {
    await store().commit(storyPlan(1));
    const two = digested(2, "digest");
    const repeat = digested(1, "digest");
    await store().commit(plan({ alerts: [repeat, two], dispatches: [digest("digest", [repeat, two])] }));
    expect(await lane()).toEqual([
      [alert(1).id, alert(1).id],
      ["digest", two.id],
    ]);
  });

  test("a plan that adds to a digest on its way is refused whole as stale, and a repeat of it is not", async () => {
    const [one, two] = [digested(1, "digest"), digested(2, "digest")];
    const first = plan({ alerts: [one], dispatches: [digest("digest", [one])] });
    await store().commit(first);
    await store().dispatches.sending("digest", at(11));
    const late = plan({ stories: [story(2)], alerts: [two], dispatches: [digest("digest", [two])] });
    await expect(store().commit(late)).rejects.toMatchObject({ code: "stale" });
    expect(await store().alerts.get([two.id])).toEqual([]);
    expect(await store().stories.count()).toBe(0);
    await store().commit(first);
    expect((await store().dispatches.get("digest"))?.alerts).toEqual([one.id]);
  });

  test("edits and replies are inserted where their id is new", async () => {
    await store().commit(storyPlan(1));
    const edit = { ...post(alert(1)), id: "edit", kind: "edit", target: alert(1).id } as const;
    const reply = { ...edit, id: "reply", kind: "reply" } as const;
    await finish(alert(1).id);
    await store().commit(plan({ dispatches: [edit, reply] }));
    await store().commit(
      plan({
        dispatches: [
          { ...edit, attempts: 7 },
          { ...reply, attempts: 7 },
        ],
      }),
    );
    expect(await store().dispatches.pending(HERE)).toEqual([edit, reply]);
  });

  test("the past of a channel: its posts, its digests, its alerts", async () => {
    for (const n of [1, 2, 3]) await store().commit(storyPlan(n));
    await store().commit(storyPlan(4, THERE));
    const later = digested(5, "digest");
    await store().commit(
      plan({
        alerts: [later, alert(6, { verdict: { kind: "held", reason: "first poll" } })],
        dispatches: [digest("digest", [later], { dueAt: at(20) })],
      }),
    );
    const nowhere = { ...HERE, id: "C9" };
    const nothing = { alerts: new Map(), leads: new Map(), latest: new Map() };
    const past = await store().alerts.past([HERE, THERE, nowhere], ["story-1", "story-4", "story-5"], at(2));
    expect([...past.keys()]).toEqual([HERE, THERE, nowhere].map(channelKey));
    expect(past.get(channelKey(HERE))).toEqual({
      posts: 2,
      openDigest: { id: "digest", dueAt: at(20) },
      lastDigestAt: at(20),
      alerts: new Map([
        ["story-1", alert(1)],
        ["story-5", later],
      ]),
      leads: expect.any(Map),
      latest: new Map(),
    });
    expect(past.get(channelKey(THERE))).toEqual({
      posts: 1,
      alerts: new Map([["story-4", alert(4, { channel: THERE })]]),
      leads: expect.any(Map),
      latest: new Map(),
    });
    expect(past.get(channelKey(nowhere))).toEqual({ posts: 0, ...nothing });

    await store().dispatches.settle({
      ...(await store().dispatches.sending("digest", at(21))),
      state: "sent",
    });
    const after = (await store().alerts.past([HERE], [], at(9))).get(channelKey(HERE));
    expect(after).toEqual({ posts: 0, lastDigestAt: at(20), ...nothing });
  });

  test("the open digest of a channel is its newest, wherever the due times lie", async () => {
    const [old, young] = [digested(1, "old"), digested(2, "young")];
    await store().commit(plan({ alerts: [old], dispatches: [digest("old", [old], { dueAt: at(30) })] }));
    await store().commit(
      plan({ alerts: [young], dispatches: [digest("young", [young], { dueAt: at(20) })] }),
    );
    const past = (await store().alerts.past([HERE], [], START)).get(channelKey(HERE));
    expect(past).toMatchObject({ openDigest: { id: "young", dueAt: at(20) }, lastDigestAt: at(30) });
  });

  test("a watch is credited with what it was told for, not with what was held back from it", async () => {
    await store().commit(storyPlan(1));
    await store().commit(storyPlan(4));
    const both = alert(6);
    const matches = [
      ...both.matches,
      { watch: "paused", query: "lab", because: [], held: "paused" as const },
    ];
    await store().commit(plan({ alerts: [{ ...both, matches }], dispatches: [post(both)] }));
    await store().commit(plan({ alerts: [alert(9, { verdict: { kind: "held", reason: "paused" } })] }));

    expect(await store().alerts.told("watch", at(4))).toEqual({ total: 3, since: 2, lastAt: at(6) });
    expect(await store().alerts.told("paused", at(0))).toEqual({ total: 0, since: 0 });
  });

  test("an alert is found by channel and story", async () => {
    await store().commit(storyPlan(1));
    expect(await store().alerts.of(HERE, "story-1")).toEqual(alert(1));
    expect(await store().alerts.of(THERE, "story-1")).toBeUndefined();
    const second = { ...alert(2), matches: [] };
    await store().commit(plan({ alerts: [second] }));
    expect(await store().alerts.get([second.id, "none", alert(1).id])).toEqual([second, alert(1)]);
  });
}
