import type { Token } from "../text/tokens.ts";
import { wordSet } from "../text/word-set.ts";

/** Everyday words that are also names when written in capitals: US, IT, WHO, AID, ICE. */
const EVERYDAY = wordSet(
  "us it who aid aids ice act aim all am an and are arm art as at bat be bit bus can care cat chip cop cops do era fast " +
    "fed fit gap gas get go has he her his hope if in is leap led let mad man map may me met net new nice no now of " +
    "on one or our out own pan pet pin ram rest rice sad safe sat sea see set she so soap star start sun swift tan " +
    "ten the to top up use van was way we why win you",
);

/** Whether the token is written in capital letters only. */
export function isCapitals(token: Token): boolean {
  return /\p{Lu}/u.test(token.word) && !/\p{Ll}/u.test(token.word);
}

/**
 * Whether a keyword counts only in capitals, because in small letters it is an everyday word.
 *
 * US does, NASA and AI do not. Dots say the same as capitals: u.s. is no pronoun.
 */
export function wantsCapitals(token: Token): boolean {
  return EVERYDAY.has(token.key) && (token.acronym || isCapitals(token));
}

/** Whether a keyword is a short everyday word, whose plural would be another word: us and uses, it and its. */
export function isShortWord(token: Token): boolean {
  return token.key.length <= 2 && EVERYDAY.has(token.key);
}
