import { LANGUAGE_ENDINGS, LANGUAGE_LETTERS } from "./language-letters.ts";
import { countScripts, languageOfScript, mainScript } from "./language-scripts.ts";
import { LANGUAGE_WORDS } from "./language-words.ts";

/** More is not looked at, in UTF-16 units: a title with its lead tells enough, and time is bounded. */
const MOST_UNITS = 700;

/** Pieces of code, addresses and names of files: no words of a language. */
const NO_PROSE = /[@_\\{}=<>`]|:\/\/|^www\.|[\p{L}\d)][.(:][\p{L}\d]/u;
/** A text with more than one such piece in so many is not prose at all. */
const PROSE_IN = 5;
/** Fewer letters of a Latin alphabet tell nothing. */
const LEAST_LETTERS = 40;

const TAGS = Object.keys(LANGUAGE_WORDS);
const WORDS = languagesBy(LANGUAGE_WORDS);
const ENDINGS = languagesBy(LANGUAGE_ENDINGS);
const LETTERS = languagesBy(LANGUAGE_LETTERS);
/** What a word, an ending and a letter or pair of letters count for the languages that have it. */
const [WORD, ENDING, LETTER] = [1, 0.4, 0.25];
/** The shortest word whose ending counts. */
const LEAST_ENDING = 6;
/** A language is only named for so many of its words, in so many words of the text one, and so far before the next. */
const [LEAST_WORDS, LEAST_SHARE, LEAST_LEAD] = [2, 0.12, 0.5];
/** A text is mostly names where fewer of its words than this begin with a small letter. */
const LEAST_SMALL = 0.25;

/**
 * Returns the language that a text is written in as a BCP 47 primary tag; undefined where that is not sure.
 *
 * Made for a title with its lead. A script that one language alone uses tells at once; Cyrillic and Arabic are told
 * by their letters; languages with Latin letters, from 40 letters on, by their short words, endings and letters. Names,
 * addresses and code tell nothing. Bosnian and Serbian in Latin letters count as `hr`, Malay as `id`.
 */
export function languageOf(text: string): string | undefined {
  const pieces = text.slice(0, MOST_UNITS).normalize("NFC").split(/\s+/);
  const prose = pieces.filter((piece) => !NO_PROSE.test(piece));
  if ((pieces.length - prose.length) * PROSE_IN > pieces.length) return undefined;
  const plain = prose.join(" ");
  const small = plain.toLowerCase();
  const counts = countScripts(small);
  const script = mainScript(counts);
  if (script === undefined) return undefined;
  const latin = counts.latin < LEAST_LETTERS ? undefined : latinLanguage(plain);
  if (script === "latin") return latin;
  // What is written in two languages is in neither.
  return latin === undefined ? languageOfScript(script, counts, small) : undefined;
}

/** Only words that begin with a small letter are heard: the others may be names, which belong to any language. */
function latinLanguage(text: string): string | undefined {
  const all = text.split(/\P{L}+/u);
  const words = all.filter((word) => /^\p{Ll}/u.test(word));
  if (words.length < all.length * LEAST_SMALL) return undefined;
  const known = new Float64Array(TAGS.length);
  const scores = new Float64Array(TAGS.length);
  for (const word of words) {
    add(known, WORDS.get(word), WORD);
    if (word.length >= LEAST_ENDING) add(scores, ENDINGS.get(word.slice(-3)), ENDING);
    for (let at = 0; at < word.length; at += 1) {
      if (word.charCodeAt(at) > 0x7e) add(scores, LETTERS.get(word.charAt(at)), LETTER);
      add(scores, LETTERS.get(word.slice(at, at + 2)), LETTER);
    }
  }
  known.forEach((count, at) => {
    scores[at] = (scores[at] as number) + count;
  });
  const best = surest(scores);
  if (best === undefined) return undefined;
  return (known[best] as number) < Math.max(LEAST_WORDS, words.length * LEAST_SHARE) ? undefined : TAGS[best];
}

function add(scores: Float64Array, languages: readonly number[] | undefined, weight: number): void {
  if (languages === undefined) return;
  for (const at of languages) scores[at] = (scores[at] as number) + weight;
}

/** Returns the place of the best score, where it is far enough before the next. */
function surest(scores: Float64Array): number | undefined {
  let [best, most, next] = [0, 0, 0];
  scores.forEach((score, at) => {
    if (score > most) [best, most, next] = [at, score, most];
    else if (score > next) next = score;
  });
  return most - next < LEAST_LEAD ? undefined : best;
}

/** By sign the languages that have it, as places in `TAGS`. */
function languagesBy(signs: Readonly<Record<string, string>>): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  TAGS.forEach((tag, at) => {
    for (const sign of signs[tag]?.split(" ") ?? []) found.set(sign, [...(found.get(sign) ?? []), at]);
  });
  return found;
}
