/** Letters that differ from their plain form by more than a mark; ß, ς and ı among them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ı: "i",
  ς: "σ",
  ё: "е",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const ASCII = /^\p{ASCII}*$/u;
/** In these scripts every mark is an accent that people leave out at will. */
const ACCENTED = /[\p{sc=Latin}\p{sc=Greek}\p{Nd}]\p{M}+|[[\p{sc=Latin}\p{sc=Greek}]--\p{ASCII}]/gv;
/** Hebrew points, Arabic vowel signs and tatweel, Cyrillic stress: aids for reading, not spelling. */
const AIDS =
  /(?<letter>[\p{sc=Hebrew}\p{sc=Arabic}])\p{M}+|(?<stressed>\p{sc=Cyrillic})[\u0300\u0301]+|\u0640/gu;

/**
 * Returns a word as it is compared: small letters, without what people leave out in writing.
 *
 * Marks are dropped by script: Latin and Greek lose all, й stays й, and バス is never ハス. The word is
 * expected in the form that `plain` gives.
 */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  return word
    .toLowerCase()
    .replaceAll(ACCENTED, (cluster) => cluster.normalize("NFKD").replaceAll(/\p{M}/gu, ""))
    .replaceAll(AIDS, "$<letter>$<stressed>")
    .replaceAll(LETTER, (letter) => LETTERS[letter] as string);
}
