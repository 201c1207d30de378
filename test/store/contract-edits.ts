import { expect, test } from "vitest";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import type { Subject } from "./contract.ts";
import { alert, at, digest, HERE, joining, plan, post, START, story, storyPlan } from "./plans.ts";

/** Tests what is added to messages: edits and replies, and what becomes of them. */
export function testEdits({ store }: Subject): void {
  const lead = alert(1);
  const joined = (n: number) => alert(n, { verdict: joining(lead) });
  const edit = (id: string, alerts: readonly string[], more: Partial<Dispatch> = {}): Dispatch => ({
    ...post(lead, { id, kind: "edit", target: lead.id, alerts, dueAt: at(60) }),
    ...more,
  });
  /** A plan by which a story joins the lead. */
  const join = (n: number, id: string, more: Partial<Dispatch> = {}) =>
    plan({
      stories: [story(n, { coverage: "story-1" })],
      alerts: [joined(n)],
      dispatches: [edit(id, [joined(n).id], more)],
    });
  const change = (id: string, title: string, minutes: number) =>
    plan({
      revisions: [{ story: "story-1", title, at: at(minutes) }],
      dispatches: [edit(id, [lead.id], { dueAt: at(minutes + 1) })],
    });
  /** A plan by which a story is told by itself from now on. */
  const split = (n: number, decidedAt = at(50)) => {
    const told = { ...alert(n, { coverage: `story-${n}` }), decidedAt };
    return plan({
      parted: [[told.story, lead.story]],
      alerts: [told],
      dispatches: [post(told), edit("split", [lead.id], { dueAt: at(50) })],
    });
  };
  const settle = async (id: string, state: Dispatch["state"]) =>
    store().dispatches.settle({ ...(await store().dispatches.sending(id, at(2))), state });
  const lane = async () => (await store().dispatches.pending(HERE)).map((one) => [one.id, ...one.alerts]);
  const stale = { name: "StoreError", code: "stale" };

  test("what is added to a message that is still to be posted goes into it, and so it stays", async () => {
    await store().commit(storyPlan(1));
    const plans = [join(2, "edit"), join(3, "edit")];
    for (const one of [...plans, ...plans]) await store().commit(one);
    const whole = [[lead.id, lead.id, joined(2).id, joined(3).id]];
    expect(await lane()).toEqual(whole);
    await store().commit(storyPlan(1));
    expect(await lane()).toEqual(whole);
    await settle(lead.id, "sent");
    for (const one of [...plans, storyPlan(1)]) await store().commit(one);
    expect(await lane()).toEqual([]);
    expect(await store().dispatches.get("edit")).toBeUndefined();
    expect((await store().dispatches.get(lead.id))?.alerts).toEqual(whole[0]?.slice(1));
  });

  test("a change of what a message tells waits behind it: the message may be composed already", async () => {
    await store().commit(storyPlan(1));
    for (const _ of [1, 2]) await store().commit(change("change", "Sora is over", 20));
    expect(await lane()).toEqual([
      [lead.id, lead.id],
      ["change", lead.id],
    ]);
  });

  test.each(["sending", "unknown", "sent"] as const)(
    "what is added to a message that is %s makes an edit, which takes further alerts while it is pending",
    async (state) => {
      await store().commit(storyPlan(1));
      await settle(lead.id, state);
      for (const n of [2, 3, 2]) await store().commit(join(n, "edit"));
      const waiting = (await store().dispatches.pending(HERE)).filter(({ kind }) => kind === "edit");
      expect(waiting).toEqual([edit("edit", [joined(2).id, joined(3).id])]);
    },
  );

  test("a message has one pending edit, due when the first of them is, unless a platform has put it off", async () => {
    await store().commit(storyPlan(1));
    await settle(lead.id, "sent");
    await store().commit(join(2, "one"));
    await store().commit(join(3, "two", { dueAt: at(90) }));
    expect((await store().dispatches.get("one"))?.dueAt).toEqual(at(60));
    await store().commit(split(4));
    const all = [joined(2).id, joined(3).id, lead.id];
    expect(await lane()).toEqual([
      ["one", ...all],
      [alert(4).id, alert(4).id],
    ]);
    expect((await store().dispatches.get("one"))?.dueAt).toEqual(at(50));
    const asked = { ...(await store().dispatches.sending("one", at(51))), state: "pending" } as const;
    await store().dispatches.settle({ ...asked, dueAt: at(70) });
    await store().commit(join(5, "three", { dueAt: at(60) }));
    expect(await store().dispatches.get("one")).toMatchObject({
      alerts: [...all, joined(5).id],
      dueAt: at(70),
    });
  });

  test("a plan that adds to an edit on its way is refused whole as stale, and a repeat of it is not", async () => {
    await store().commit(storyPlan(1));
    await settle(lead.id, "sent");
    await store().commit(join(2, "edit"));
    await settle("edit", "sent");
    await store().commit(join(2, "edit"));
    await expect(store().commit(join(3, "edit"))).rejects.toMatchObject(stale);
    expect(await store().alerts.get([joined(3).id])).toEqual([]);
    // Also where the edit has the alert already: it was composed before the change.
    await store().commit(change("change", "Second", 20));
    await settle("change", "sent");
    await expect(store().commit(change("change", "Third", 20))).rejects.toMatchObject(stale);
    expect((await store().stories.get(["story-1"]))[0]?.title).toBe("Second");
    await store().commit(change("change", "Second", 20));
    expect(await lane()).toEqual([]);
  });

  test("an edit that comes by itself is told from a repeat by its alerts", async () => {
    await store().commit(storyPlan(1));
    await settle(lead.id, "sent");
    await store().commit(plan({ dispatches: [edit("edit", [lead.id])] }));
    await settle("edit", "sent");
    await store().commit(plan({ dispatches: [edit("edit", [lead.id])] }));
    await expect(store().commit(plan({ dispatches: [edit("edit", ["other"])] }))).rejects.toMatchObject(
      stale,
    );
    const alone = { ...edit("alone", [lead.id]), target: "none" };
    await store().commit(plan({ dispatches: [alone] }));
    expect(await store().dispatches.pending(HERE)).toEqual([alone]);
  });

  test("what is split off is told by itself, once, and leaves the message that it had joined", async () => {
    await store().commit(storyPlan(1));
    for (const n of [2, 3]) await store().commit(join(n, "edit"));
    for (const _ of [1, 2]) await store().commit(split(2));
    const after = [
      [lead.id, lead.id, joined(3).id],
      [alert(2).id, alert(2).id],
      ["split", lead.id],
    ];
    expect(await lane()).toEqual(after);
    await store().commit(join(2, "edit"));
    expect(await lane()).toEqual(after);
    expect(await store().alerts.joinedTo([lead.id])).toEqual([joined(3)]);
    expect((await store().alerts.get([alert(2).id]))[0]).toEqual({
      ...alert(2, { coverage: "story-2" }),
      decidedAt: at(50),
    });
    expect(await store().alerts.told("watch", START)).toMatchObject({ total: 2 });
  });

  test("what is split off a message that is out changes it by an edit", async () => {
    await store().commit(storyPlan(1));
    await store().commit(join(2, "edit"));
    await settle(lead.id, "sent");
    await store().commit(split(2));
    await settle("split", "sent");
    await store().commit(split(2));
    expect(await lane()).toEqual([[alert(2).id, alert(2).id]]);
    expect((await store().dispatches.get(lead.id))?.alerts).toEqual([lead.id, joined(2).id]);
  });

  test("folding takes along what has joined, its edits, and its replies", async () => {
    for (const n of [1, 7]) await store().commit(storyPlan(n));
    const beside = edit("beside", [alert(7).id], { target: alert(7).id });
    const reply = edit("reply", [joined(2).id], { kind: "reply" });
    await settle(lead.id, "unknown");
    await store().commit(plan({ ...join(2, "edit"), dispatches: [edit("edit", [joined(2).id]), reply] }));
    await store().dispatches.sending(alert(7).id, at(3));
    await store().commit(plan({ dispatches: [beside] }));
    await settle(lead.id, "pending");
    await store().commit(join(3, "edit"));

    await store().dispatches.fold(digest("roll-up", [lead]), [lead.id, alert(7).id]);
    expect(await lane()).toEqual([
      ["roll-up", lead.id, joined(3).id, joined(2).id],
      ["reply", joined(2).id],
      ["beside", alert(7).id],
    ]);
    expect((await store().dispatches.get("reply"))?.target).toBe("roll-up");
    const verdicts = (await store().alerts.get([lead.id, joined(3).id])).map((one) => one.verdict.kind);
    expect(verdicts).toEqual(["told", "joined"]);
    await store().commit(join(3, "edit"));
    await store().commit(split(3));
    expect(await lane()).toContainEqual(["roll-up", lead.id, joined(2).id]);
    expect(await lane()).toContainEqual([alert(3).id, alert(3).id]);
  });

  test("folding leaves out what a pending edit was to add and is told by itself since", async () => {
    for (const n of [1, 7]) await store().commit(storyPlan(n));
    await settle(lead.id, "unknown");
    for (const n of [2, 3]) await store().commit(join(n, "edit"));
    await store().commit(split(2));
    await settle(lead.id, "pending");
    await store().dispatches.fold(digest("roll-up", []), [lead.id, alert(7).id]);
    expect((await store().dispatches.get("roll-up"))?.alerts).toEqual([lead.id, joined(3).id, alert(7).id]);
    expect((await store().alerts.get([alert(2).id]))[0]?.verdict).toMatchObject({ dispatch: alert(2).id });
  });

  test("a dispatch with nothing to tell is withdrawn while it is pending", async () => {
    for (const n of [1, 2]) await store().commit(storyPlan(n));
    await settle(lead.id, "sent");
    for (const id of [lead.id, alert(2).id, "none"]) await store().dispatches.withdraw(id);
    expect((await store().dispatches.get(lead.id))?.state).toBe("sent");
    expect(await store().dispatches.get(alert(2).id)).toBeUndefined();
  });
}
