import type { Clock } from "./commands/command.ts";

/** What has been opened and must be closed, the last one first. */
export interface Closing {
  /** Adds a step that comes before those added so far. */
  first(step: () => unknown): void;
  /**
   * Takes every step once, and returns whether all were finished within `limitMs`. A step that hangs or fails keeps
   * none of the others from being taken; the first fault is thrown at the end.
   */
  close(limitMs: number): Promise<boolean>;
}

/** Makes an empty list of what is to be closed. */
export function makeClosing(clock: Clock): Closing {
  const steps: (() => unknown)[] = [];
  return {
    first: (step) => void steps.unshift(step),
    async close(limitMs) {
      const done = new AbortController();
      const limit = clock.sleep(limitMs, done.signal).then(
        () => "late",
        () => "done",
      );
      const faults: unknown[] = [];
      let isLate = false;
      for (const step of steps.splice(0)) {
        const taken = Promise.try(step).catch((error: unknown) => faults.push(error));
        if ((await Promise.race([taken, limit])) === "late") isLate = true;
      }
      done.abort();
      if (faults.length > 0) throw faults[0];
      return !isLate;
    },
  };
}
