import { setTimeout } from "node:timers/promises";
import type { Clock } from "./commands/command.ts";

/** Returns a clock of real time. A sleep that is broken off rejects. */
export function systemClock(): Clock {
  return {
    now: () => new Date(),
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
  };
}
