import type { Clock } from "../commands/command.ts";

/** The time for a task was up. */
export class Late extends Error {
  override readonly name = "Late";
}

/** Runs a task under a signal that fires when the time (ms) is up; throws Late then. */
export async function within<T>(
  clock: Clock,
  ms: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const done = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => stop.abort(new Late()),
    () => {},
  );
  try {
    return await task(stop.signal);
  } finally {
    done.abort();
  }
}

/** Runs at most so many tasks at once; the others wait in order, each until its signal fires. */
export type Slots = <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T>;

export function makeSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(begin), 1);
        reject(signal.reason);
      };
      const begin = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      signal.addEventListener("abort", giveUp);
      waiting.push(begin);
    });
  }

  return async (signal, task) => {
    if (free > 0) free -= 1;
    else await turn(signal);
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

const MOST_FAILURES = 5;
const WINDOW_MS = 10 * 60_000;
const REST_MS = 10 * 60_000;

/** Leaves a model alone for ten minutes after five failures in ten; after a rest one more failure is enough. */
export function makeBreaker() {
  let failures: readonly number[] = [];
  let until = 0;
  let onTrial = false;
  return {
    /** Until when nothing may be asked; undefined where it may. */
    restsUntil: (now: Date): Date | undefined => (now.getTime() < until ? new Date(until) : undefined),
    failed(now: Date): void {
      const at = now.getTime();
      failures = [...failures.filter((one) => one > at - WINDOW_MS), at];
      if (!onTrial && failures.length < MOST_FAILURES) return;
      until = at + REST_MS;
      onTrial = true;
      failures = [];
    },
    worked(): void {
      onTrial = false;
    },
  };
}
