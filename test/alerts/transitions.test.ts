import { describe, expect, it } from "vitest";
import { alertId } from "../../src/alerts/alert.ts";
import {
  afterFind,
  afterPost,
  dead,
  GRACE_MS,
  isGivenUp,
  lost,
  mayStart,
  ROLL_MS,
  rollUp,
} from "../../src/alerts/transitions.ts";
import { aDispatch, MORNING, newsroom, plus } from "../doubles/samples.ts";

const message = { channel: newsroom, id: "m1" };
const sending = aDispatch({ state: "sending", attempts: 1, attemptedAt: MORNING, reason: "before" });

describe("afterPost", () => {
  it("closes what was sent, with its message and without an old reason", () => {
    const { dispatch, fault } = afterPost(sending, { kind: "sent", message }, MORNING);
    expect(dispatch).toMatchObject({ state: "sent", message });
    expect(dispatch.reason).toBeUndefined();
    expect(fault).toBeUndefined();
  });

  it.each([
    [30_000, 30_000],
    [0, 1_000],
  ])("waits as long as a platform asks (%i ms), at least a second", (afterMs, expected) => {
    const { dispatch } = afterPost(sending, { kind: "later", afterMs }, MORNING);
    expect(dispatch).toMatchObject({ state: "pending", dueAt: plus(MORNING, expected) });
  });

  it("calls a lost answer unknown, and an edit simply pending again", () => {
    const answer = { kind: "unknown", detail: "reset" } as const;
    expect(afterPost(sending, answer, MORNING).dispatch).toMatchObject({ state: "unknown", reason: "reset" });
    expect(afterPost({ ...sending, kind: "edit" }, answer, MORNING).dispatch.state).toBe("pending");
  });

  it.each([
    ["forbidden", "channel", "channel"],
    ["gone", "space", "channel"],
    ["unauthorised", "platform", "platform"],
  ] as const)("keeps a dispatch waiting when the %s concerns the %s", (kind, scope, of) => {
    const { dispatch, fault } = afterPost(sending, { kind, scope, detail: "no", fix: "invite me" }, MORNING);
    expect(dispatch.state).toBe("pending");
    expect(fault).toEqual({ of, detail: "no", fix: "invite me" });
  });

  it("leaves the fix away where there is none", () => {
    expect(afterPost(sending, { kind: "gone", scope: "channel", detail: "no" }, MORNING).fault).toEqual({
      of: "channel",
      detail: "no",
    });
  });

  it("tries a refused card once more as title and link, then gives this dispatch up alone", () => {
    const answer = { kind: "invalid", scope: "message", detail: "too long" } as const;
    const again = afterPost(sending, answer, MORNING).dispatch;
    expect(again).toMatchObject({ state: "pending", plain: true });
    expect(afterPost(again, answer, MORNING).dispatch).toMatchObject({
      state: "dead",
      reason: "invalid: too long",
    });
  });

  it("gives up a dispatch whose message is missing, and only that", () => {
    const { dispatch, fault } = afterPost(
      sending,
      { kind: "gone", scope: "message", detail: "deleted" },
      MORNING,
    );
    expect(dispatch.state).toBe("dead");
    expect(fault).toBeUndefined();
  });
});

describe("lost", () => {
  it("waits longer with each attempt, up to ten minutes", () => {
    const waits = [1, 2, 5, 30].map(
      (attempts) => lost({ ...sending, attempts }, "x", MORNING).dueAt.getTime() - MORNING.getTime(),
    );
    expect(waits).toEqual([2_000, 4_000, 32_000, 600_000]);
  });
});

describe("afterFind", () => {
  const unknown = { ...sending, state: "unknown" } as const;
  it.each([
    ["a message", message, "repeat", "sent"],
    ["absence", "absent", "skip", "pending"],
    ["no knowledge, repeat", "cannot know", "repeat", "pending"],
    ["no knowledge, skip", "cannot know", "skip", "dead"],
  ] as const)("takes %s for what it is", (_name, found, onUnknown, state) => {
    expect(afterFind(unknown, found, onUnknown, MORNING).state).toBe(state);
  });
  it("repeats at once the first time, and waits longer each time after that", () => {
    const waits = [1, 2, 3].map(
      (attempts) => afterFind({ ...unknown, attempts }, "absent", "repeat", MORNING).dueAt,
    );
    expect(waits).toEqual([MORNING, plus(MORNING, 4_000), plus(MORNING, 8_000)]);
  });
});

describe("mayStart", () => {
  const reply = aDispatch({ kind: "reply", target: "t" });
  it.each([
    ["no target is asked for", aDispatch(), undefined, "yes"],
    ["its target is sent", reply, aDispatch({ state: "sent" }), "yes"],
    ["its target waits", reply, aDispatch(), "wait"],
    ["its target is dead", reply, aDispatch({ state: "dead" }), "never"],
    ["its target is not known", reply, undefined, "never"],
  ] as const)("when %s", (_name, dispatch, target, expected) => {
    expect(mayStart(dispatch, target)).toBe(expected);
  });
});

describe("rollUp", () => {
  const old = plus(MORNING, -ROLL_MS - 1);
  const waiting = ["a", "b"].map((story) => aDispatch({ id: alertId(newsroom, story), createdAt: old }));
  it("makes one digest of all that has waited longer than a day, and leaves the rest", () => {
    const rolled = rollUp([...waiting, aDispatch({ id: "young" })], MORNING);
    expect(rolled?.from).toEqual(waiting.map(({ id }) => id));
    expect(rolled?.into).toMatchObject({
      kind: "digest",
      state: "pending",
      alerts: waiting.map(({ id }) => id),
      createdAt: MORNING,
    });
  });
  it("names an alert once, though two digests tell it", () => {
    const digests = ["d1", "d2"].map((id) =>
      aDispatch({ id, kind: "digest", alerts: ["x"], createdAt: old }),
    );
    expect(rollUp(digests, MORNING)?.into.alerts).toEqual(["x"]);
  });
  it.each([
    ["one alone", [waiting[0]]],
    ["what is being sent", waiting.map((one) => ({ ...one, state: "sending" as const }))],
    ["edits", waiting.map((one) => ({ ...one, kind: "edit" as const }))],
    ["nothing", []],
  ])("leaves %s as it is", (_name, pending) => {
    expect(
      rollUp(
        pending.flatMap((one) => one ?? []),
        MORNING,
      ),
    ).toBeUndefined();
  });
});

describe("giving up", () => {
  it("comes when the grace period is over", () => {
    expect(isGivenUp(plus(MORNING, 1 - GRACE_MS), MORNING)).toBe(false);
    expect(isGivenUp(plus(MORNING, -GRACE_MS), MORNING)).toBe(true);
  });
  it("keeps the reason", () => {
    expect(dead(sending, "why")).toMatchObject({ state: "dead", reason: "why" });
  });
});
