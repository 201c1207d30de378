const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A day in ms. */
export const DAY = 24 * HOUR;
const LONGEST = 366 * DAY;

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const SPAN = /^(\d{1,5}|an?) ?(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const LEAD = /^(?:for|until|till) /;

/**
 * Reads the end of a pause: "2h", "3 days", "for a week", "until monday", "tomorrow", "18:00", "2026-05-03".
 *
 * Days begin at 0:00 UTC and times of day are UTC. Undefined where the text is no time, or not within a year from now.
 */
export function readUntil(text: string, now: Date): Date | undefined {
  const words = plain(text).replace(LEAD, "");
  const at = span(words, now) ?? weekday(words, now) ?? clock(words, now) ?? date(words);
  if (at === undefined || at <= now.getTime() || at - now.getTime() > LONGEST) return undefined;
  return new Date(at);
}

/** Splits a time off the end of a text: `"super app" for 3 days` gives `"super app"` and `for 3 days`. */
export function splitUntil(text: string): { readonly rest: string; readonly until?: string } {
  for (const word of [...text.matchAll(/\S+/g)].slice(-3)) {
    const until = text.slice(word.index).trim();
    const words = plain(until);
    const led = LEAD.test(words);
    // Without "until" only a span is taken: a weekday may well be a word of the query ("black monday").
    const isTime = led ? mayBeTime(words.replace(LEAD, "")) : SPAN.test(words);
    if (isTime && (led || word.index > 0)) return { rest: text.slice(0, word.index).trim(), until };
  }
  return { rest: text.trim() };
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

function mayBeTime(words: string): boolean {
  const any = new Date(0);
  return [span(words, any), weekday(words, any), clock(words, any), date(words)].some(
    (at) => at !== undefined,
  );
}

function span(words: string, now: Date): number | undefined {
  const [, count = "", unit = ""] = SPAN.exec(words) ?? [];
  const length = UNITS[unit.charAt(0)];
  if (length === undefined) return undefined;
  return now.getTime() + (count.startsWith("a") ? 1 : Number(count)) * length;
}

function weekday(words: string, now: Date): number | undefined {
  if (words === "tomorrow") return startOfDay(now) + DAY;
  const name = words.replace(/^next /, "");
  const index = name.length < 3 ? -1 : WEEKDAYS.findIndex((weekday) => weekday.startsWith(name));
  if (index < 0) return undefined;
  const ahead = (index - now.getUTCDay() + 7) % 7;
  return startOfDay(now) + (ahead || 7) * DAY;
}

function clock(words: string, now: Date): number | undefined {
  const found = CLOCK.exec(words);
  if (!found) return undefined;
  const at = startOfDay(now) + Number(found[1]) * HOUR + Number(found[2]) * MINUTE;
  return at > now.getTime() ? at : at + DAY;
}

function date(words: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(words)) return undefined;
  const at = Date.parse(`${words}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}

function startOfDay(now: Date): number {
  return Math.floor(now.getTime() / DAY) * DAY;
}
