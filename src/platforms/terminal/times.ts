import type { Moment } from "../../commands/command.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Returns a moment as people say it at `now`; `timeZone` is an IANA name, by default that of the machine. */
export function sayMoment(moment: Moment, now: Date, timeZone?: string): string {
  switch (moment.as) {
    case "ago":
      return sayAgo(moment.at, now, timeZone);
    case "in":
      return sayIn(moment.at, now, timeZone);
    case "day":
      return sayDay(moment.at, now, timeZone);
    case "time":
      return sayTime(moment.at, now, timeZone);
    default:
      return moment.as satisfies never;
  }
}

function sayAgo(at: Date, now: Date, timeZone?: string): string {
  const past = now.getTime() - at.getTime();
  // A publisher's clock may run ahead of ours; beyond a minute the printed time is all we know.
  if (past <= -MINUTE_MS) return sayTime(at, now, timeZone);
  if (past < MINUTE_MS) return "just now";
  if (past < HOUR_MS) return `${Math.floor(past / MINUTE_MS)} min ago`;
  if (past < DAY_MS) return `${Math.floor(past / HOUR_MS)} h ago`;
  if (past < 7 * DAY_MS) return `${days(Math.floor(past / DAY_MS))} ago`;
  return date(calendar(at, timeZone), calendar(now, timeZone));
}

function sayIn(at: Date, now: Date, timeZone?: string): string {
  const ahead = at.getTime() - now.getTime();
  if (ahead <= 0) return "now";
  if (ahead < MINUTE_MS) return "in less than a minute";
  const minutes = Math.ceil(ahead / MINUTE_MS);
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.round(ahead / HOUR_MS);
  if (hours < 24) return `in ${hours} h`;
  if (ahead < 7 * DAY_MS) return `in ${days(Math.round(ahead / DAY_MS))}`;
  return `on ${date(calendar(at, timeZone), calendar(now, timeZone))}`;
}

/** A weekday is said only of days to come: "until Monday" is plain, "since Monday" could be any Monday. */
function sayDay(at: Date, now: Date, timeZone?: string): string {
  const day = calendar(at, timeZone);
  const today = calendar(now, timeZone);
  const ahead = day.number - today.number;
  if (ahead === 0) return "today";
  if (ahead === 1) return "tomorrow";
  if (ahead === -1) return "yesterday";
  return ahead > 1 && ahead < 7 ? weekday(day) : date(day, today);
}

function sayTime(at: Date, now: Date, timeZone?: string): string {
  const day = calendar(at, timeZone);
  const today = calendar(now, timeZone);
  const distance = Math.abs(day.number - today.number);
  if (distance === 0) return day.time;
  return `${distance < 7 ? weekday(day).slice(0, 3) : date(day, today)} ${day.time}`;
}

interface Calendar {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Days since 1970-01-01, which was a Thursday. */
  readonly number: number;
  /** Hours and minutes, as in 09:05. */
  readonly time: string;
}

function calendar(at: Date, timeZone: string | undefined): Calendar {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const [year, month, day] = [Number(value("year")), Number(value("month")), Number(value("day"))];
  const number = Date.UTC(year, month - 1, day) / DAY_MS;
  return { year, month, day, number, time: `${value("hour")}:${value("minute")}` };
}

function weekday({ number }: Calendar): string {
  return WEEKDAYS[(((number + 4) % 7) + 7) % 7] ?? "";
}

function date({ year, month, day }: Calendar, today: Calendar): string {
  return `${day} ${MONTHS[month - 1] ?? ""}${year === today.year ? "" : ` ${year}`}`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
