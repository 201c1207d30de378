const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\d*\s?(Z|[+-]\d{2}:?\d{2})?)?/i;
const ZONE = /(?:\b(?:GMT|UTC|Z|[ECMP][SD]T)|[+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?$/i;
/** Years in which pages have been published. */
const YEARS = { first: 1990, last: 2100 };

/**
 * Returns the moment that a page's metadata names, undefined where that is no date.
 *
 * What names no zone is read as UTC, so that the answer is the same on every machine.
 */
export function dateOf(written: string): Date | undefined {
  const text = written.trim();
  if (text.length < 8 || text.length > 60) return undefined;
  const [, day, time = "00:00", zone = "Z"] = ISO.exec(text) ?? [];
  const date = day
    ? new Date(`${day}T${time}${withColon(zone)}`)
    : new Date(ZONE.test(text) ? text : `${text} UTC`);
  const year = date.getUTCFullYear();
  return year >= YEARS.first && year <= YEARS.last ? date : undefined;
}

function withColon(zone: string): string {
  return zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
}
