import { wordSet } from "../../text/word-set.ts";
import { isSame } from "./figures.ts";
import { BORDERS, between, type Item, type Line, REPORTS } from "./lines.ts";

const PREPOSITIONS = wordSet(
  "of for in at from on with to de des du für von in im aus à di del della van voor",
);
/** Those that tell the part of what follows. */
const MARKS = wordSet("for in at from on with to over für von in aus mit");
const ARTICLES = wordSet(
  "a an the own its their his her der die das den dem le la les el los las il de een het",
);
const FORMS_OF_BE = wordSet("is are was were be been being gets got");
const SIGN_OF_CLAUSE = /[,;:–—()“”"]/u;
/** After a comma these go on about what stands before it. */
const RELATIVE = wordSet("which who whom whose that where die der das qui que");
/** How far before "by" a form of "to be" makes a passive, and how far apart the words of a compound stand. */
const NEAR = 4;

/** Returns whether two items say the same. */
export function isAlike(one: Item, other: Item): boolean {
  if (one.figure && other.figure) return isSame(one.figure, other.figure);
  return one.figure === other.figure && one.key === other.key;
}

/**
 * Returns whether a statement has words in another order than the sentence it stands on, so that it may turn around who
 * does what to whom.
 *
 * Free are times, passives (told as the active), compounds ("the Turin plant" for "the plant in Turin"), what follows the
 * same preposition, numbers right before their noun, and one clause moved across a comma or "said".
 */
export function isReordered(statement: Line, sentence: Line): boolean {
  const source = inActive(sentence).filter(({ isTime }) => !isTime);
  const own = inActive(statement).filter((item) => !item.isTime && source.some((one) => isAlike(one, item)));
  let moves = 0;
  for (const [index, second] of own.entries()) {
    const first = own[index - 1];
    if (first === undefined || isInOrder(source, first, second)) continue;
    if (first.to > second.from) return true;
    if (isCompound(statement, first, second, sentence) || isPhraseMoved(statement, first, second, sentence))
      continue;
    moves += 1;
    if (moves > 1 || !isBorder(statement, first, second)) return true;
  }
  return false;
}

/** Returns the words of a statement that stand in the place of others of its sentence: "scraps" for "opens". */
export function replacedWords(
  statement: Line,
  sentence: Line,
  known: ReadonlySet<string>,
): readonly string[] {
  const isIn = (line: Line, item: Item) => line.items.some((one) => isAlike(one, item));
  return statement.items.flatMap((item, index) => {
    if (item.figure || known.has(item.key)) return [];
    const before = statement.items.slice(0, index).findLast((one) => isIn(sentence, one));
    const after = statement.items.slice(index + 1).find((one) => isIn(sentence, one));
    if (!(before && after)) return [];
    const from = sentence.items.findIndex((one) => isAlike(one, before));
    const to = sentence.items.findLastIndex((one) => isAlike(one, after));
    const isFull = sentence.items.slice(from + 1, Math.max(from, to)).every((one) => isIn(statement, one));
    return isFull ? [] : [item.key];
  });
}

function isInOrder(source: readonly Item[], first: Item, second: Item): boolean {
  const at = source.findIndex((one) => isAlike(one, first));
  return at <= source.findLastIndex((one) => isAlike(one, second));
}

/** Doer, deed, the rest: "the plant was bought by Kestrel" as "Kestrel bought the plant". */
function inActive({ items, tokens, text }: Line): readonly Item[] {
  const by = tokens.findIndex(
    ({ key }, index) =>
      key === "by" && tokens.slice(Math.max(0, index - NEAR), index).some((one) => FORMS_OF_BE.has(one.key)),
  );
  const next = items.find(({ from }) => from > by);
  const verb = items.findLastIndex(({ to }) => to <= by);
  if (by === -1 || verb === -1 || next === undefined || next.figure || next.isTime) return items;
  const line = { items, tokens, text };
  let start = verb;
  while (start > 0 && !isComma(line, items[start - 1] as Item, items[start] as Item)) start -= 1;
  let end = verb + 2;
  while (
    end < items.length &&
    between(line, items[end - 1] as Item, items[end] as Item).keys.length === 0 &&
    !isComma(line, items[end - 1] as Item, items[end] as Item)
  )
    end += 1;
  return [
    ...items.slice(0, start),
    ...items.slice(verb + 1, end),
    ...items.slice(verb, verb + 1),
    ...items.slice(start, verb),
    ...items.slice(end),
  ];
}

function isComma(line: Line, first: Item, second: Item): boolean {
  return SIGN_OF_CLAUSE.test(between(line, first, second).signs);
}

function isBorder(line: Line, first: Item, second: Item): boolean {
  const { keys, signs } = between(line, first, second);
  if (keys.some((key) => REPORTS.has(key) || BORDERS.has(key))) return true;
  return SIGN_OF_CLAUSE.test(signs) && !keys.some((key) => RELATIVE.has(key));
}

function isCompound(line: Line, first: Item, second: Item, sentence: Line): boolean {
  const own = between(line, first, second);
  if (own.keys.length === 0 && !SIGN_OF_CLAUSE.test(own.signs)) {
    return first.figure !== undefined || isOwner(line, first, sentence) || isLinked(sentence, second, first);
  }
  return (
    isLinking(own.keys) &&
    sentence.items.some(
      (one, index) =>
        isAlike(one, second) &&
        sentence.items
          .slice(index + 1, index + 2)
          .some((next) => isAlike(next, first) && between(sentence, one, next).keys.length === 0),
    )
  );
}

/** "Kestrel's new plant", "the new plant of Kestrel". */
function isOwner({ tokens }: Line, owner: Item, sentence: Line): boolean {
  const isOwned = tokens[owner.to - 1]?.possessive === true;
  return (
    isOwned &&
    sentence.items.some((one) => isAlike(one, owner) && sentence.tokens[one.from - 1]?.key === "of")
  );
}

/** "for 9 euros from Kestrel", "from Kestrel for 9 euros": the preposition tells the part that it plays. */
function isPhraseMoved(line: Line, first: Item, second: Item, sentence: Line): boolean {
  const marks = between(line, first, second).keys.filter((key) => MARKS.has(key));
  return sentence.items.some((one, index) => {
    const before = sentence.items[index - 1];
    return (
      before && isAlike(one, second) && between(sentence, before, one).keys.some((key) => marks.includes(key))
    );
  });
}

/** "plant for batteries in Turin": from the head on only prepositions, articles and other words with meaning. */
function isLinked({ items, tokens }: Line, head: Item, other: Item): boolean {
  return items.some((one, index) => {
    if (!isAlike(one, head) || !PREPOSITIONS.has(tokens[one.to]?.key as string)) return false;
    const found = items.slice(index + 1, index + NEAR).find((next) => isAlike(next, other));
    if (found === undefined) return false;
    const inner = tokens
      .slice(one.to, found.from)
      .filter((_, at) => !items.some(({ from, to }) => from <= one.to + at && one.to + at < to));
    return inner.every(({ key }) => PREPOSITIONS.has(key) || ARTICLES.has(key));
  });
}

function isLinking(keys: readonly string[]): boolean {
  return (
    keys.some((key) => PREPOSITIONS.has(key)) &&
    keys.every((key) => PREPOSITIONS.has(key) || ARTICLES.has(key))
  );
}
