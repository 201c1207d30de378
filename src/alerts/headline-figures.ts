import { type Figure, figuresIn, isSame } from "../stories/faithful/figures.ts";
import { plain } from "../text/plain.ts";
import { wordSet } from "../text/word-set.ts";
import { isCommon } from "../watches/common-words.ts";

/** Nouns of titles that count what they list. */
const LISTED =
  "things|ways|reasons|takeaways|facts|questions|answers|charts|tips|lessons|photos|pictures|moments|points|gründe|dinge|choses|raisons|cosas|razones";
const NUMBER = String.raw`(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten)`;
const MONTH =
  "(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[eé]vr(?:ier)?|febrero|mar(?:ch|s|zo)?|märz|apr(?:il|ile)?|avr(?:il)?|abril|mayo?|mai|june?|juni|juin|junio|july?|juli|juil(?:let)?|julio|aug(?:ust)?|août|agosto|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|okt(?:ober)?|nov(?:ember|embre|iembre)?|dec(?:ember)?|dez(?:ember)?|d[eé]c(?:embre)?|dic(?:iembre)?|enero)";
const COUNTED =
  "day|part|week|round|season|episode|vol|volume|chapter|phase|stage|article|section|level|page|number|no|nos|flight|highway|route|game|match|group|top|category|division|platform|gate|type|class|grade|aged?|under|over-?the-?";
const SCALE = "million|billion|trillion|thousand|hundred|percent|per";

/** Digits that name, date or list something, so that they are no news by themselves. */
const NAMING = [
  String.raw`^\W*(?:(?:the|here are|top)\s+)?${NUMBER}\s+(?:\p{L}+\s+)?(?:${LISTED})(?!\p{L})`,
  String.raw`[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]+[-.]?\d[\d.]*`, // GPT-5, H100, Covid-19, Q3
  String.raw`第\d+|\d+(?:[年月日時时分歳岁号回度期]|년|월|일)`,
  String.raw`\d+(?:st|nd|rd|th|er|e|ème|º|ª|g|d)(?![\p{L}\p{N}])`,
  String.raw`\d[\d.,]*-(?!(?:${SCALE}))\p{L}[\p{L}-]*`, // 54-year-old, 10-day
  String.raw`(?<=,\s)\d{1,3}(?=,)`, // an age
  String.raw`(?<!\p{L})${MONTH}\.?\s+\d{1,2}(?![\d.,]*\d)(?!\s(?:${SCALE}))`,
  String.raw`(?<![\d.,])\d{1,2}\.?(?:\s+(?:of|de))?\s+${MONTH}(?!\p{L})`,
  String.raw`\d{1,2}(?::\d{2})+|\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m(?!\p{L})\.?|\d+(?:/\d+)+`,
  String.raw`(?<![\p{Sc}\p{N}.,])(?:19|20)\d{2}(?:[-–/]\d{2,4})?(?!\p{N}|[.,]\d|\s?(?:%|${SCALE}))`,
  String.raw`(?<!\p{L})(?:${COUNTED})\.?\s#?\d+(?![\d.,]*\d)|#\d+`,
].map((way) => new RegExp(way, "giu"));

/** A name and its number, as in iPhone 17, where capitals are kept for names. */
const NAMED =
  /(?<![\p{L}\p{N}])(?<name>\p{Lu}[\p{L}\p{N}]*|\p{Ll}\p{Lu}\p{L}+)\s\d{1,4}(?![\d.,]*[\d%]|\s?(?:bn|mn?|k|million|billion|percent)(?!\p{L}))/gu;
/** Words before a number of things, also where they begin a title. */
const BEFORE_COUNTS = wordSet(
  "nearly almost around about roughly some least over under another only just at up",
);

/** Where so many of its longer words have a capital, a title has them for show. */
const TITLE_CASE = 0.75;
const LONG_WORD = 4;

/** Two numbers of which one is the other one, rounded, differ by at most this share of it. */
const ROUNDED = 0.025;

/**
 * Returns the numbers of a title that say how much or how many; dates, ages, names and lists with a number say neither.
 */
export function figuresOfTitle(title: string, language?: string): readonly Figure[] {
  let rest = NAMING.reduce((text, way) => text.replace(way, " "), plain(title).text);
  if (!isTitleCase(title))
    rest = rest.replace(NAMED, (whole, name: string) => (isCounting(name) ? whole : " "));
  return figuresIn(rest, language);
}

/** Returns whether a number is not among those told: neither written otherwise nor rounded nor in another currency. */
export function isNews(figure: Figure, told: readonly Figure[]): boolean {
  if (told.some((other) => isSame(figure, other) || isRounded(figure, other))) return false;
  const currencies = told.map(({ unit }) => unit).filter(isCurrency);
  return !isCurrency(figure.unit) || currencies.length === 0 || currencies.includes(figure.unit);
}

/** Returns whether a title is written With Capitals Throughout, so that they do not tell its names. */
export function isTitleCase(title: string): boolean {
  const long = title.match(/\p{L}[\p{L}'’-]+/gu)?.filter((word) => word.length >= LONG_WORD) ?? [];
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word));
  return capitals.length >= long.length * TITLE_CASE;
}

function isCounting(name: string): boolean {
  const key = name.toLowerCase();
  return isCommon(key) || BEFORE_COUNTS.has(key);
}

function isCurrency(unit: string): boolean {
  return unit !== "" && unit !== "%";
}

function isRounded(one: Figure, other: Figure): boolean {
  if (one.unit !== other.unit && (one.unit === "%" || other.unit === "%")) return false;
  return one.values.some((a) => other.values.some((b) => areRounded(Number(a), Number(b))));
}

function areRounded(a: number, b: number): boolean {
  const digits = Math.min(significant(a), significant(b));
  return Math.abs(a - b) <= ROUNDED * Math.max(a, b) && a.toPrecision(digits) === b.toPrecision(digits);
}

/** How many digits a number is said with: 3,000,000 with one, 2.98 with three. */
function significant(value: number): number {
  const digits = Math.abs(value)
    .toPrecision(12)
    .replace(/e.*$/, "")
    .replace(".", "")
    .replace(/^0+|0+$/g, "");
  return Math.max(1, digits.length);
}
