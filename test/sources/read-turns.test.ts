import { describe, expect, test } from "vitest";
import { makeHosts } from "../../src/sources/read/hosts.ts";
import { makeTurns, type Turn } from "../../src/sources/read/turns.ts";
import { makeClock } from "../doubles/clock.ts";

const never = new AbortController().signal;
const settled = () => new Promise(setImmediate);

describe("the memory of hosts", () => {
  test("lets two requests be under way, with a pause between their starts", () => {
    const hosts = makeHosts();
    expect(hosts.waitMs("a.example", 1_000)).toBe(0);
    hosts.started("a.example", 1_000);
    expect(hosts.waitMs("a.example", 1_100)).toBe(150);
    expect(hosts.waitMs("b.example", 1_100)).toBe(0);
    expect(hosts.waitMs("a.example", 1_250)).toBe(0);
    hosts.started("a.example", 1_250);
    expect(hosts.waitMs("a.example", 9_000)).toBe(Number.POSITIVE_INFINITY);
    hosts.ended("a.example", 9_000, {});
    expect(hosts.waitMs("a.example", 9_000)).toBe(0);
  });

  test("never waits longer than the pause, whatever happens to the clock", () => {
    const hosts = makeHosts();
    hosts.started("a.example", 1_000_000);
    expect(hosts.waitMs("a.example", 0)).toBe(250);
  });

  test.each([
    ["as long as it says", [{ status: 429, retryAfterMs: 90_000 }], 90_000],
    [
      "as long as it says, whatever comes after",
      [{ status: 503, retryAfterMs: 90_000 }, { status: 200 }],
      90_000,
    ],
    ["an hour after three times 403", [{ status: 403 }, { status: 403 }, {}, { status: 403 }], 3_600_000],
    ["not at all after two", [{ status: 403 }, { status: 403 }, { status: 404 }, { status: 403 }], 0],
    ["not at all for another fault", [{ status: 503 }, { status: 500 }, {}, { status: 404 }], 0],
  ])("leaves a host alone %s", (_, answers, forMs) => {
    const hosts = makeHosts();
    for (const answer of answers) {
      hosts.started("a.example", 1_000);
      hosts.ended("a.example", 1_000, answer);
    }
    expect(hosts.isLeftAlone("a.example", 1_000 + forMs)).toBe(false);
    expect(hosts.isLeftAlone("a.example", Math.max(1_000, 999 + forMs))).toBe(forMs > 0);
    expect(hosts.isLeftAlone("b.example", 1_000)).toBe(false);
  });

  test("is of a thousand hosts, and never forgets one that is being asked", () => {
    const hosts = makeHosts();
    const ask = (host: string) => {
      hosts.started(host, 1_000);
      hosts.ended(host, 1_000, { status: 429, retryAfterMs: 60_000 });
    };
    hosts.started("active.example", 1_000);
    for (let n = 0; n < 1_001; n += 1) ask(`${n}.example`);
    const known = Array.from({ length: 1_001 }, (_, n) => hosts.isLeftAlone(`${n}.example`, 2_000));
    expect(known.filter(Boolean)).toHaveLength(999);
    expect(known.slice(0, 3)).toEqual([false, false, true]);
    hosts.started("active.example", 2_000);
    expect(hosts.waitMs("active.example", 9_000)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("turns", () => {
  /** Turns at a clock of their own, and who has been let go. */
  function makeScene() {
    const clock = makeClock();
    const turns = makeTurns({ clock });
    const gone: string[] = [];
    const open: Turn[] = [];
    const take = (name: string, host = "a.example", signal = never) =>
      turns.take(host, signal).then((turn) => {
        gone.push(turn === undefined ? `${name} refused` : name);
        if (turn !== undefined) open.push(turn);
      });
    return { clock, turns, gone, open, take };
  }

  test("come in order, with a pause, and two at once; other hosts do not wait", async () => {
    const { clock, gone, open, take } = makeScene();
    for (const name of ["1", "2", "3"]) void take(name);
    void take("other", "b.example");
    await settled();
    expect(gone).toEqual(["1", "other"]);
    clock.advance(249);
    await settled();
    expect(gone).toHaveLength(2);
    clock.advance(1);
    await settled();
    expect(gone).toEqual(["1", "other", "2"]);
    clock.advance(60_000);
    await settled();
    expect(gone).toHaveLength(3);
    open[0]?.answered({ status: 200 });
    await settled();
    expect(gone).toEqual(["1", "other", "2", "3"]);
  });

  test("are refused to all who wait as soon as the host asks for quiet, and given again after it", async () => {
    const { clock, gone, open, take } = makeScene();
    for (const name of ["1", "2", "3"]) void take(name);
    await settled();
    open[0]?.answered({ status: 429, retryAfterMs: 60_000 });
    open[0]?.end();
    await settled();
    expect(gone).toEqual(["1", "2 refused", "3 refused"]);
    clock.advance(60_000);
    await take("4");
    expect(gone.at(-1)).toBe("4");
  });

  test("are sixteen at once, until a page is read", async () => {
    const { gone, open, take } = makeScene();
    for (let n = 0; n < 18; n += 1) void take(`${n}`, `${n}.example`);
    await settled();
    expect(gone).toHaveLength(16);
    open[0]?.answered({ status: 200 });
    await settled();
    expect(gone).toHaveLength(16);
    open[0]?.end();
    await settled();
    expect(gone).toHaveLength(17);
  });

  test("are given up with the reason of the signal", async () => {
    const { clock, gone, take } = makeScene();
    const mind = new AbortController();
    await take("1");
    const second = take("2", "a.example", mind.signal);
    void take("3");
    mind.abort(new Error("changed my mind"));
    await expect(second).rejects.toThrow("changed my mind");
    await expect(take("4", "a.example", mind.signal)).rejects.toThrow("changed my mind");
    clock.advance(250);
    await settled();
    expect(gone).toEqual(["1", "3"]);
  });

  test("are nobody's when all in a line have given up", async () => {
    const { clock, gone, open, take } = makeScene();
    const mind = new AbortController();
    await take("1");
    const second = take("2", "a.example", mind.signal);
    mind.abort(new Error("changed my mind"));
    await expect(second).rejects.toThrow("changed my mind");
    clock.advance(250);
    for (const turn of open) turn.answered({ status: 200 });
    await take("3");
    expect(gone).toEqual(["1", "3"]);
  });
});
