import type { Clock } from "../../src/commands/command.ts";

/** A clock that stands still until a test moves it; whoever sleeps wakes when it has moved far enough. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function makeClock(start = new Date("2026-05-04T09:00:00Z")): TestClock {
  let now = start.getTime();
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms;
      for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      });
    },
  };
}
