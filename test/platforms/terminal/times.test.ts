import { describe, expect, it } from "vitest";
import type { Moment } from "../../../src/commands/command.ts";
import { sayMoment } from "../../../src/platforms/terminal/times.ts";

const NOW = new Date("2025-05-14T12:00:00Z"); // a Wednesday

function say(at: string, as: Moment["as"], timeZone = "UTC"): string {
  return sayMoment({ at: new Date(at), as }, NOW, timeZone);
}

describe("sayMoment", () => {
  it.each([
    ["2025-05-14T12:00:00Z", "just now"],
    ["2025-05-14T11:59:01Z", "just now"],
    ["2025-05-14T12:00:59Z", "just now"],
    ["2025-05-14T11:59:00Z", "1 min ago"],
    ["2025-05-14T11:00:01Z", "59 min ago"],
    ["2025-05-14T11:00:00Z", "1 h ago"],
    ["2025-05-13T12:00:01Z", "23 h ago"],
    ["2025-05-13T12:00:00Z", "1 day ago"],
    ["2025-05-07T12:00:01Z", "6 days ago"],
    ["2025-05-07T12:00:00Z", "7 May"],
    ["2024-05-03T12:00:00Z", "3 May 2024"],
    ["2025-05-14T14:05:00Z", "14:05"],
    ["2025-05-15T14:05:00Z", "Thu 14:05"],
  ])("says %s as its age: %s", (at, said) => expect(say(at, "ago")).toBe(said));

  it.each([
    ["2025-05-14T11:00:00Z", "now"],
    ["2025-05-14T12:00:00Z", "now"],
    ["2025-05-14T12:00:20Z", "in less than a minute"],
    ["2025-05-14T12:01:00Z", "in 1 min"],
    ["2025-05-14T12:03:30Z", "in 4 min"],
    ["2025-05-14T12:59:30Z", "in 1 h"],
    ["2025-05-14T18:00:00Z", "in 6 h"],
    ["2025-05-15T11:59:00Z", "in 1 day"],
    ["2025-05-17T12:00:00Z", "in 3 days"],
    ["2025-05-21T12:00:00Z", "on 21 May"],
    ["2026-01-02T12:00:00Z", "on 2 Jan 2026"],
  ])("says %s as a wait: %s", (at, said) => expect(say(at, "in")).toBe(said));

  it.each([
    ["2025-05-14T00:00:00Z", "today"],
    ["2025-05-14T23:59:59Z", "today"],
    ["2025-05-15T00:00:00Z", "tomorrow"],
    ["2025-05-13T23:59:59Z", "yesterday"],
    ["2025-05-16T12:00:00Z", "Friday"],
    ["2025-05-20T12:00:00Z", "Tuesday"],
    ["2025-05-21T12:00:00Z", "21 May"],
    ["2025-05-12T12:00:00Z", "12 May"],
    ["2024-12-31T12:00:00Z", "31 Dec 2024"],
  ])("says %s as a day: %s", (at, said) => expect(say(at, "day")).toBe(said));

  it.each([
    ["2025-05-14T09:05:00Z", "09:05"],
    ["2025-05-14T00:00:00Z", "00:00"],
    ["2025-05-13T14:00:00Z", "Tue 14:00"],
    ["2025-05-20T14:00:00Z", "Tue 14:00"],
    ["2025-05-03T14:00:00Z", "3 May 14:00"],
    ["2023-09-03T14:00:00Z", "3 Sep 2023 14:00"],
    ["1969-12-31T14:00:00Z", "31 Dec 1969 14:00"],
  ])("says %s as a time: %s", (at, said) => expect(say(at, "time")).toBe(said));

  it("counts days as they are in the time zone", () => {
    expect(say("2025-05-14T15:30:00Z", "time", "Asia/Tokyo")).toBe("Thu 00:30");
    expect(say("2025-05-14T15:30:00Z", "day", "Asia/Tokyo")).toBe("tomorrow");
    expect(say("2025-05-14T03:30:00Z", "day", "America/New_York")).toBe("yesterday");
  });

  it("knows the weekdays before 1970", () => {
    const now = new Date("1969-12-30T12:00:00Z");
    expect(sayMoment({ at: new Date("1969-12-31T12:00:00Z"), as: "time" }, now, "UTC")).toBe("Wed 12:00");
  });
});
