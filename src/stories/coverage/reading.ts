import { type Scan, type Token, tokenise } from "../../text/tokens.ts";
import { figureAt, shareOfFigure } from "./figures.ts";
import { type Labels, labelsIn } from "./labels.ts";
import { type Entry, entryOf, SHARES } from "./lexicon.ts";
import { turnsIn } from "./turns.ts";
import { wordOf } from "./wording.ts";

/** What a story says, as far as it is compared. */
export interface Reading {
  /** Each word or number once, by what it is compared as. */
  readonly terms: ReadonlyMap<string, Term>;
  /** What tells numbered things apart, such as "iphone" with 17; see `labelsIn`. */
  readonly labels: Labels;
  /** What the title says of each question of `turns.ts`. */
  readonly turns: number;
  /** Whether a telling word of the title comes in the text, too. */
  readonly isTold: boolean;
}

/** A word or number of a story. */
export interface Term {
  /** As it stands in the story. */
  readonly word: string;
  readonly inTitle: boolean;
  inText: boolean;
  isName: boolean;
  /** The share of stories that are expected to have it, as far as the language tells: 0 where it is rare or unknown. */
  readonly share: number;
}

/** As many UTF-16 units of the text as are compared: the lead says what happened, the rest says what happened before. */
const LEAD_LENGTH = 600;
const [SHORT_SHARE, PAIR_SHARE] = [0.05, 0.01];
const AMERICA = wordOf("usa");
/** From this share of capitals on they say nothing: the title is written in Title Case or in CAPITALS. */
const MOST_CAPITALS = 0.6;

/** Returns the terms and labels of a title and the first 600 UTF-16 units of a text. Time is linear in their length. */
export function readStory(title: string, text: string): Reading {
  const scans = [tokenise(title), tokenise(text.slice(0, LEAD_LENGTH))];
  const terms = new Map<string, Term>();
  const small = new Set<string>();
  scans.forEach((scan, index) => {
    const tokens = scan.tokens.flatMap((token) => (token.parts.length > 0 ? token.parts : [token]));
    const capitals = capitalsIn(tokens);
    for (const token of tokens) if (capitals === "names" && !isCapital(token)) small.add(token.key);
    addTerms(terms, tokens, index === 0, capitals);
  });
  // What the story itself writes small is no name, whatever its title looks like.
  for (const [key, term] of terms) if (small.has(key)) term.isName = false;
  const titled = [...terms].filter(([, { inTitle }]) => inTitle);
  return {
    terms,
    labels: labelsIn(scans.flatMap(({ tokens }: Scan) => tokens)),
    turns: turnsIn(titled.map(([key]) => key)),
    isTold: titled.some(([, { inText, share }]) => inText && share < SHARES.everyday),
  };
}

function addTerms(
  terms: Map<string, Term>,
  tokens: readonly Token[],
  inTitle: boolean,
  capitals: Capitals,
): void {
  const add = (key: string, word: string, share: number, isName: boolean) => {
    const known = terms.get(key);
    if (!known) {
      terms.set(key, { word, inTitle, inText: !inTitle, isName, share });
      return;
    }
    known.isName ||= isName;
    known.inText ||= !inTitle;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const figure = figureAt(token.key, tokens[at + 1]?.key ?? "");
    if (figure) {
      const last = tokens[at + figure.words - 1] as Token;
      const word = last === token ? token.word : `${token.word} ${last.word}`;
      add(`#${figure.value}`, word, shareOfFigure(figure.value), false);
      at += figure.words - 1;
    } else if (token.script === "dense" || token.script === "hangul") addPairs(token, add);
    else if (token.script === "spaced") addWord(token, capitals, opens(tokens, at), add);
  }
}

type Add = (key: string, word: string, share: number, isName: boolean) => void;

function addWord(token: Token, capitals: Capitals, isFirst: boolean, add: Add): void {
  const { key, word } = token;
  if (key.length === 1) return;
  const known = entryOf(key);
  if (known.isCommon && isInCapitals(token)) {
    add(key === "us" ? AMERICA : `${key}.`, word, 0, true);
    return;
  }
  // Words so short and small are mostly the joints of a language, whichever it is.
  const least = key.length <= 3 && word === key ? SHORT_SHARE : 0;
  const isName = known.isName || (!known.isEveryday && isNamed(token, known, capitals, isFirst));
  add(known.plain, word, Math.max(least, known.share), isName);
}

/** Adds each two neighbouring characters of a run that is written without spaces; with hiragana they are mostly joints. */
function addPairs(token: Token, add: Add): void {
  const characters = Array.from(token.key);
  for (let at = 0; at + 1 < characters.length; at += 1) {
    const pair = `${characters[at]}${characters[at + 1]}`;
    if (!/\p{sc=Hiragana}/u.test(pair)) add(pair, pair, PAIR_SHARE, false);
  }
}

/** What capital letters say: names, hardly anything in Title Case, and nothing in CAPITALS. */
type Capitals = "names" | "little" | "nothing";

function capitalsIn(tokens: readonly Token[]): Capitals {
  const words = tokens.filter(({ key, script }) => script === "spaced" && key.length > 3 && /^\D/.test(key));
  if (words.length > 1 && words.every(({ word }) => word === word.toUpperCase())) return "nothing";
  // The first one has a capital in any case.
  const [, ...others] = words;
  const telling = others.length > 0 ? others : words;
  return telling.filter(isCapital).length < telling.length * MOST_CAPITALS ? "names" : "little";
}

/** Whether its capital letters make a name of a word: where it begins a sentence only a word that is rare, or OpenAI. */
function isNamed(token: Token, { share }: Entry, capitals: Capitals, isFirst: boolean): boolean {
  if (capitals === "nothing" || !isCapital(token)) return false;
  return (capitals === "names" && !isFirst) || share === 0 || hasInnerCapital(token);
}

/** As in OpenAI, AMD and iPhone. */
function hasInnerCapital({ word }: Token): boolean {
  const inner = word.slice(1);
  return inner !== inner.toLowerCase();
}

/** Whether a word begins a sentence, where any word has a capital. */
function opens(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || (tokens[at] as Token).position - before.position > 1;
}

function isCapital({ word }: Token): boolean {
  // A name such as iPhone has its capital later.
  return word !== word.toLowerCase();
}

function isInCapitals({ key, word, acronym }: Token): boolean {
  return (
    acronym || (key.length > 1 && key.length < 5 && word === word.toUpperCase() && /^\p{L}+$/u.test(word))
  );
}
