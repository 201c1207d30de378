import fc from "fast-check";

/** What hostile or merely foreign feeds hold; no links, because those may be wider than a line. */
const FRAGMENTS = [
  "\u001B[31m",
  "\u001B]8;;x\u0007",
  "\u009B1A",
  "\r",
  "\r\n",
  "\n",
  "\t",
  "\b",
  "\0",
  "\u202E",
  "\u2066",
  "\u200B",
  "\u2028",
  " ",
  "  ",
  "\u00A0",
  "*",
  "“",
  "東京",
  "、。」",
  "「ス",
  "한국어",
  "각",
  "ﾊﾟ",
  "e\u0301",
  "\u0301",
  "\uFE0F",
  "1\uFE0F\u20E3",
  "👩‍👩‍👧",
  "🏽",
  "🇫🇷",
  "🇫",
  "\u200D",
  "क्षि",
  "\u0600",
  "مرحبا",
  "\uD83D",
  "word",
  "a-very-long-word-that-does-not-fit-into-a-narrow-line",
] as const;

/** Texts made of such fragments, single code units and any code points; without ␛, by which tests show an escape. */
export const nasty: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: "binary", maxLength: 4 }), fc.string()), {
    maxLength: 30,
  })
  .map((parts) => parts.join("").replaceAll(/https?:\/\/|␛/gi, ""));
