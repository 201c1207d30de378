import type { Logger, LogLevel } from "@slack/bolt";

/** What the platform needs of the log. */
export interface SlackLog {
  debug(event: string, details?: object): void;
  info(event: string, details?: object): void;
  warn(event: string, details?: object): void;
  error(event: string, details?: object): void;
}

/** Makes a logger for the SDK: its errors become warnings, for we report what they mean ourselves; payloads stay out. */
export function sdkLogger(log: SlackLog): Logger {
  const say = (level: "debug" | "warn") => (first?: unknown) => {
    const message = first instanceof Error ? first.message : String(first);
    log[level]("slack.sdk", { message: message.slice(0, 300) });
  };
  return {
    debug: () => {},
    info: () => {},
    warn: say("debug"),
    error: say("warn"),
    setLevel: () => {},
    setName: () => {},
    getLevel: () => "info" as LogLevel,
  };
}
