import type { Moment } from "../../commands/command.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
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
  if (past <= -MINUTE) return sayTime(at, now, timeZone);
  if (past < MINUTE) return "just now";
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  if (past < 7 * DAY) return `${days(Math.floor(past / DAY))} ago`;
  return date(calendar(at, timeZone), calendar(now, timeZone));
}

function sayIn(at: Date, now: Date, timeZone?: string): string {
  const ahead = at.getTime() - now.getTime();
  if (ahead <= 0) return "now";
  if (ahead < MINUTE) return "in less than a minute";
  const minutes = Math.ceil(ahead / MINUTE);
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.round(ahead / HOUR);
  if (hours < 24) return `in ${hours} h`;
  if (ahead < 7 * DAY) return `in ${days(Math.round(ahead / DAY))}`;
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
  const number = Date.UTC(year, month - 1, day) / DAY;
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
