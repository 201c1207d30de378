/** Longer texts are no dates; it also bounds the work of the expressions below. */
const LONGEST = 80;

const EARLIEST_YEAR = 1950;
const LATEST_YEAR = 2100;

/** Two digits from here on mean the twentieth century (RFC 2822, section 4.3). */
const CENTURY_TURN = 50;

/**
 * Names of zones by their hours east of Greenwich. EST to PST stand in RFC 822, section 5.1; of the names that
 * several countries use, the one that feeds write most: IST is India, BST is Britain, AST is the Atlantic.
 */
const ZONES = table([
  ["-10", "hst"],
  ["-9", "akst"],
  ["-8", "pst akdt"],
  ["-7", "mst pdt"],
  ["-6", "cst mdt"],
  ["-5", "est cdt"],
  ["-4", "ast edt"],
  ["-3.5", "nst"],
  ["-3", "adt art brt"],
  ["-2.5", "ndt"],
  ["0", "z ut utc gmt wet"],
  ["1", "cet met bst west"],
  ["2", "eet cest mest sast"],
  ["3", "msk eest"],
  ["5", "pkt"],
  ["5.5", "ist"],
  ["7", "ict wib"],
  ["8", "hkt sgt awst"],
  ["9", "jst kst"],
  ["9.5", "acst"],
  ["10", "aest"],
  ["10.5", "acdt"],
  ["11", "aedt"],
  ["12", "nzst"],
  ["13", "nzdt"],
]);

/** Months by their first letters, without accents, in the languages of most feeds. */
const MONTHS = table([
  ["1", "jan ene gen"],
  ["2", "feb fev"],
  ["3", "mar maa mrt"],
  ["4", "apr abr avr"],
  ["5", "may mai mei mag maj"],
  ["6", "jun giu juin"],
  ["7", "jul lug juil"],
  ["8", "aug ago aou"],
  ["9", "sep set"],
  ["10", "oct okt ott out"],
  ["11", "nov"],
  ["12", "dec dez dic des"],
]);

const WEEKDAY = String.raw`(?:[\p{L}-]{2,15}\.?,?\s+)?`;
const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[ap]\.?m\b\.?)?`;
const ZONE = String.raw`(?<zone>[a-z]{0,5}\s?[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,5})?`;
const TAIL = String.raw`(?:[\s,]*(?:T|at\s|-\s)?${TIME}\s*${ZONE})?$`;

const FORMS: readonly RegExp[] = [
  // 2003-12-31T10:14:55Z, 2003/12/31, 20031231, 2003-12, 2003, and 2003-365, the day of the year.
  String.raw`^(?<year>\d{4})(?:(?<mark>[-/.]?)(?:(?<ordinal>\d{3})(?!\d)|(?<month>\d\d?)(?:\k<mark>(?<day>\d\d?))?))?${TAIL}`,
  // Wed, 31 Dec 2003 10:14:55 GMT; 31-Dec-03; 12 de marzo de 2020; 3rd March 2020.
  String.raw`^${WEEKDAY}(?<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?:\s(?:de|of))?[\s-]+(?<word>\p{L}{3,12})\.?,?(?:\sdel?)?[\s-]+(?<year>\d{4}|\d\d)${TAIL}`,
  // Dec 31, 2003 10:14 AM.
  String.raw`^${WEEKDAY}(?<word>\p{L}{3,12})\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})${TAIL}`,
  // Wed Dec 31 10:14:55 GMT 2003.
  String.raw`^${WEEKDAY}(?<word>\p{L}{3,12})\.?\s(?<day>\d{1,2}),?\s${TIME}\s?${ZONE}\s?(?<year>\d{4})$`,
].map((form) => new RegExp(form, "iu"));

type Field =
  | "year"
  | "month"
  | "word"
  | "day"
  | "ordinal"
  | "hour"
  | "minute"
  | "second"
  | "fraction"
  | "half"
  | "zone";
type Fields = Readonly<Partial<Record<Field, string>>>;

/**
 * Reads a date as feeds write them, or gives undefined: no date is better than a wrong one.
 *
 * A date without a zone, or with an unknown one, is UTC. Refused are years before 1950 or after 2100, days that
 * do not exist, and forms that can be read in two ways (03/04/2020).
 */
export function parseDate(text: string): Date | undefined {
  if (text.length > LONGEST * 2) return undefined;
  const plain = normalised(text);
  if (plain.length > LONGEST) return undefined;
  for (const form of FORMS) {
    const fields: Fields | undefined = form.exec(plain)?.groups;
    if (fields !== undefined) return assembled(fields);
  }
  return undefined;
}

/** Brings East Asian dates, compact times and comments into the forms above. */
function normalised(text: string): string {
  return text
    .replace(/\([^)]*\)\s*$/, "")
    .replace(/(\d)\s*[年년月월]\s*(?=\d)/g, "$1-")
    .replace(/(\d)\s*[日일]/, "$1 ")
    .replace(/(?:午前|上午|오전)\s*([\d:]+)/, "$1 am")
    .replace(/(?:午後|下午|오후)\s*([\d:]+)/, "$1 pm")
    .replace(/\s+/g, " ")
    .trim()
    .replace(
      /^(\d{4}-?\d\d-?\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(?![\d:])/i,
      (_, day, hour, minute, second) => `${day}T${hour}:${minute}:${second ?? "00"}`,
    );
}

function assembled(fields: Fields): Date | undefined {
  const year = yearOf(fields.year ?? "");
  const month = fields.word === undefined ? number(fields.month, 1) : monthOf(fields.word);
  const day = number(fields.ordinal ?? fields.day, 1);
  if (
    year === undefined ||
    month === undefined ||
    !dayExists(year, month, day, fields.ordinal !== undefined)
  ) {
    return undefined;
  }
  const time = timeOf(fields);
  if (time === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day) + time - zoneMinutes(fields.zone ?? "") * 60_000);
  return isPlausible(date.getUTCFullYear()) ? date : undefined;
}

function yearOf(digits: string): number | undefined {
  const value = Number(digits);
  const year = digits.length > 2 ? value : value + (value < CENTURY_TURN ? 2000 : 1900);
  return isPlausible(year) ? year : undefined;
}

function isPlausible(year: number): boolean {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}

function monthOf(word: string): number | undefined {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return MONTHS.get(plain.slice(0, 4)) ?? MONTHS.get(plain.slice(0, 3));
}

function dayExists(year: number, month: number, day: number, ordinal: boolean): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (ordinal) return day >= 1 && date.getUTCFullYear() === year;
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Milliseconds since midnight; 24:00 and a leap second are allowed, as RFC 3339 and ISO 8601 have them. */
function timeOf(fields: Fields): number | undefined {
  const half = fields.half?.[0]?.toLowerCase();
  const written = number(fields.hour, 0);
  const minute = number(fields.minute, 0);
  const second = number(fields.second, 0);
  if (written > (half === undefined ? 24 : 12) || minute > 59 || second > 60) return undefined;
  if (written === 24 && minute + second > 0) return undefined;
  const hour = half === undefined ? written : (written % 12) + (half === "p" ? 12 : 0);
  const milliseconds = Number((fields.fraction ?? "").padEnd(3, "0").slice(0, 3));
  return ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

/** Minutes east of Greenwich; 0 for a zone that is not known. */
function zoneMinutes(zone: string): number {
  const offset = /([+-])(\d{1,2}):?(\d\d)?$/.exec(zone);
  if (offset === null) return (ZONES.get(zone.toLowerCase()) ?? 0) * 60;
  const minutes = Number(offset[2]) * 60 + number(offset[3], 0);
  if (minutes > 15 * 60) return 0;
  return offset[1] === "-" ? -minutes : minutes;
}

function number(digits: string | undefined, otherwise: number): number {
  return digits === undefined ? otherwise : Number(digits);
}

function table(rows: readonly (readonly [string, string])[]): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(([value, names]) => names.split(" ").map((name) => [name, Number(value)] as const)),
  );
}
