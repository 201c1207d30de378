import { fold } from "../../text/fold.ts";
import { type Token, tokenise } from "../../text/tokens.ts";
import { wordSet } from "../../text/word-set.ts";
import { isOpenWord } from "./certainty.ts";
import { type Figure, figuresIn } from "./figures.ts";
import { carries, stem } from "./said.ts";

/** A word with meaning or a number, at its place in a line. */
export interface Item {
  /** Its stem; "" for a number. */
  readonly key: string;
  readonly figure?: Figure;
  /** Its first word in the line, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** Days, months and years stand where they like. */
  readonly isTime: boolean;
}

/** A sentence or a part of one, word by word. */
export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
}

/** Words that say who says what. */
export const REPORTS = wordSet("said says say saying told tells tell sagte sagt dit déclaré dijo dice disse");

/** Words behind which stands what somebody says or finds. */
export const BORDERS = wordSet(
  "found finds find shows showed suggests suggested according reports reported that dass que",
);

const TIMES = wordSet(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august " +
    "september october november december day days week weeks month months year years last next " +
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember " +
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo",
);
const YEAR = /^(?:19|20)\d\d$/;

/** Reads a sentence word by word. `language` is a BCP 47 tag, for its numbers. */
export function lineOf(sentence: string, language: string | undefined): Line {
  const { text, tokens } = tokenise(sentence);
  const figures = figuresIn(text, language);
  const items: Item[] = [];
  for (const [index, token] of tokens.entries()) {
    const figure = figures.find(({ from, to }) => token.from < to && token.outer > from);
    const last = items.at(-1);
    if (figure === undefined) items.push(...wordAt(token, index));
    else if (last?.figure === figure) items.splice(-1, 1, { ...last, to: index + 1 });
    else items.push({ key: "", figure, from: index, to: index + 1, isTime: YEAR.test(figure.shown) });
  }
  return { text, tokens, items };
}

/** Returns a part of a line, from one of its words up to another one; not an empty one. */
export function partOf(line: Line, from: number, to: number): Line {
  const tokens = line.tokens.slice(from, to);
  const start = (tokens[0] as Token).from;
  const end = (tokens.at(-1) as Token).outer;
  const items = line.items.filter((item) => item.from >= from && item.to <= to);
  return {
    text: line.text.slice(start, end),
    tokens: tokens.map((token) => ({
      ...token,
      from: token.from - start,
      to: token.to - start,
      outer: token.outer - start,
    })),
    items: items.map((item) => ({
      ...item,
      from: item.from - from,
      to: item.to - from,
      ...placed(item.figure, start),
    })),
  };
}

/** Returns the words between two items of a line, and the text with its signs. */
export function between(
  line: Line,
  first: Item,
  second: Item,
): { readonly keys: readonly string[]; readonly signs: string } {
  const [left, right] = [line.tokens[first.to - 1], line.tokens[second.from]];
  return {
    keys: line.tokens.slice(first.to, second.from).map(({ key }) => key),
    signs: line.text.slice(left?.outer, right?.from),
  };
}

function placed(figure: Figure | undefined, start: number): { readonly figure?: Figure } {
  return figure ? { figure: { ...figure, from: figure.from - start, to: figure.to - start } } : {};
}

function wordAt(token: Token, index: number): readonly Item[] {
  const word = token.word.replaceAll("’", "'").toLowerCase();
  if (!carries(word) || REPORTS.has(word) || isOpenWord(word)) return [];
  return [{ key: stem(fold(word)), from: index, to: index + 1, isTime: TIMES.has(word) }];
}
