import { expect } from "vitest";
import { commands } from "../../../src/commands/table.ts";
import { eventually } from "../../doubles/eventually.ts";
import type { Check } from "../conformance.ts";
import { alert } from "../terminal/cards.ts";
import { inTime } from "./stage.ts";

/** How long a stop may take, in ms, so that a container is not killed over it. */
const STOP_MS = 5_000;

/** A start, a stop and what lies between them. */
export function life(check: Check): void {
  check("it is down before its start, up after it and down after its stop", [], async (stage) => {
    const since = stage.platform().health().since;
    expect(stage.platform().health().state).toBe("down");
    stage.clock.advance(1_000);
    await stage.start();
    const up = stage.platform().health();
    expect(up.state).toBe("up");
    expect(up.since.getTime()).toBeGreaterThan(since.getTime());
    expect(up.detail).toMatch(/^[A-Z].*\.$/);
    await stage.platform().stop();
    expect(stage.platform().health()).toMatchObject({ state: "down", detail: expect.stringMatching(/\.$/) });
  });

  check("a stop is soon over, a second one and one before a start too", [], async (stage) => {
    const began = performance.now();
    await stage.platform().stop();
    await stage.restart();
    await stage.platform().stop();
    await stage.platform().stop();
    expect(performance.now() - began).toBeLessThan(STOP_MS);
  });

  check("a stop does not wait for ever for an answer", [], async (stage) => {
    await stage.start();
    const { settings } = stage.desk;
    const answer = Promise.withResolvers<typeof settings>();
    let asked = false;
    const hanging = () => {
      asked = true;
      return answer.promise;
    };
    Object.defineProperty(stage.desk, "settings", { get: hanging });
    stage.people.command("settings").catch(() => {});
    await eventually(() => asked);
    const began = performance.now();
    let isOver = false;
    void stage
      .platform()
      .stop()
      .then(() => {
        isOver = true;
      });
    await inTime(stage, () => isOver);
    answer.resolve(settings);
    expect(performance.now() - began).toBeLessThan(STOP_MS);
    expect(stage.platform().health().state).toBe("down");
  });

  check("a restart registers nothing anew, and serves every command", [], async (stage) => {
    await stage.start();
    await stage.restart();
    const { text } = await stage.people.command("help all");
    for (const { path } of commands) expect(text).toContain(path.join(" "));
    expect(stage.registrations() ?? 1).toBe(1);
    expect(stage.wrongs()).toEqual([]);
  });

  check("a start with a refused token is refused in a sentence", ["badToken"], async (stage) => {
    stage.trouble.badToken();
    await expect(stage.begin()).rejects.toThrow(/refuses .*(?:token|TOKEN).*\.$/);
    expect(stage.platform().health().state).toBe("down");
  });

  check("a start without the platform ends as down, and mends itself", ["down", "up"], async (stage) => {
    await stage.trouble.down();
    await stage.begin();
    expect(stage.platform().health().state).toBe("down");
    expect(await post(stage)).toMatchObject({ kind: "later" });
    await stage.trouble.up();
    expect((await post(stage)).kind).toBe("sent");
    expect((await stage.people.command("watches")).text).not.toBe("");
  });

  check("an outage shows in its health, and passes", ["down", "up"], async (stage) => {
    await stage.start();
    await stage.trouble.down();
    expect((await post(stage)).kind).not.toBe("sent");
    await inTime(stage, () => stage.platform().health().state !== "up");
    await stage.trouble.up();
    expect((await post(stage)).kind).toBe("sent");
    await eventually(() => stage.platform().health().state === "up");
    expect((await stage.people.command("watches")).text).not.toBe("");
  });

  check("a stop in an outage is soon over", ["down"], async (stage) => {
    await stage.trouble.down();
    await stage.begin();
    const began = performance.now();
    await stage.platform().stop();
    expect(performance.now() - began).toBeLessThan(STOP_MS);
    expect(stage.platform().health().state).toBe("down");
  });

  async function post(stage: Parameters<Parameters<Check>[2]>[0]) {
    const signal = AbortSignal.timeout(9_000);
    return await stage.platform().post(stage.channel, alert, { key: "life", signal });
  }
}
