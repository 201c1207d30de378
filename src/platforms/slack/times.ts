import type { Moment } from "../../commands/command.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Slack takes a time in whole seconds of at most 11 digits. */
const LAST_SECOND = 99_999_999_999;

/** A moment as Slack shows it: live, in the reader's own time zone. `fallback` is for clients that cannot. */
export interface LiveDate {
  readonly timestamp: number;
  /** Tokens: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting */
  readonly format: string;
  readonly fallback: string;
}

/** Returns a moment as a live date, or undefined where words serve better ("in 4 min") or Slack cannot show it. */
export function liveDate({ at, as }: Moment, now: Date): LiveDate | undefined {
  const timestamp = Math.floor(at.getTime() / 1000);
  if (as === "in" || !(timestamp >= 0 && timestamp <= LAST_SECOND)) return undefined;
  const isNear = Math.abs(at.getTime() - now.getTime()) < DAY;
  const formats = {
    ago: "{ago}",
    day: "{date_short_pretty}",
    time: isNear ? "{time}" : "{date_short_pretty}, {time}",
  };
  return { timestamp, format: formats[as], fallback: utc(at) };
}

/** Returns a moment in words, as they are right at `now`; days and times of day are in UTC. */
export function sayMoment({ at, as }: Moment, now: Date): string {
  const past = now.getTime() - at.getTime();
  if (Number.isNaN(past)) return "at an unknown time";
  if (as === "ago" && past > -MINUTE) return sayAgo(past, at);
  if (as === "in") return sayIn(-past, at);
  if (as === "day") return utc(at).slice(0, -11);
  return utc(at);
}

function sayAgo(past: number, at: Date): string {
  if (past < MINUTE) return "just now";
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  if (past < 7 * DAY) return `${days(Math.floor(past / DAY))} ago`;
  return utc(at).slice(0, -11);
}

function sayIn(ahead: number, at: Date): string {
  if (ahead <= 0) return "now";
  if (ahead < MINUTE) return "in less than a minute";
  if (ahead < HOUR) return `in ${Math.ceil(ahead / MINUTE)} min`;
  if (ahead < DAY) return `in ${Math.round(ahead / HOUR)} h`;
  if (ahead < 7 * DAY) return `in ${days(Math.round(ahead / DAY))}`;
  return `on ${utc(at).slice(0, -11)}`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** As in `4 May 2026, 09:05 UTC`; its last 11 characters are the time of day. */
function utc(at: Date): string {
  const [, day = "", month = "", year = "", time = ""] =
    /(\d+) (\w+) (-?\d+) (\d\d:\d\d)/.exec(at.toUTCString()) ?? [];
  return `${Number(day)} ${month} ${Number(year)}, ${time} UTC`;
}
