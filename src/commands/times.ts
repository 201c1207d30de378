const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const LONGEST_MS = 366 * DAY_MS;

const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const SPAN = /^(\d{1,5}|an?) ?(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const LEAD = /^(?:for|until|till) /;

/**
 * Reads the end of a pause: "2h", "3 days", "for a week", "until monday", "tomorrow", "18:00", "2026-05-03".
 *
 * Days and times of day are those of `timeZone`, an IANA name, by default the machine's own, as the terminal shows them.
 * Undefined where the text is no time, or not within a year from now.
 */
export function readUntil(text: string, now: Date, timeZone?: string): Date | undefined {
  const at = momentOf(plain(text).replace(LEAD, ""), now, timeZone);
  if (at === undefined || at <= now.getTime() || at - now.getTime() > LONGEST_MS) return undefined;
  return new Date(at);
}

/** Splits a time off the end of a text: `"super app" for 3 days` gives `"super app"` and `for 3 days`. */
export function splitUntil(text: string): { readonly rest: string; readonly until?: string } {
  for (const word of [...text.matchAll(/\S+/g)].slice(-3)) {
    const until = text.slice(word.index).trim();
    const words = plain(until);
    const led = LEAD.test(words);
    // Without "until" only a span is taken: a weekday may well be a word of the query ("black monday").
    const isTime = led ? momentOf(words.replace(LEAD, ""), new Date(0)) !== undefined : SPAN.test(words);
    if (isTime && (led || word.index > 0)) return { rest: text.slice(0, word.index).trim(), until };
  }
  return { rest: text.trim() };
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

function momentOf(words: string, now: Date, timeZone?: string): number | undefined {
  return (
    span(words, now) ?? weekday(words, now, timeZone) ?? clock(words, now, timeZone) ?? date(words, timeZone)
  );
}

function span(words: string, now: Date): number | undefined {
  const [, count = "", unit = ""] = SPAN.exec(words) ?? [];
  const length = UNIT_MS[unit.charAt(0)];
  if (length === undefined) return undefined;
  return now.getTime() + (count.startsWith("a") ? 1 : Number(count)) * length;
}

function weekday(words: string, now: Date, timeZone?: string): number | undefined {
  const today = startOfDay(now, timeZone);
  if (words === "tomorrow") return instant(today + DAY_MS, timeZone);
  const name = words.replace(/^next /, "");
  const index = name.length < 3 ? -1 : WEEKDAYS.findIndex((weekday) => weekday.startsWith(name));
  if (index < 0) return undefined;
  const ahead = (index - new Date(today).getUTCDay() + 7) % 7;
  return instant(today + (ahead || 7) * DAY_MS, timeZone);
}

function clock(words: string, now: Date, timeZone?: string): number | undefined {
  const found = CLOCK.exec(words);
  if (!found) return undefined;
  const wall = startOfDay(now, timeZone) + Number(found[1]) * HOUR_MS + Number(found[2]) * MINUTE_MS;
  const at = instant(wall, timeZone);
  return at > now.getTime() ? at : instant(wall + DAY_MS, timeZone);
}

function date(words: string, timeZone?: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(words)) return undefined;
  const wall = Date.parse(`${words}T00:00:00Z`);
  return Number.isNaN(wall) ? undefined : instant(wall, timeZone);
}

// ── Wall time: what the clocks of a zone show, counted as if it were UTC ─────────────────────────────────

function startOfDay(now: Date, timeZone?: string): number {
  return Math.floor(wallTime(now.getTime(), timeZone) / DAY_MS) * DAY_MS;
}

function wallTime(at: number, timeZone?: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(value("year"), value("month") - 1, value("day"), value("hour"), value("minute"));
}

/** When the clocks show a wall time. Looked up twice, because the first guess may lie beyond a change of the clocks. */
function instant(wall: number, timeZone?: string): number {
  const guess = wall - (wallTime(wall, timeZone) - wall);
  return guess + wall - wallTime(guess, timeZone);
}
