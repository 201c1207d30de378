import { between, makeRandom, oneOf, type Random } from "./random.ts";

/** The words that the generated news is written in, the most frequent first, and the names of two words that occur in it. */
export interface Vocabulary {
  /** In their usual spelling: names begin with a capital, NASA and OpenAI have theirs. */
  readonly words: readonly string[];
  readonly names: readonly string[];
}

const WORDS = 500_000;
const NAMES = 120_000;
/** The commonest words of English news in about their order. */
const COMMON =
  "the to of and a in for on that is said with as at by it from was be has he are have will an not his its their who they but after year more been had this which or new her one about were also people first would when two up out she we there than can all if could last over into time some other what so no like just may against between under such through many most before then now only make while how where being company government week state percent million day country world market police officials according report president".split(
    " ",
  );
const ONSETS = "b c d f g h j k l m n p r s t v w br ch cl cr dr fl fr gr pl pr sh sl sp st str th tr".split(
  " ",
);
const NUCLEI = "a e i o u a e i o ai ea ee ie oo ou".split(" ");
const CODAS = "b ck ct d k l ll m n nd ng nt p r rd rk rm rn rt s sk ss st t th x".split(" ");
const ACCENTED: Readonly<Record<string, string>> = { a: "á", e: "é", i: "í", o: "ö", u: "ü" };
const ENDINGS = ["s", "ed", "ing", "er", "ly"];

/**
 * Makes a vocabulary of 500,000 words and 120,000 names; always the same.
 *
 * Of the words beyond the commonest 12 % are inflected forms of others, 15 % names, 2 % in capitals (NASA), 2 % in
 * camel case (OpenAI), 2 % with a hyphen, 1 % with an accent.
 */
export function makeVocabulary(): Vocabulary {
  const random = makeRandom(1);
  const words = [...COMMON];
  const known = new Set(COMMON);
  while (words.length < WORDS) {
    const word = newWord(random, words);
    const key = word.toLowerCase();
    if (known.has(key)) continue;
    known.add(key);
    words.push(word);
  }
  return { words, names: Array.from({ length: NAMES }, () => newName(random, words)) };
}

function newWord(random: Random, words: readonly string[]): string {
  const kind = random();
  const syllables = syllablesAt(random, words.length);
  const plain = spoken(random, syllables);
  if (kind < 0.12) return oneOf(random, words) + oneOf(random, ENDINGS);
  if (kind < 0.27) return capitalised(plain);
  if (kind < 0.29)
    return spoken(random, 2)
      .slice(0, between(random, 2, 6))
      .toUpperCase();
  if (kind < 0.31) return capitalised(spoken(random, 1)) + capitalised(spoken(random, 1));
  if (kind < 0.33) return `${spoken(random, 1)}-${plain}`;
  if (kind < 0.34) return plain.replace(/[aeiou]/, (vowel) => ACCENTED[vowel] ?? vowel);
  return plain;
}

/** Rare words are long ones. */
function syllablesAt(random: Random, rank: number): number {
  if (rank < 3000) return between(random, 1, 3);
  return rank < 20_000 || random() < 0.8 ? 2 : 3;
}

function spoken(random: Random, syllables: number): string {
  let word = "";
  for (let n = 0; n < syllables; n += 1) word += oneOf(random, ONSETS) + oneOf(random, NUCLEI);
  return random() < 0.3 ? word : word + oneOf(random, CODAS);
}

/** Two of five names have a common word in them, as New York and First Solar have. */
function newName(random: Random, words: readonly string[]): string {
  const first = random() < 0.4 ? between(random, 0, 3000) : rankOf(random, words.length);
  return [first, rankOf(random, words.length)].map((rank) => capitalised(words[rank] as string)).join(" ");
}

/** Each order of magnitude is as likely. */
function rankOf(random: Random, count: number): number {
  return Math.floor(100 * (count / 100) ** random());
}

/** Returns a word with its first letter in capitals. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
