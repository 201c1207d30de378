import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUntil, splitUntil } from "../../src/commands/times.ts";

const MONDAY = new Date("2026-05-04T12:00:00Z");

describe("readUntil", () => {
  it.each([
    ["30m", "2026-05-04T12:30:00.000Z"],
    ["2h", "2026-05-04T14:00:00.000Z"],
    ["for 2 hours", "2026-05-04T14:00:00.000Z"],
    ["1d", "2026-05-05T12:00:00.000Z"],
    ["3  Days", "2026-05-07T12:00:00.000Z"],
    ["for a week", "2026-05-11T12:00:00.000Z"],
    ["an hour", "2026-05-04T13:00:00.000Z"],
    ["tomorrow", "2026-05-05T00:00:00.000Z"],
    ["until friday", "2026-05-08T00:00:00.000Z"],
    ["till Tues", "2026-05-05T00:00:00.000Z"],
    ["until monday", "2026-05-11T00:00:00.000Z"],
    ["next sun", "2026-05-10T00:00:00.000Z"],
    ["until 18:00", "2026-05-04T18:00:00.000Z"],
    ["9:05", "2026-05-05T09:05:00.000Z"],
    ["until 2026-06-01", "2026-06-01T00:00:00.000Z"],
  ])("reads %s", (text, until) => {
    expect(readUntil(text, MONDAY, "UTC")?.toISOString()).toBe(until);
  });

  it.each([
    ["until 18:00", "Europe/Berlin", "2026-05-04T16:00:00.000Z"],
    ["until 13:00", "Europe/Berlin", "2026-05-05T11:00:00.000Z"],
    ["until monday", "America/New_York", "2026-05-11T04:00:00.000Z"],
    ["tomorrow", "Asia/Kolkata", "2026-05-04T18:30:00.000Z"],
    ["2026-05-06", "Pacific/Kiritimati", "2026-05-05T10:00:00.000Z"],
    ["tomorrow", "Pacific/Kiritimati", "2026-05-05T10:00:00.000Z"],
    // After the clocks have changed.
    ["until 2026-11-01", "Europe/Berlin", "2026-10-31T23:00:00.000Z"],
    ["2h", "Asia/Kolkata", "2026-05-04T14:00:00.000Z"],
  ])("reads %s by the clocks of %s", (text, timeZone, until) => {
    expect(readUntil(text, MONDAY, timeZone)?.toISOString()).toBe(until);
  });

  it.each([
    ["2026-03-29T00:30:00Z", "2:30", "2026-03-29T01:30:00.000Z"],
    ["2026-03-28T12:00:00Z", "tomorrow", "2026-03-28T23:00:00.000Z"],
    ["2026-10-24T12:00:00Z", "until monday", "2026-10-25T23:00:00.000Z"],
  ])("keeps its way when the clocks change in Berlin: from %s %s", (now, text, until) => {
    expect(readUntil(text, new Date(now), "Europe/Berlin")?.toISOString()).toBe(until);
  });

  it.each([
    "",
    "2x",
    "0m",
    "for",
    "until forever",
    "25:00",
    "2026-13-01",
    "2026-05-01",
    "53w",
    "99999d",
    "mo",
  ])("does not read %j", (text) => {
    expect(readUntil(text, MONDAY)).toBeUndefined();
  });

  it("gives nothing or a moment within a year ahead, for any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const until = readUntil(text, MONDAY)?.getTime() ?? MONDAY.getTime() + 1;
        expect(until).toBeGreaterThan(MONDAY.getTime());
        expect(until).toBeLessThanOrEqual(MONDAY.getTime() + 366 * 86_400_000);
      }),
    );
  });
});

describe("splitUntil", () => {
  it.each([
    ["OpenAI 2h", "OpenAI", "2h"],
    ['"super app" for 3 days', '"super app"', "for 3 days"],
    ["“super app” 3 days", "“super app”", "3 days"],
    ["OpenAI until monday", "OpenAI", "until monday"],
    ["OpenAI until next monday", "OpenAI", "until next monday"],
    ["OpenAI until 18:00", "OpenAI", "until 18:00"],
    ["OpenAI until 2026-06-01", "OpenAI", "until 2026-06-01"],
    ["for 2h", "", "for 2h"],
    ["black monday", "black monday", undefined],
    ["wait until dark", "wait until dark", undefined],
    ["2h", "2h", undefined],
    ["OpenAI", "OpenAI", undefined],
    ["", "", undefined],
  ])("splits %j", (text, rest, until) => {
    expect(splitUntil(text)).toEqual(until === undefined ? { rest } : { rest, until });
  });
});
