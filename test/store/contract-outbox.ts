import { expect, test } from "vitest";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import type { Channel } from "../../src/watches/channel.ts";
import type { Subject } from "./contract.ts";
import { alert, at, digest, digested, HERE, MINUTE, plan, post, START, storyPlan, THERE } from "./plans.ts";

/** Tests the lanes of dispatches: their heads, their states, and folding. */
export function testOutbox({ store }: Subject): void {
  const ids = (dispatches: readonly Dispatch[]) => dispatches.map((one) => one.id);
  const [first, second, third] = [alert(1), alert(2), alert(3)];
  const fill = async () => {
    for (const n of [1, 2, 3]) await store().commit(storyPlan(n));
  };
  const settle = async (id: string, state: Dispatch["state"]) =>
    store().dispatches.settle({ ...(await store().dispatches.sending(id, at(30))), state });

  test("each lane has one head, the oldest that is not settled, due or not", async () => {
    await fill();
    await store().commit(storyPlan(4, THERE));
    const there = alert(4, { channel: THERE });
    expect(await store().dispatches.heads(START)).toEqual([post(first), post(there)]);
    await settle(first.id, "unknown");
    expect(ids(await store().dispatches.heads(START))).toEqual([first.id, there.id]);
    await settle(first.id, "sent");
    expect(ids(await store().dispatches.heads(START))).toEqual([second.id, there.id]);
    await settle(second.id, "dead");
    expect(ids(await store().dispatches.heads(START))).toEqual([third.id, there.id]);
  });

  test("an edit never holds a lane and comes besides the head once it is due or under way", async () => {
    const edit = { ...post(first), id: "edit", kind: "edit", target: first.id, dueAt: at(5) } as const;
    await store().commit(plan({ dispatches: [edit] }));
    await store().commit(storyPlan(1));
    expect(ids(await store().dispatches.heads(at(4)))).toEqual([first.id]);
    expect(ids(await store().dispatches.heads(at(5)))).toEqual(["edit", first.id]);
    await store().dispatches.sending("edit", at(1));
    expect(ids(await store().dispatches.heads(at(4)))).toEqual(["edit", first.id]);
    await settle("edit", "sent");
    expect(ids(await store().dispatches.heads(at(9)))).toEqual([first.id]);
  });

  test("sending is counted and timed, from pending and from unknown", async () => {
    await fill();
    const once = await store().dispatches.sending(first.id, at(3));
    expect(once).toEqual({ ...post(first), state: "sending", attempts: 1, attemptedAt: at(3) });
    await store().dispatches.settle({ ...once, state: "unknown" });
    const twice = await store().dispatches.sending(first.id, at(4));
    expect(twice).toEqual({ ...once, attempts: 2, attemptedAt: at(4) });
    expect(await store().dispatches.get(first.id)).toEqual(twice);
  });

  test.each(["sent", "dead"] as const)("what is %s is never sent again", async (state) => {
    await fill();
    await settle(first.id, state);
    await expect(store().dispatches.sending(first.id, at(5))).rejects.toMatchObject({ code: "failed" });
    expect(await store().dispatches.get(first.id)).toMatchObject({ state, attempts: 1 });
  });

  test("settling writes the outcome, and cannot for a dispatch that is not there", async () => {
    await fill();
    const sending = await store().dispatches.sending(first.id, at(3));
    const sent = {
      ...sending,
      state: "sent",
      message: { channel: HERE, id: "17.2", url: "https://x.example/17" },
    } as const;
    await store().dispatches.settle(sent);
    expect(await store().dispatches.get(first.id)).toEqual(sent);
    const again = {
      ...post(second),
      dueAt: at(50),
      attempts: 1,
      attemptedAt: at(4),
      reason: "asked to wait",
    };
    await store().dispatches.settle(again);
    expect(await store().dispatches.get(second.id)).toEqual(again);
    await expect(store().dispatches.settle({ ...sent, id: "none" })).rejects.toMatchObject({
      code: "failed",
    });
    expect(await store().dispatches.get("none")).toBeUndefined();
  });

  test("counts", async () => {
    expect(await store().dispatches.counts()).toEqual({ waiting: 0, dead: 0 });
    await fill();
    await store().commit(plan({ dispatches: [{ ...post(first), id: "edit", kind: "edit" }] }));
    await settle(first.id, "sent");
    await settle(second.id, "dead");
    expect(await store().dispatches.counts()).toEqual({ waiting: 1, dead: 1, lastSentAt: at(30) });
  });

  test("counts of one space: its channels alone, and no space whose name begins alike", async () => {
    const alike = { platform: "slack", space: "T10", id: "C1" };
    const dashed = { platform: "slack", space: "T1-b", id: "C1" };
    const beside = { ...HERE, id: "C9" };
    for (const [n, channel] of [HERE, beside, alike, THERE, HERE, alike, HERE, dashed].entries())
      await store().commit(storyPlan(n, channel));
    const finish = async (n: number, channel: Channel, minutes: number, state: Dispatch["state"]) => {
      const { id } = alert(n, { channel });
      await store().dispatches.settle({ ...(await store().dispatches.sending(id, at(minutes))), state });
    };
    await finish(4, HERE, 40, "sent");
    await finish(5, alike, 50, "sent");
    await finish(6, HERE, 60, "dead");
    const counts = (space?: string) => store().dispatches.counts(space);
    expect(await counts("slack:T1")).toEqual({ waiting: 2, dead: 1, lastSentAt: at(40) });
    expect(await counts("slack:T10")).toEqual({ waiting: 1, dead: 0, lastSentAt: at(50) });
    expect(await counts("discord:G1")).toEqual({ waiting: 1, dead: 0 });
    expect(await counts("slack:T")).toEqual({ waiting: 0, dead: 0 });
    expect(await counts()).toEqual({ waiting: 5, dead: 1, lastSentAt: at(50) });
  });

  test("folding puts one digest in the place of the posts, and their alerts are told by it", async () => {
    await fill();
    await store().commit(storyPlan(4));
    const into = digest("roll-up", [second, third]);
    await store().dispatches.fold(into, [second.id, third.id]);
    expect(ids(await store().dispatches.pending(HERE))).toEqual([first.id, "roll-up", alert(4).id]);
    expect(await store().dispatches.get("roll-up")).toEqual(into);
    expect(await store().dispatches.get(second.id)).toBeUndefined();
    const told = await store().alerts.get([first.id, second.id, third.id]);
    expect(told.map((one) => one.verdict)).toEqual([
      { kind: "told", dispatch: first.id, by: "post" },
      { kind: "told", dispatch: "roll-up", by: "digest" },
      { kind: "told", dispatch: "roll-up", by: "digest" },
    ]);
    await store().commit(storyPlan(2));
    expect(ids(await store().dispatches.pending(HERE))).toEqual([first.id, "roll-up", alert(4).id]);
    const past = await store().alerts.past([HERE], [], START);
    expect([...past.values()]).toMatchObject([{ posts: 2, openDigest: { id: "roll-up" } }]);
  });

  test("folding leaves alone what is no longer pending, and does not tell it twice", async () => {
    await fill();
    await store().dispatches.sending(first.id, at(3));
    await store().dispatches.fold(digest("roll-up", [first, second]), [first.id, second.id]);
    expect(await store().dispatches.get(first.id)).toMatchObject({ state: "sending" });
    expect((await store().dispatches.get("roll-up"))?.alerts).toEqual([second.id]);
    expect((await store().alerts.get([first.id]))[0]?.verdict).toMatchObject({ by: "post" });
  });

  test("folding keeps the alerts that a digest took meanwhile", async () => {
    const [one, two] = [digested(1, "flood"), digested(2, "flood")];
    await store().commit(plan({ alerts: [one, two], dispatches: [digest("flood", [one, two])] }));
    await store().dispatches.fold(digest("roll-up", [one]), ["flood"]);
    expect((await store().dispatches.get("roll-up"))?.alerts).toEqual([one.id, two.id]);
  });

  test("folding into a pending digest adds to it and moves it to the oldest place", async () => {
    await store().commit(storyPlan(1));
    await store().commit(storyPlan(2));
    const old = digested(9, "roll-up");
    await store().commit(plan({ alerts: [old], dispatches: [digest("roll-up", [old])] }));
    await store().dispatches.fold(digest("roll-up", [old, first]), [first.id, "roll-up"]);
    expect(ids(await store().dispatches.pending(HERE))).toEqual(["roll-up", second.id]);
    expect((await store().dispatches.get("roll-up"))?.alerts).toEqual([old.id, first.id]);
  });

  test("folding again does nothing, and folding into a digest on its way is refused", async () => {
    await fill();
    const into = digest("roll-up", [first]);
    await store().dispatches.fold(into, [first.id]);
    await store().dispatches.sending("roll-up", at(3));
    await store().dispatches.fold(into, [first.id]);
    expect(await store().dispatches.get("roll-up")).toMatchObject({ state: "sending", alerts: [first.id] });
    await expect(store().dispatches.fold(into, [second.id])).rejects.toMatchObject({ code: "stale" });
    expect(await store().dispatches.get(second.id)).toEqual(post(second));
  });

  test("a lane rests and is woken", async () => {
    const rest = { channel: HERE, since: START, detail: "archived", fix: "Unarchive it.", probeAt: at(60) };
    const later = { channel: HERE, since: START, detail: "still archived", probeAt: at(120) };
    const other = {
      channel: THERE,
      since: at(1),
      detail: "forbidden",
      probeAt: new Date(START.getTime() + MINUTE),
    };
    await store().lanes.rest(rest);
    expect(await store().lanes.resting()).toEqual([rest]);
    await store().lanes.rest(later);
    await store().lanes.rest(other);
    expect(await store().lanes.resting()).toEqual([later, other]);
    await store().lanes.wake(HERE);
    await store().lanes.wake(HERE);
    expect(await store().lanes.resting()).toEqual([other]);
  });
}
