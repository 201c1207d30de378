import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ADAPTIVE,
  afterFailure,
  afterRead,
  afterUnchanged,
  firstDue,
  fraction,
  freshState,
  hostSpacingMs,
  isSameBody,
  isSilent,
  isWorthTelling,
  startOffsetMs,
  validatorsOf,
} from "../../src/sources/schedule.ts";
import { FetchError, type Fetched, ParseError, type SourceState } from "../../src/sources/source.ts";
import { aSource, MORNING, plus } from "../doubles/samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const body: Fetched = {
  kind: "body",
  url: "https://example.com/feed.xml",
  bytes: new Uint8Array(),
  etag: '"1"',
};
const known: SourceState = {
  ...freshState(MORNING),
  etag: '"0"',
  lastModified: "then",
  parsedAt: MORNING,
  firstPolledAt: MORNING,
  bodyHash: "h",
};
const read = { fetched: body, hash: "h2", hints: {}, news: 0 };

function wait(state: SourceState): number {
  return state.dueAt.getTime() - MORNING.getTime();
}

describe("a poll's silence", () => {
  it.each([
    ["a source that was never read", freshState(MORNING), true],
    ["one that is read regularly", known, false],
    ["one that was not read for 46 days", { ...known, parsedAt: plus(MORNING, -46 * DAY) }, true],
    [
      "one whose first poll never ended",
      { ...known, parsedAt: MORNING, firstPolledAt: undefined } as unknown as SourceState,
      true,
    ],
  ])("for %s", (_name, state, silent) => {
    expect(isSilent(state, MORNING)).toBe(silent);
  });
});

describe("conditional requests", () => {
  it("echo what the server gave", () => {
    expect(validatorsOf(known, MORNING)).toEqual({ etag: '"0"', lastModified: "then" });
    expect(validatorsOf({ ...freshState(MORNING), parsedAt: MORNING }, MORNING)).toEqual({});
  });
  it("are left out every 8 days, and the body is read anew then", () => {
    const later = plus(MORNING, 8 * DAY + 1);
    expect(validatorsOf(known, later)).toEqual({});
    expect(isSameBody(known, "h", MORNING)).toBe(true);
    expect(isSameBody(known, "other", MORNING)).toBe(false);
    expect(isSameBody(known, "h", later)).toBe(false);
  });
  it("keep their validators through a 304 that names none, and take those it names", () => {
    const source = aSource({ state: known });
    expect(afterUnchanged(source, { kind: "unchanged" }, MORNING)).toMatchObject({
      etag: '"0"',
      lastModified: "then",
    });
    const named = afterUnchanged(source, { kind: "unchanged", etag: '"2"' }, MORNING);
    expect(named.etag).toBe('"2"');
    expect(named.lastModified).toBeUndefined();
  });
  it("forget the validators of a document that breaks off, so that no 304 hides its end", () => {
    const state = afterRead(aSource({ state: known }), { ...read, breaksOff: true }, MORNING);
    expect(validatorsOf(state, MORNING)).toEqual({});
    expect(state.bodyHash).toBe("h2");
  });
  it("forget validators that a new answer no longer has", () => {
    const { etag: _etag, ...bare } = body;
    const state = afterRead(
      aSource({ state: known }),
      { ...read, fetched: { ...bare, lastModified: "now" } },
      MORNING,
    );
    expect(state).toMatchObject({ lastModified: "now", bodyHash: "h2", parsedAt: MORNING });
    expect(state.etag).toBeUndefined();
  });
});

describe("when a source is due next", () => {
  it("keeps a fixed interval, counted from the full second", () => {
    const source = aSource({ everyMs: 1000, state: known });
    expect(afterRead(source, read, plus(MORNING, 300)).dueAt).toEqual(plus(MORNING, 1000));
    expect(afterUnchanged(source, { kind: "unchanged", freshForMs: HOUR }, plus(MORNING, 999)).dueAt).toEqual(
      plus(MORNING, 1000),
    );
  });
  it("comes sooner after news and later without, within bounds", () => {
    const at = (intervalMs: number) => aSource({ state: { ...known, intervalMs } });
    expect(afterRead(at(20 * MINUTE), { ...read, news: 1 }, MORNING)).toMatchObject({
      intervalMs: 10 * MINUTE,
      newestAt: MORNING,
    });
    expect(afterRead(at(20 * MINUTE), read, MORNING).intervalMs).toBe(30 * MINUTE);
    expect(afterRead(at(ADAPTIVE.leastMs), { ...read, news: 3 }, MORNING).intervalMs).toBe(ADAPTIVE.leastMs);
    expect(afterUnchanged(at(ADAPTIVE.mostMs), { kind: "unchanged" }, MORNING).intervalMs).toBe(
      ADAPTIVE.mostMs,
    );
  });
  it("starts with the usual interval, however much a first poll brings", () => {
    expect(afterRead(aSource(), { ...read, news: 50 }, MORNING)).toMatchObject({
      intervalMs: ADAPTIVE.startMs,
      firstPolledAt: MORNING,
    });
  });
  it("is at most a tenth late, and always equally so for one source", () => {
    const waits = [1, 2].map(() => wait(afterRead(aSource(), read, MORNING)));
    expect(waits[0]).toBe(waits[1]);
    expect(waits[0]).toBeGreaterThanOrEqual(ADAPTIVE.startMs);
    expect(waits[0]).toBeLessThanOrEqual(ADAPTIVE.startMs * 1.1);
  });
  it.each([
    ["max-age", { ...read, fetched: { ...body, freshForMs: HOUR } }, HOUR],
    ["ttl in the feed", { ...read, hints: { everyMs: 2 * HOUR } }, 2 * HOUR],
    ["a year, cut to six hours", { ...read, fetched: { ...body, freshForMs: 365 * DAY } }, 6 * HOUR],
  ])("obeys %s", (_name, given, expected) => {
    expect(wait(afterRead(aSource(), given, MORNING))).toBeGreaterThanOrEqual(expected);
    expect(wait(afterRead(aSource(), given, MORNING))).toBeLessThanOrEqual(expected * 1.1);
  });
  it("moves out of hours and days to be skipped, and remembers them for a 304", () => {
    const hints = { skipHours: [9, 10], skipDays: [2] };
    const state = afterRead(aSource(), { ...read, hints }, MORNING);
    expect(state.dueAt).toEqual(new Date("2026-05-04T11:00:00Z"));
    expect(afterUnchanged(aSource({ state }), { kind: "unchanged" }, MORNING).dueAt).toEqual(
      new Date("2026-05-04T11:00:00Z"),
    );
    const monday = afterRead(aSource(), { ...read, hints: { skipDays: [1] } }, MORNING);
    expect(monday.dueAt).toEqual(new Date("2026-05-05T00:00:00Z"));
  });
  it("does not wait for ever for a publisher that skips every day", () => {
    expect(
      wait(afterRead(aSource(), { ...read, hints: { skipDays: [0, 1, 2, 3, 4, 5, 6] } }, MORNING)),
    ).toBeLessThan(HOUR);
  });
});

describe("the first source that is due", () => {
  const due = (hour: number, disabled = false) =>
    aSource({ state: { ...freshState(plus(MORNING, hour * HOUR)), disabled } });

  it("is the earliest of those that are polled at all", () => {
    expect(firstDue([due(3), due(-1, true), due(2)])).toEqual(plus(MORNING, 2 * HOUR));
    expect(firstDue([due(-1, true)])).toBeUndefined();
  });
});

describe("after a failure", () => {
  const down = new FetchError("status", "answers 500", { status: 500 });
  it("waits twice as long each time, up to a day", () => {
    let source = aSource({ everyMs: 1000, state: known });
    const waits = Array.from({ length: 30 }, () => {
      source = { ...source, state: afterFailure(source, down, MORNING) };
      return wait(source.state);
    });
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(waits.at(-1)).toBe(DAY);
    expect(source.state).toMatchObject({
      failures: 30,
      trouble: { kind: "status", detail: "answers 500", since: MORNING },
    });
  });
  it("loses nothing that is needed when it comes back", () => {
    const state = afterFailure(aSource({ state: known }), down, MORNING);
    expect(state).toMatchObject({ etag: '"0"', bodyHash: "h", firstPolledAt: MORNING });
    const back = afterUnchanged(aSource({ state }), { kind: "unchanged" }, MORNING);
    expect(back.failures).toBe(0);
    expect(back.trouble).toBeUndefined();
  });
  it("obeys Retry-After, and keeps when the trouble began", () => {
    const slow = new FetchError("status", "answers 429", { status: 429, retryAfterMs: 6 * HOUR });
    const before = {
      ...known,
      trouble: { kind: "network", detail: "x", since: plus(MORNING, -DAY) },
    } as const;
    const state = afterFailure(aSource({ state: before }), slow, MORNING);
    expect(wait(state)).toBeGreaterThanOrEqual(6 * HOUR);
    expect(state.trouble?.since).toEqual(plus(MORNING, -DAY));
  });
  it("stops polling what is gone for good, and tells", () => {
    const state = afterFailure(aSource(), new FetchError("status", "answers 410", { status: 410 }), MORNING);
    expect(state.disabled).toBe(true);
    expect(isWorthTelling(state, MORNING)).toBe(true);
  });
  it("tells of other trouble when it has lasted a day", () => {
    const page = new ParseError("html", "is a web page, not a feed");
    let state = afterFailure(aSource(), page, MORNING);
    expect(state.trouble?.kind).toBe("parse");
    expect(isWorthTelling(state, plus(MORNING, 2 * DAY))).toBe(false);
    for (let n = 0; n < 2; n++) state = afterFailure(aSource({ state }), page, MORNING);
    expect(isWorthTelling(state, plus(MORNING, DAY - 1))).toBe(false);
    expect(isWorthTelling(state, plus(MORNING, DAY))).toBe(true);
    expect(isWorthTelling(known, MORNING)).toBe(false);
  });
});

describe("spreading", () => {
  it("is even and stable (law)", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(5000), (id, overdue) => {
        expect(fraction(id)).toBe(fraction(id));
        expect(fraction(id)).toBeGreaterThanOrEqual(0);
        expect(fraction(id)).toBeLessThan(1);
        expect(startOffsetMs(id, overdue)).toBeLessThan(Math.min(overdue * 200, 5 * MINUTE) + 1);
      }),
    );
    const mean =
      Array.from({ length: 2000 }, (_, n) => fraction(`source ${n}`)).reduce((a, b) => a + b) / 2000;
    expect(mean).toBeCloseTo(0.5, 1);
  });
  it("gives some hosts more room", () => {
    expect(hostSpacingMs("www.reddit.com")).toBeGreaterThan(hostSpacingMs("example.com"));
  });
});
