// Numbers as news writes them: 3bn, 3 billion, 3,000m and $3bn are one number.

const FIGURE = /^(\d+(?:\.\d+)?)(k|m|mn|mio|bn|b|mrd|tn|t)?$/;
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    k: 1e3,
    thousand: 1e3,
    m: 1e6,
    mn: 1e6,
    mio: 1e6,
    million: 1e6,
    millions: 1e6,
    millionen: 1e6,
    millones: 1e6,
    bn: 1e9,
    b: 1e9,
    mrd: 1e9,
    billion: 1e9,
    billions: 1e9,
    milliarden: 1e9,
    milliards: 1e9,
    tn: 1e12,
    t: 1e12,
    trillion: 1e12,
  }),
);
const SPELT: ReadonlyMap<string, number> = new Map(
  "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .map((word, index): [string, number] => [word, index + 2]),
);

/** Returns the number that a folded word and the one behind it write, and how many words that took; else undefined. */
export function figureAt(
  key: string,
  next: string,
): { readonly value: number; readonly words: 1 | 2 } | undefined {
  // Nearly all words are none, and need no expression to tell.
  const [, digits, letter = ""] = (isDigit(key.charCodeAt(0)) && FIGURE.exec(key)) || [];
  const base = digits === undefined ? SPELT.get(key) : Number(digits);
  if (base === undefined) return undefined;
  const scale = letter === "" ? SCALES.get(next) : undefined;
  // Rounded, since 1.1 × 1000 is not quite 1100.
  const value = Number((base * (SCALES.get(letter) ?? scale ?? 1)).toPrecision(9));
  return { value, words: scale === undefined ? 1 : 2 };
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/**
 * Returns the share of stories that are guessed to hold a number: small and round ones, days and years are common.
 */
export function shareOfFigure(value: number): number {
  if (Number.isInteger(value) && value <= 12) return 0.1;
  if (Number.isInteger(value) && (value <= 31 || (value >= 1990 && value <= 2100))) return 0.06;
  const digits = String(value).replace(/\.?0*$/, "").length;
  return digits <= 1 ? 0.03 : value <= 100 ? 0.015 : 0.004;
}
