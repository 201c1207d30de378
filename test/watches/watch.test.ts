import { describe, expect, it } from "vitest";
import { isPaused, type Watch, watchId } from "../../src/watches/watch.ts";

const CHANNEL = { platform: "slack", space: "T1", id: "C1" };
const WATCH: Watch = {
  id: "w",
  channel: CHANNEL,
  text: "sora",
  query: { kind: "word", text: "sora" },
  createdAt: new Date(0),
  origin: "chat",
};

describe("watchId", () => {
  it("is the same for the same query in the same channel, and for nothing else", () => {
    expect(watchId(CHANNEL, "sora")).toBe(watchId({ ...CHANNEL }, "sora"));
    expect(watchId(CHANNEL, "sora")).not.toBe(watchId(CHANNEL, "Sora"));
    expect(watchId(CHANNEL, "sora")).not.toBe(watchId({ ...CHANNEL, id: "C2" }, "sora"));
  });
});

describe("isPaused", () => {
  it("holds until the moment that a person named", () => {
    const paused = { ...WATCH, pausedUntil: new Date(1_000) };
    expect(isPaused(WATCH, new Date(0))).toBe(false);
    expect(isPaused(paused, new Date(999))).toBe(true);
    expect(isPaused(paused, new Date(1_000))).toBe(false);
  });
});
