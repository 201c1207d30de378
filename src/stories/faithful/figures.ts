/** A number in a text, for comparison. */
export interface Figure {
  /** As it is written, for a reason. */
  readonly shown: string;
  /** What it may be worth, in plain digits; two readings where 1.500 may mean either. */
  readonly values: readonly string[];
  /** "%", a currency such as "usd", or "". */
  readonly unit: string;
  /** Where it begins and ends in its text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** By how much the word behind a number multiplies it, in the languages of most news; one entry for a power of ten. */
const SCALES = scales({
  3: "k thousand thousands tausend mille mil mila duizend tusen tys tysięcy тыс тысяч тысячи 千 천",
  4: "万 萬 만",
  6: "m mn mln million millions millionen mio millón millones milione milioni milhão milhões miljoen miljoner millioner milionów млн миллион миллиона миллионов",
  8: "亿 億 억",
  9: "b bn bln billion billions milliarde milliarden mrd milliard milliards miliardo miliardi mld bilhão bilhões miljard miljarder milliarder miliardów млрд миллиард миллиарда миллиардов",
  12: "tn trn trillion trillions billionen billones 兆 조",
});
const UNITS: Readonly<Record<string, string>> = {
  ...named("%", "% percent percentage prozent procent pourcent pct процентов"),
  ...named("usd", "$ us$ usd dollar dollars dólares доллар долларов"),
  ...named("eur", "€ eur euro euros евро"),
  ...named("gbp", "£ gbp pound pounds pfund livres"),
  ...named("jpy", "¥ jpy yen 円"),
  ...named("cny", "cny yuan renminbi 元"),
  ...named("inr", "₹ inr rupee rupees"),
  ...named("rub", "₽ rub rouble roubles rubel рублей"),
  ...named("krw", "₩ krw 원"),
};
/** Numbers in words; "one" and its like are left out, for they are seldom numbers. */
const WORDS: Readonly<Record<string, number>> = {
  ...counted("two three four five six seven eight nine ten eleven twelve", 2),
  ...counted("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 2),
  ...counted("deux trois quatre cinq six sept huit neuf dix onze douze", 2),
  ...counted("dos tres cuatro cinco seis siete ocho nueve diez once doce", 2),
  ...counted("second third fourth fifth sixth seventh eighth ninth tenth", 2),
  ...tens("twenty thirty forty fifty sixty seventy eighty ninety hundred"),
  ...tens("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert"),
  dozen: 12,
  dozens: 12,
};

const alternatives = (names: readonly string[]) =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace("$", "\\$"))
    .join("|");
const AFTER = String.raw`(?![\p{L}\p{N}])`;
const FIGURE = new RegExp(
  String.raw`(?<before>US\$|[$€£¥₹₽₩]|(?<![\p{L}])(?:USD|EUR|GBP) )? ?` +
    String.raw`(?:(?<sign>(?<=^|[\s(])[-−])?(?<digits>\d(?:[\d.,'\u00a0\u2009\u202f]*\d)?)|(?<![\p{L}\p{N}])(?<word>${alternatives(Object.keys(WORDS))})${AFTER})` +
    String.raw`(?:[ -]?(?<scale>${alternatives(SCALES.keys().toArray())})(?:${AFTER}|(?<=[^\p{ASCII}]))(?:\.(?= \p{Lu}))?)?` +
    String.raw`(?:(?: ?[-–]?)(?:per cent|pour cent|por ciento|por cento|per cento|(?<after>[%€£¥₹₽₩円元원](?!\d)|${alternatives(Object.keys(UNITS).filter((name) => /^\p{L}{3,}$/u.test(name)))}${AFTER})))?`,
  "giu",
);
const IN_WORDS = /(?:per|pour|por) cent[oe]?$|por ciento$/i;

/**
 * Returns the numbers of a text in order: digits with their grouping, numbers in words from two on, "$3bn" and
 * "3 billion dollars" as 3000000000.
 *
 * The text is expected in the form that `plain` gives. `language` (BCP 47) says what 1.500 and 1,500 mean; a text
 * without one is read as English.
 */
export function figuresIn(text: string, language = "en"): readonly Figure[] {
  return Array.from(westernDigits(text).matchAll(FIGURE), ({ 0: whole, index, groups = {} }) => {
    const { before, sign = "", digits, word, scale, after } = groups;
    const power = scale === undefined ? 0 : (SCALES.get(scale.toLowerCase()) as number);
    const written =
      digits === undefined ? [String(WORDS[(word as string).toLowerCase()])] : readings(digits, language);
    const unit = (before ?? after)?.trim().toLowerCase();
    return {
      shown: whole.trim(),
      from: index + whole.length - whole.trimStart().length,
      to: index + whole.length,
      values: written.map((value) => sign.replace("−", "-") + times(value, power)),
      unit: unit === undefined ? (IN_WORDS.test(whole) ? "%" : "") : (UNITS[unit] as string),
    };
  });
}

/** Returns a text with its numbers, their scales and units blanked. */
export function withoutFigures(text: string): string {
  return westernDigits(text).replace(FIGURE, " ");
}

/** Returns whether one number says what another says; a unit may be left out, but neither changed nor a share made a count. */
export function isSame(one: Figure, other: Figure): boolean {
  if (!one.values.some((value) => other.values.includes(value))) return false;
  if (one.unit === "%" || other.unit === "%") return one.unit === other.unit;
  return one.unit === other.unit || one.unit === "" || other.unit === "";
}

/** What digits with separators may mean, as plain numbers; what is no one number (a date, a version) stays as it is. */
function readings(digits: string, language: string): readonly string[] {
  const tight = digits.replace(/['\u00a0\u2009\u202f]/g, "");
  const isEnglish = /^en\b/i.test(language);
  const found = new Set<string>();
  const [group, point] = isEnglish ? [",", "."] : [".", ","];
  for (const [by, decimal] of [[group, point], ...(isEnglish ? [] : [[point, group]])] as const) {
    const [whole = "", part, ...more] = tight.split(decimal as string);
    const parts = whole.split(by as string);
    const isGrouped = parts.slice(1).every((one) => one.length === 3) && (parts[0] as string).length <= 3;
    const isPlain = parts.length === 1 || isGrouped;
    if (isPlain && more.length === 0 && !part?.includes(by as string)) {
      found.add(String(Number(`${parts.join("")}.${part ?? "0"}`)));
    }
  }
  return found.size > 0 ? [...found] : [tight];
}

/** 2.3 × 10⁹ by the digits, since a product of fractions is not exact; what is no number stays as it is. */
function times(value: string, power: number): string {
  return power === 0 || Number.isNaN(Number(value)) ? value : String(Number(`${value}e${power}`));
}

/** Digits of other scripts stand in runs of ten from their zero on. */
function westernDigits(text: string): string {
  return text.replace(/(?!\d)\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  });
}

function scales(words: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(words).flatMap(([power, list]) =>
      list.split(" ").map((word) => [word, Number(power)] as const),
    ),
  );
}

function named(unit: string, list: string): Record<string, string> {
  return Object.fromEntries(list.split(" ").map((word) => [word, unit]));
}

function counted(list: string, first: number): Record<string, number> {
  return Object.fromEntries(list.split(" ").map((word, index) => [word, first + index]));
}

function tens(list: string): Record<string, number> {
  return Object.fromEntries(list.split(" ").map((word, index) => [word, 20 + 10 * index]));
}
