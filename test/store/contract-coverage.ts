import { expect, test } from "vitest";
import { channelKey } from "../../src/watches/channel.ts";
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

/** Tests what is stored of events that several stories report, and of stories that change. */
export function testCoverage({ store }: Subject): void {
  const found = async (text: string) =>
    (await store().stories.search({ where: where(text), limit: 9 })).map(({ id }) => id);
  const stored = async (n: number) => (await store().stories.get([`story-${n}`]))[0];
  const pastHere = async (stories: readonly string[], coverages: readonly string[] = []) => {
    const past = (await store().alerts.past([HERE], stories, START, coverages)).get(channelKey(HERE));
    if (!past) throw new Error("The channel asked for is missing.");
    return past;
  };
  const settle = async (id: string, state: "sent" | "dead") =>
    store().dispatches.settle({ ...(await store().dispatches.sending(id, at(2))), state });

  test("a story comes back with its coverage, its description, its change and what came of its page", async () => {
    const pages = [
      { kind: "read", canonical: "https://example.com/1", removed: "Read also: Qwen" },
      { kind: "unread", why: "paywall" },
    ] as const;
    for (const [n, page] of pages.entries()) {
      const full = story(n, { coverage: "story-9", description: "A model.", page, updatedAt: at(5) });
      await store().commit(plan({ stories: [full] }));
      expect(await stored(n)).toMatchObject(full);
    }
    await store().commit(plan({ stories: [story(3)] }));
    const { outlets, ...bare } = (await stored(3)) ?? { outlets: [] };
    expect(bare).toEqual(story(3));
  });

  test("a changed title is what the story is called and found by, in its old place", async () => {
    await store().commit(plan({ stories: [story(1), story(2), story(3)] }));
    const revision = { story: "story-2", title: "Sora is over", at: at(30) };
    await store().commit(plan({ revisions: [revision] }));
    expect(await stored(2)).toMatchObject({ title: "Sora is over", updatedAt: at(30), firstSeenAt: at(3) });
    expect(await found("Sora")).toEqual(["story-2"]);
    expect(await found("title:shows")).toEqual(["story-3", "story-1"]);
    expect(await found("lab")).toEqual(["story-3", "story-2", "story-1"]);
  });

  test("an older change does not undo a newer one, and a story that is gone takes none", async () => {
    await store().commit(plan({ stories: [story(1)] }));
    const change = (title: string, minutes: number, id = "story-1") =>
      store().commit(plan({ revisions: [{ story: id, title, at: at(minutes) }] }));
    await change("Second", 10);
    await change("Third", 20);
    await change("Second", 10);
    await change("Gone", 30, "story-7");
    expect(await stored(1)).toMatchObject({ title: "Third", updatedAt: at(20) });
    expect(await found("Gone")).toEqual([]);
  });

  test("parting founds a coverage for the first of a pair and keeps the pair in either order once", async () => {
    await store().commit(
      plan({ stories: [story(1), ...[2, 3].map((n) => story(n, { coverage: "story-1" }))] }),
    );
    expect(await store().stories.parted()).toEqual([]);
    await store().commit(plan({ parted: [["story-2", "story-1"]] }));
    await store().commit(
      plan({
        parted: [
          ["story-1", "story-2"],
          ["story-3", "story-9"],
        ],
      }),
    );
    expect(await store().stories.parted()).toEqual([
      ["story-1", "story-2"],
      ["story-3", "story-9"],
    ]);
    const coverages = (await store().stories.get(["story-1", "story-2", "story-3"])).map(
      (one) => one.coverage,
    );
    expect(coverages).toEqual(["story-1", "story-2", "story-3"]);
  });

  test("where a parted story leads, it leads its own coverage from then on", async () => {
    const leads = (n: number, coverage: string, channel = HERE) => alert(n, { coverage, channel });
    await store().commit(
      plan({ alerts: [leads(2, "story-1"), leads(2, "story-1", THERE), leads(3, "story-2")] }),
    );
    await store().commit(plan({ parted: [["story-2", "story-1"]] }));
    const coverage = async (channel: typeof HERE) => (await store().alerts.of(channel, "story-2"))?.coverage;
    expect(await coverage(THERE)).toBe("story-2");
    // Another alert leads that here already, so this one goes on leading what it led.
    expect(await coverage(HERE)).toBe("story-1");
  });

  test("what coverage must know comes in the order of publication, cut, page by page", async () => {
    const long = "é".repeat(999) + "ab".repeat(50);
    const stories = [story(5, { coverage: "story-2" }), story(2, { text: long }), story(3), story(1)];
    await store().commit(plan({ stories }));
    const first = await store().stories.covered({ since: at(2), limit: 2 });
    expect(first.map(({ story, coverage }) => [story, coverage])).toEqual(
      [story(2, { text: `${"é".repeat(999)}a` }), story(3)].map(({ id, title, text, url, publishedAt }) => [
        { id, title, text, url, publishedAt },
        id,
      ]),
    );
    const place = first.at(-1)?.place ?? 0;
    const second = await store().stories.covered({ since: at(2), after: place, limit: 2 });
    expect(second.map(({ story, coverage }) => [story.id, coverage])).toEqual([["story-5", "story-2"]]);
    expect(await store().stories.covered({ since: at(6), limit: 9 })).toEqual([]);
    expect(await store().stories.covered({ since: at(6), after: place, limit: 9 })).toEqual([]);
  });

  test("an alert comes back with what it joined and why, what it follows, and what it leads", async () => {
    const lead = alert(1, { coverage: "story-1" });
    const joined = alert(2, { verdict: joining(lead) });
    const verdict = { kind: "told", dispatch: alert(3).id, by: "post", follows: lead.id } as const;
    const later = alert(3, { verdict, coverage: "story-3" });
    await store().commit(plan({ alerts: [lead, joined, later] }));
    expect(await store().alerts.get([lead.id, joined.id, later.id])).toEqual([lead, joined, later]);
  });

  test("a coverage is told once in a channel: a plan that tells it again is refused whole as stale", async () => {
    await store().commit(
      plan({ alerts: [alert(1, { coverage: "c" }), alert(1, { coverage: "c", channel: THERE })] }),
    );
    const again = plan({ stories: [story(2)], alerts: [alert(2, { coverage: "c" })] });
    await expect(store().commit(again)).rejects.toMatchObject({ code: "stale" });
    expect(await store().stories.count()).toBe(0);
    // A repeat of the first one and a told alert that is noted again lead what they led.
    await store().commit(plan({ alerts: [alert(1, { coverage: "c" }), alert(2, { coverage: "d" })] }));
    await store().commit(plan({ alerts: [alert(2, { coverage: "c", watch: "second" })] }));
    expect((await store().alerts.get([alert(2).id]))[0]).toEqual(
      alert(2, { coverage: "d", watch: "second" }),
    );
  });

  test.each([
    ["is not there", plan({})],
    ["is held", plan({ alerts: [alert(1, { verdict: { kind: "held", reason: "paused" } })] })],
    ["is dead", plan({ alerts: [alert(1)], dispatches: [post(alert(1), { state: "dead" })] })],
  ])("a plan that joins an alert that %s is refused as stale", async (_, before) => {
    await store().commit(before);
    const joined = plan({ stories: [story(2)], alerts: [alert(2, { verdict: joining(alert(1)) })] });
    await expect(store().commit(joined)).rejects.toMatchObject({ code: "stale" });
    expect(await store().stories.count()).toBe(0);
  });

  test("the past of a channel: told alerts and those that joined ones point to lead, with what became of them", async () => {
    await store().commit(storyPlan(1));
    await store().commit(storyPlan(1, THERE));
    const joined = [2, 3].map((n) => alert(n, { verdict: joining(alert(1)) }));
    const edit = { ...post(alert(1)), id: "edit", kind: "edit", target: alert(1).id, dueAt: at(6) } as const;
    await settle(alert(1).id, "sent");
    const reply = { ...edit, id: "reply", kind: "reply" } as const;
    const held = alert(5, { verdict: { kind: "held", reason: "paused" } });
    await store().commit(plan({ alerts: [...joined, alert(4), held], dispatches: [edit, reply] }));
    const { leads } = await pastHere(["story-3", "story-4", "story-5"]);
    expect([...leads]).toEqual([
      [
        alert(1).id,
        { alert: alert(1), dead: false, joined: 2, replies: 1, openEdit: { id: "edit", dueAt: at(6) } },
      ],
      [alert(4).id, { alert: alert(4), dead: true, joined: 0, replies: 0 }],
    ]);
    await settle("edit", "sent");
    await settle("reply", "dead");
    const again = (await pastHere(["story-1"])).leads.get(alert(1).id);
    expect(again).toEqual({ alert: alert(1), dead: false, joined: 2, replies: 1 });
  });

  test("a message that could not be posted is dead, and one that was withheld leads nothing", async () => {
    for (const n of [1, 2]) await store().commit(storyPlan(n));
    await store().commit(plan({ alerts: [alert(3, { verdict: joining(alert(2)) })] }));
    await settle(alert(1).id, "dead");
    // Whoever withholds must know of all that has joined.
    expect(await store().alerts.withhold([alert(2).id], "not about")).toBe(false);
    expect(await store().alerts.withhold([alert(2).id, alert(3).id], "not about")).toBe(true);
    const { leads } = await pastHere(["story-1", "story-2", "story-3"], ["story-2"]);
    expect([...leads.values()]).toMatchObject([{ alert: alert(1), dead: true }]);
  });

  test("the latest told alert of each coverage leads, also of stories that know no coverage or are gone", async () => {
    const c = (n: number) => story(n, { coverage: "c" });
    await store().commit(plan({ stories: [c(1), c(2), c(3), story(4)] }));
    await store().commit(
      plan({
        alerts: [
          alert(1, { coverage: "c" }),
          alert(2),
          alert(3, { verdict: joining(alert(2)) }),
          alert(4),
          alert(5, { coverage: "lost" }),
          alert(3, { channel: THERE }),
        ],
      }),
    );
    const { latest, leads } = await pastHere([], ["c", "story-2", "story-4", "lost", "none"]);
    expect([...latest]).toEqual([
      ["c", alert(2).id],
      ["story-4", alert(4).id],
      ["lost", alert(5).id],
    ]);
    expect([...leads.keys()].toSorted()).toEqual([...latest.values()].toSorted());
    expect([...(await store().alerts.past([THERE], [], START, ["c"])).values()]).toMatchObject([
      { latest: new Map([["c", alert(3, { channel: THERE }).id]]) },
    ]);
  });

  test("those that joined come oldest first", async () => {
    const [two, three, four] = [2, 3, 4].map((n) => alert(n, { verdict: joining(alert(n === 3 ? 9 : 1)) }));
    await store().commit(plan({ alerts: [alert(1), alert(9)] }));
    for (const one of [four, two, three]) if (one) await store().commit(plan({ alerts: [one] }));
    expect(await store().alerts.joinedTo([alert(1).id])).toEqual([two, four]);
    expect(await store().alerts.joinedTo([alert(9).id, alert(1).id, "none"])).toEqual([two, three, four]);
    expect(await store().alerts.joinedTo([])).toEqual([]);
  });

  test("what is withheld was never told: it counts for no watch, no flood and no coverage", async () => {
    const [one, two] = [alert(1, { coverage: "c" }), digested(2, "digest")];
    await store().commit(plan({ alerts: [one, two], dispatches: [post(one), digest("digest", [two])] }));
    const joined = alert(3, { verdict: joining(one) });
    await store().commit(plan({ alerts: [joined] }));
    await store().alerts.withhold([one.id, joined.id, "none"], "not about");
    const { coverage, ...rest } = one;
    const held = { ...rest, verdict: { kind: "held", reason: "not about" } } as const;
    expect(await store().alerts.get([one.id, joined.id])).toEqual([held, joined]);
    expect(await store().alerts.told("watch", START)).toMatchObject({ total: 1, lastAt: at(2) });
    expect(await pastHere([], ["c"])).toMatchObject({ posts: 0, latest: new Map() });
    await store().commit(plan({ alerts: [alert(4, { coverage: "c" })] }));
  });

  test("what was withheld is told by a later decision, and not by the same one again", async () => {
    await store().commit(storyPlan(1));
    await store().alerts.withhold([alert(1).id], "not about");
    await settle(alert(1).id, "dead");
    await store().commit(storyPlan(1));
    expect((await store().alerts.get([alert(1).id]))[0]?.verdict.kind).toBe("held");
    expect(await store().dispatches.pending(HERE)).toEqual([]);
    const later = { ...alert(1), decidedAt: at(9) };
    await store().commit(plan({ alerts: [later], dispatches: [post(later)] }));
    expect(await store().alerts.get([later.id])).toEqual([later]);
    expect(await store().dispatches.pending(HERE)).toEqual([post(later)]);
    expect(await store().alerts.told("watch", START)).toMatchObject({ total: 1, lastAt: at(9) });
  });
}
