import { languageOf } from "../text/language.ts";
import { plain } from "../text/plain.ts";
import { sentences } from "../text/sentences.ts";
import { tokenise } from "../text/tokens.ts";
import { denialFaults } from "./faithful/denials.ts";
import { isSame } from "./faithful/figures.ts";
import { formFaults, quotedIn } from "./faithful/form.ts";
import { nameFaults } from "./faithful/names.ts";
import { isOpposed } from "./faithful/opposites.ts";
import { contentOf, type Said, sentencesSaid } from "./faithful/said.ts";
import { comparable, isBound, type Source, sourceOf, supporters } from "./faithful/source.ts";
import { groundOf, standingFaults } from "./faithful/standing.ts";
import { isOtherLanguage } from "./faithful/tongue.ts";

/** The share of a sentence's words with meaning that the story has to have. */
const WORDS_IN_STORY = 0.7;
/** A longer summary is not even read, in UTF-16 units. */
const MOST_READ = 1_000;
/** Characters that writers put in by themselves. */
const TYPOGRAPHY = /[\p{ASCII}‘’“”„«»–—…·•€£¥°%\u00a0]/u;

/**
 * Returns why a summary may not be shown as what a story says; empty where it may.
 *
 * Every number, name and quoted word of it has to stand in the story, next to what the summary says of it; 70 % of the
 * words of each sentence have to be the story's; nothing may be denied, undone or made certain that is not so in the
 * sentences it stands on; and each sentence stands on one of the story (see `standingFaults`). `words` are those the
 * story is told for: the summary keeps them where those sentences have them. What a page says to a language model does
 * not count as said. No model is asked: a summary that says the same in words of its own is refused, and one whose few
 * new words say something else may pass.
 */
export function faults(
  summary: string,
  story: { readonly title: string; readonly text: string },
  words: readonly string[],
  language?: string,
): readonly string[] {
  if (summary.length > MOST_READ) return ["too long"];
  // What a feed says of its language is often wrong.
  const tongue = languageOf(`${story.title}\n${story.text}`) ?? language;
  const source = sourceOf(story, tongue);
  const ground = groundOf(source, sentences(story.title).length, tongue);
  const parts = sentences(summary).map(({ start, end }) => summary.slice(start, end));
  const quotes = quotedIn(plain(summary).text).filter((inside) => !isQuoteOf(inside, source));
  const found = [
    ...formFaults(summary, parts),
    ...strangeCharacters(summary, source),
    ...(tongue !== undefined && isOtherLanguage(summary, tongue) ? ["another language"] : []),
    ...(isTitleAgain(summary, story.title) ? ["says no more than the title"] : []),
    ...quotes.map((inside) => `quote: ${inside}`),
    ...sentencesSaid(summary, tongue).flatMap((sentence) => {
      const { best, near } = supporters(sentence.content, source);
      return [
        ...unknownWords(sentence, source),
        ...unknownFigures(sentence, source),
        ...nameFaults(sentence, source),
        ...denialFaults(sentence, source),
        ...standingFaults(sentence, ground, tongue),
        ...(isOpposed(sentence, near) ? ["turned into its opposite"] : []),
        ...droppedWords(summary, best, words),
      ];
    }),
  ];
  return [...new Set(found)];
}

function isTitleAgain(summary: string, title: string): boolean {
  const content = contentOf(summary);
  return content.size > 0 && content.isSubsetOf(contentOf(title));
}

function unknownWords({ content }: Said, { stems, orders }: Source): readonly string[] {
  const unknown = [...content].filter((one) => !stems.has(one));
  const ordered = unknown.filter((one) => orders.has(one));
  return [
    ...(unknown.length > content.size * (1 - WORDS_IN_STORY) ? [`words: ${unknown.join(" ")}`] : []),
    ...(ordered.length > 0 ? [`not told to people: ${ordered.join(" ")}`] : []),
  ];
}

function unknownFigures(sentence: Said, { said }: Source): readonly string[] {
  return sentence.figures.flatMap((figure) => {
    const known = said.some(
      (one) => one.figures.some((other) => isSame(figure, other)) && isBound(sentence, one, ""),
    );
    return known ? [] : [`number: ${figure.shown}`];
  });
}

function droppedWords(summary: string, best: readonly Said[], words: readonly string[]): readonly string[] {
  const own = keysOf(summary);
  return words.flatMap((word) => {
    const wanted = keysOf(word);
    if (wanted.length === 0 || holds(own, wanted)) return [];
    return best.some(({ text }) => holds(keysOf(text), wanted)) ? [`watched word: ${word}`] : [];
  });
}

const keysOf = (text: string) => tokenise(text).tokens.map(({ key }) => key);

function holds(keys: readonly string[], wanted: readonly string[]): boolean {
  return ` ${keys.join(" ")} `.includes(` ${wanted.join(" ")} `);
}

/** Letters of other scripts, look-alikes, emoji: what is not typography has to stand in the story. */
function strangeCharacters(summary: string, source: Source): readonly string[] {
  const strange = [...new Set(summary.normalize("NFC"))].filter(
    (one) => !TYPOGRAPHY.test(one) && !source.text.includes(comparable(one)),
  );
  const look = /[\p{L}\p{N}]/u;
  const changed = [...summary].some(
    (one) => look.test(one) && /\P{ASCII}/u.test(one) && /^[\p{ASCII}]+$/u.test(one.normalize("NFKC")),
  );
  return strange.length > 0 || changed ? [`characters: ${strange.join(" ")}`] : [];
}

function isQuoteOf(inside: string, { text }: Source): boolean {
  return text.includes(comparable(inside).replace(/[.,!?;:…]+$/, ""));
}
