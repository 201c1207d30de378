import { describe, expect, it } from "vitest";
import { makeClosing } from "../src/closing.ts";
import { makeClock } from "./doubles/clock.ts";

function open() {
  const clock = makeClock();
  const closing = makeClosing(clock);
  const taken: string[] = [];
  const add = (name: string, step: () => unknown = () => undefined) =>
    closing.first(() => {
      taken.push(name);
      return step();
    });
  return { clock, closing, taken, add };
}

describe("closing", () => {
  it("takes the last step first, one at a time, and each once", async () => {
    const { closing, taken, add } = open();
    add("store");
    add("platforms", async () => {
      await Promise.resolve();
      taken.push("platforms are closed");
    });
    add("ticks");
    expect(await closing.close(9_000)).toBe(true);
    expect(taken).toEqual(["ticks", "platforms", "platforms are closed", "store"]);
    expect(await closing.close(9_000)).toBe(true);
    expect(taken).toHaveLength(4);
  });

  it("leaves behind what hangs when the time is over, and takes the rest", async () => {
    const { clock, closing, taken, add } = open();
    add("store");
    add("http", () => new Promise(() => {}));
    add("platforms", () => new Promise(() => {}));
    add("ticks");
    const closed = closing.close(9_000);
    clock.advance(8_999);
    expect(await Promise.race([closed, Promise.resolve("open")])).toBe("open");
    clock.advance(1);
    expect(await closed).toBe(false);
    expect(taken).toEqual(["ticks", "platforms", "http", "store"]);
  });

  it("takes every step though some fail, and throws the first fault", async () => {
    const { closing, taken, add } = open();
    add("lock", () => Promise.reject(new Error("the lock is gone")));
    add("store", () => {
      throw new Error("the disk is full");
    });
    add("ticks");
    await expect(closing.close(9_000)).rejects.toThrow("the disk is full");
    expect(taken).toEqual(["ticks", "store", "lock"]);
  });
});
