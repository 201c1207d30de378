import { plain } from "../../text/plain.ts";
import { tokenise } from "../../text/tokens.ts";
import { type Figure, figuresIn, isSame } from "./figures.ts";
import { markupFaults } from "./form.ts";
import { withoutMonths } from "./months.ts";
import { isNegationChanged } from "./negations.ts";
import { isOtherLanguage } from "./tongue.ts";

interface Texts {
  readonly title: string;
  readonly summary: string;
}

/** How much longer or shorter a translation may be, where both scripts need as many characters for a word. */
const RATIO = { least: 0.4, most: 2.5 };
/** A character of a script without spaces stands for so many letters. */
const DENSE_WEIGHT = 3;
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
/** The share of letters that has to be of the script of the language; names may stay as they are. */
const LETTERS_OF_SCRIPT = 0.5;
/** The share of names that has to stay where the script stays; countries and months have names of their own everywhere. */
const NAMES_KEPT = 0.5;
/** The share of words that may stay as they are where the language changes. */
const SAME_WORDS = 0.6;
const CYRILLIC = /\p{sc=Cyrillic}/u;
const ARABIC = /\p{sc=Arabic}/u;
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ...written("ru uk bg be mk sr", CYRILLIC),
  ...written("ar fa ur", ARABIC),
  ...written("hi mr ne", /\p{sc=Devanagari}/u),
  el: /\p{sc=Greek}/u,
  he: /\p{sc=Hebrew}/u,
  ja: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u,
  zh: /\p{sc=Han}/u,
  ko: /\p{sc=Hangul}/u,
  th: /\p{sc=Thai}/u,
  ka: /\p{sc=Georgian}/u,
  hy: /\p{sc=Armenian}/u,
  bn: /\p{sc=Bengali}/u,
  ta: /\p{sc=Tamil}/u,
  te: /\p{sc=Telugu}/u,
};
const LATIN = /\p{sc=Latin}/u;
const LETTER = /\p{L}/gu;

/**
 * Returns why a translation of what a card says may not be shown; empty where it may.
 *
 * A translation cannot be held to the words of its source. It is held to all its numbers, to half of its names where the
 * script stays, to a fair length and the script of the language (BCP 47 tag); between seven languages it denies something
 * only where its source does; and it has no more links, mentions and markup than its source. A month may turn from a name
 * into a number.
 */
export function translationFaults(from: Texts, translated: Texts, to: string): readonly string[] {
  return [
    ...partFaults(from.title, translated.title, to).map((fault) => `title: ${fault}`),
    ...partFaults(from.summary, translated.summary, to).map((fault) => `summary: ${fault}`),
    ...(isSameLanguage(from, translated) ? ["not translated"] : []),
    ...(isOtherLanguage(`${translated.title}\n${translated.summary}`, to) ? ["another language"] : []),
  ];
}

function partFaults(from: string, translated: string, to: string): readonly string[] {
  const allowed = markupFaults(from);
  const ratio = weightOf(translated) / Math.max(1, weightOf(from));
  return [
    ...(from !== "" && ratio < RATIO.least ? ["too short"] : []),
    ...(ratio > RATIO.most ? ["too long"] : []),
    ...markupFaults(translated).filter((fault) => !allowed.includes(fault)),
    ...figureFaults(from, translated, to),
    ...(isNegationChanged(from, translated, to) ? ["negation"] : []),
    ...(isInScript(translated, to) ? [] : [`script of ${to}`]),
    ...(keepsNames(from, translated, to) ? [] : ["names"]),
  ];
}

/** Numbers in digits have to come through; those in words may turn into digits, but none may be new. */
function figureFaults(from: string, translated: string, to: string): readonly string[] {
  const source = withoutMonths(plain(from).text, translated);
  const text = withoutMonths(plain(translated).text, from);
  const before = figuresIn(source);
  const after = [...figuresIn(text, to), ...figuresIn(text)];
  const inDigits = ({ shown }: Figure) => /\p{Nd}/u.test(shown);
  const lost = before.filter((one) => inDigits(one) && !after.some((other) => isSame(one, other)));
  const own = figuresIn(text, to).filter(inDigits);
  const added = own.filter((one) => !before.some((other) => isSame(one, other)));
  return [...lost, ...added].map(({ shown }) => `number: ${shown}`);
}

function weightOf(text: string): number {
  return text.length + (DENSE_WEIGHT - 1) * (text.match(DENSE)?.length ?? 0);
}

function scriptOf(language: string): RegExp {
  return SCRIPTS[language.toLowerCase().split(/[-_]/, 1)[0] as string] ?? LATIN;
}

function isInScript(text: string, language: string): boolean {
  const letters = text.match(LETTER) ?? [];
  const script = scriptOf(language);
  return letters.filter((letter) => script.test(letter)).length >= letters.length * LETTERS_OF_SCRIPT;
}

/** Names are capitalised words past the beginning; a title that capitalises most of its words tells nothing. */
function keepsNames(from: string, translated: string, to: string): boolean {
  const [, ...rest] = tokenise(from).tokens;
  const names = rest.filter(({ word }) => /\p{Lu}/u.test(word) && LATIN.test(word)).map(({ key }) => key);
  if (scriptOf(to) !== LATIN || names.length === 0 || names.length > rest.length / 2) return true;
  const kept = new Set(tokenise(translated).tokens.map(({ key }) => key));
  return names.filter((name) => kept.has(name)).length >= names.length * NAMES_KEPT;
}

function isSameLanguage(from: Texts, translated: Texts): boolean {
  const keys = ({ title, summary }: Texts) => tokenise(`${title}\n${summary}`).tokens.map(({ key }) => key);
  const before = new Set(keys(from));
  const after = keys(translated);
  return after.filter((key) => before.has(key)).length > after.length * SAME_WORDS;
}

function written(languages: string, script: RegExp): Record<string, RegExp> {
  return Object.fromEntries(languages.split(" ").map((language) => [language, script]));
}
