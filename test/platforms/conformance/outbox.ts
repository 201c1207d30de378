import { expect } from "vitest";
import type { Check } from "../conformance.ts";
import { openLane } from "./lane.ts";
import type { Stage } from "./stage.ts";

/** What the outbox makes of a platform's answers: each alert stands there once, whatever happens. */
export function outbox(check: Check): void {
  check("alerts are posted in order, each once", [], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await lane.alerts(["a1", "a2", "a3"]);
    await lane.settled(["a1", "a2", "a3"]);
    expect(alertsOf(stage)).toEqual(["a1", "a2", "a3"]);
    expect(stage.wrongs()).toEqual([]);
  });

  for (const by of ["a TCP drop", "a 502"] as const) {
    for (const effect of [true, false]) {
      const when = effect ? "after" : "before";
      check(`an answer lost by ${by} ${when} the effect leaves one message`, ["lose"], async (stage) => {
        await stage.start();
        const lane = await openLane(stage);
        await lane.alerts(["a1", "a2"]);
        stage.trouble.lose({ by, effect });
        await lane.settled(["a1", "a2"]);
        expect(alertsOf(stage)).toEqual(["a1", "a2"]);
        expect(await lane.dispatch("a1")).toMatchObject({
          state: "sent",
          message: { id: stage.messages()[0]?.id },
        });
      });
    }
  }

  check("an answer lost before a crash leaves one message, hours later too", ["lose"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await lane.alerts(["a1"]);
    stage.trouble.lose({ by: "a TCP drop", effect: true });
    await lane.until(async () => (await lane.dispatch("a1"))?.state === "unknown");
    stage.clock.advance(3 * 3_600_000);
    await stage.restart();
    await lane.reopen();
    await lane.settled(["a1"]);
    expect(alertsOf(stage)).toEqual(["a1"]);
    expect(await lane.dispatch("a1")).toMatchObject({ state: "sent", attempts: 1 });
  });

  check("a rate limit is waited for, and asked once", ["limit"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await lane.alerts(["a1", "a2"]);
    stage.trouble.limit(7);
    expect(await lane.settled(["a1", "a2"])).toBeGreaterThanOrEqual(7);
    expect(alertsOf(stage)).toEqual(["a1", "a2"]);
    expect(await lane.dispatch("a1")).toMatchObject({ state: "sent", attempts: 2 });
  });

  check("a refused card is said once more, plainly", ["refuseCard"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await lane.alerts(["a1", "a2"]);
    stage.trouble.refuseCard();
    await lane.settled(["a1", "a2"]);
    expect(alertsOf(stage)).toEqual(["a1", "a2"]);
    expect(await lane.dispatch("a1")).toMatchObject({ state: "sent", plain: true });
  });

  check("where it may not post the lane rests, and goes on when mended", ["forbid"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await stage.trouble.forbid();
    await lane.alerts(["a1", "a2"]);
    await lane.until(async () => (await lane.store.lanes.resting()).length === 1);
    expect((await lane.store.lanes.resting())[0]?.fix).toMatch(/\.$/);
    await stage.trouble.allow();
    await lane.delivery().probe(stage.channel);
    await lane.settled(["a1", "a2"]);
    expect(alertsOf(stage)).toEqual(["a1", "a2"]);
    expect(await lane.store.lanes.resting()).toEqual([]);
  });

  check("a channel that is gone keeps its alerts, and loses none", ["destroy"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    stage.trouble.destroy();
    await lane.alerts(["a1"]);
    await lane.until(async () => (await lane.store.lanes.resting()).length === 1);
    expect(await lane.dispatch("a1")).toMatchObject({ state: "pending" });
  });

  check("a refused token ends the posting, and loses no alert", ["refuseToken"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await lane.alerts(["a1", "a2"]);
    stage.trouble.refuseToken();
    await lane.until(() => lane.lost().length === 1);
    expect(await lane.dispatch("a1")).toMatchObject({ state: "pending" });
    expect(await lane.dispatch("a2")).toMatchObject({ state: "pending" });
    expect(alertsOf(stage)).toEqual([]);
  });

  check(
    "what cannot be known is repeated, or left, as the operator says",
    ["blind", "lose"],
    async (stage) => {
      await stage.start();
      const lane = await openLane(stage, "skip");
      await stage.trouble.blind();
      await lane.alerts(["a1"]);
      stage.trouble.lose({ by: "a TCP drop", effect: true });
      await lane.until(async () => (await lane.dispatch("a1"))?.state === "unknown");
      stage.clock.advance(3_600_000);
      await lane.settled(["a1"]);
      expect(await lane.dispatch("a1")).toMatchObject({ state: "dead" });
      expect(alertsOf(stage)).toEqual(["a1"]);
    },
  );

  check("alerts of an outage are posted when it is over", ["down", "up"], async (stage) => {
    await stage.start();
    const lane = await openLane(stage);
    await stage.trouble.down();
    await lane.alerts(["a1", "a2"]);
    await lane.delivery().idle();
    await stage.trouble.up();
    await lane.settled(["a1", "a2"]);
    expect(alertsOf(stage)).toEqual(["a1", "a2"]);
  });
}

/** Which alerts stand in the channel, in order. */
export function alertsOf(stage: Stage): readonly string[] {
  return stage.messages().flatMap(({ text }) => [...text.matchAll(/Alert (\w+)/g)].map(([, id = ""]) => id));
}
