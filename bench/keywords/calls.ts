import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { cpuMsSince } from "../cpu.ts";

/** A call that took longer than usual: its number, when it began, and how long it took by two clocks, in ms. */
interface SlowCall {
  readonly number: number;
  readonly began: number;
  readonly wall: number;
  readonly cpu: number;
}

/** A pause of the collector, in ms. */
interface Pause {
  readonly startTime: number;
  readonly duration: number;
}

/** What calls of one kind took. */
export interface CallFigures {
  /** CPU time of the main thread per call; the stop-watch itself takes about 0.5 µs of it. */
  readonly microseconds: number;
  /** The ms of calls that took long, by their numbers: by the clock that shows less, pauses of the collector aside. */
  readonly slow: ReadonlyMap<number, number>;
  /** The longest pause of the collector inside a call, in ms. */
  readonly pauseMs: number;
}

/** Times very many short calls one by one. */
export interface Calls {
  run(count: number, call: (n: number) => void): void;
  /** To be asked once, at the end. */
  figures(): Promise<CallFigures>;
}

/** Below this many ms a call is nothing to speak of. */
const SLOW_MS = 1;

/** Returns a stop-watch for calls of one kind. */
export function makeCalls(): Calls {
  let [calls, cpu] = [0, 0];
  const slow: SlowCall[] = [];
  const pauses: Pause[] = [];
  const observer = new PerformanceObserver((list) => pauses.push(...list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  return {
    run(count, call) {
      const before = process.threadCpuUsage();
      for (let n = 0; n < count; n += 1) timed(calls + n, () => call(n), slow);
      cpu += cpuMsSince(before);
      calls += count;
    },
    async figures() {
      // The observer hears of pauses when the loop of events has come round.
      await setTimeout(10);
      observer.disconnect();
      const split = slow.map((one) => ({ ...one, paused: pausedIn(one, pauses) }));
      return {
        microseconds: (cpu * 1000) / calls,
        slow: new Map(
          split.map(({ number, wall, cpu, paused }) => [number, Math.min(wall - paused, cpu)] as const),
        ),
        pauseMs: Math.max(0, ...split.map(({ cpu, paused }) => Math.min(paused, cpu))),
      };
    },
  };
}

/** Returns the ms of the slowest call. */
export function slowestOf({ slow }: CallFigures): number {
  return Math.max(0, ...slow.values());
}

/**
 * Returns the figures of calls with what was slow in both of two runs.
 *
 * The clock of the processor moves in steps, and may leap when others have had the processor: what the calls
 * themselves take long for comes again at the same call.
 */
export function slowInBoth(first: CallFigures, second: CallFigures): CallFigures {
  const both = Array.from(first.slow, ([n, ms]) => [n, Math.min(ms, second.slow.get(n) ?? 0)] as const);
  return { ...first, slow: new Map(both) };
}

function timed(number: number, call: () => void, slow: SlowCall[]): void {
  const before = process.threadCpuUsage();
  const began = performance.now();
  call();
  const wall = performance.now() - began;
  if (wall > SLOW_MS) slow.push({ number, began, wall, cpu: cpuMsSince(before) });
}

function pausedIn({ began, wall }: SlowCall, pauses: readonly Pause[]): number {
  return pauses.reduce((sum, { startTime, duration }) => {
    const shared = Math.min(began + wall, startTime + duration) - Math.max(began, startTime);
    return sum + Math.max(0, shared);
  }, 0);
}
