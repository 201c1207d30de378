import type { Details, Log } from "../../src/log.ts";

/** A log that keeps its events. */
export function makeTestLog(): Log & {
  readonly events: { level: string; event: string; details: Details }[];
} {
  const events: { level: string; event: string; details: Details }[] = [];
  const at =
    (level: string) =>
    (event: string, details: Details = {}) => {
      events.push({ level, event, details });
    };
  const log = {
    events,
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: () => log,
  };
  return log;
}
