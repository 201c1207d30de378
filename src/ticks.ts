import cron from "node-cron";
import type { Clock } from "./commands/command.ts";
import type { Covering } from "./covering.ts";
import type { Delivery } from "./delivery.ts";
import type { LiveDesk } from "./desk.ts";
import type { Log } from "./log.ts";
import type { Retention, Store } from "./store/store.ts";
import type { Watcher } from "./watcher.ts";

const HOUR_MS = 3_600_000;
/** The tick comes each second; after so long without one something holds the process up. */
const TICK_LATE_MS = 5_000;

export type Ticks = ReturnType<typeof makeTicks>;

/** Makes what happens each second: due polls start, due dispatches go out, and once an hour the store is tidied. */
export function makeTicks(parts: {
  store: Store;
  watcher: Watcher;
  delivery: Delivery;
  /** Drops the watches of what was lost for good; returns how many. */
  desk: Pick<LiveDesk, "forget">;
  covering: Pick<Covering, "forget">;
  retention: Retention;
  clock: Clock;
  log: Log;
}) {
  const { store, watcher, delivery, desk, covering, retention, clock, log } = parts;
  let tickedAt = clock.now().getTime();
  let tidiedAt = 0;
  function tick(): void {
    tickedAt = clock.now().getTime();
    watcher.tick();
    delivery.wake();
    if (tickedAt - tidiedAt < HOUR_MS) return;
    tidiedAt = tickedAt;
    tidy(clock.now()).catch((error: unknown) => log.error("tidy.failed", { error }));
  }
  async function tidy(now: Date): Promise<void> {
    await store.tidy(now);
    const removed = await store.retain(now, retention);
    if (removed.stories + removed.alerts > 0) log.info("store.trimmed", removed);
    covering.forget(now);
    const dropped = await desk.forget(now);
    if (dropped > 0) log.warn("watches.forgotten", { watches: dropped });
  }
  return {
    isLate: () => clock.now().getTime() - tickedAt >= TICK_LATE_MS,
    /** Returns what ends the ticks. */
    start() {
      const options = { name: "tick", logger: cronLog(log), suppressMissedWarning: true };
      const task = cron.schedule("* * * * * *", tick, options);
      return () => task.stop();
    },
  };
}

/** node-cron writes coloured lines of its own unless it is given a log. */
function cronLog(log: Log) {
  const say = (level: "debug" | "warn" | "error") => (message: string | Error) =>
    log[level]("tick", { message: String(message) });
  return { info: say("debug"), debug: say("debug"), warn: say("warn"), error: say("error") };
}
