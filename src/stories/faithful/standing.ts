import { wordSet } from "../../text/word-set.ts";
import { certaintyFaults, isPutOff } from "./certainty.ts";
import { type Line, lineOf, partOf, REPORTS } from "./lines.ts";
import { isDayMoved, measureFaults } from "./measures.ts";
import { isReordered, replacedWords } from "./order.ts";
import type { Said } from "./said.ts";
import type { Source } from "./source.ts";

/** How many sentences of a story a statement is tried against. */
const MOST_TRIED = 3;
/** A statement of its own has so many words with meaning. */
const LEAST_OF_STATEMENT = 2;
/** A word in so many sentences is what the story is about, as if it stood in the title. */
const TOPIC = 3;
/** Words around "said" that may name who says it. */
const SPEAKERS = 3;
/** Where a new statement may begin. */
const JOINTS = wordSet("and but while whereas though although und aber während et mais y pero e ma en maar");
const PRONOUNS = wordSet("he she it they we i who er sie es il elle ils elles él ella ellos lui lei");
/** What a sentence calls somebody who was named before. */
const REFERENCES = wordSet(
  "it he she they company firm group maker manufacturer startup club team party bank court ministry government city " +
    "er sie es unternehmen firma konzern il elle ils entreprise ella empresa azienda hij zij bedrijf",
);
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** A story, read for telling on which of its sentences a summary stands. */
export interface Ground {
  readonly source: Source;
  readonly title: string;
  readonly inTitle: ReadonlySet<string>;
  /** Words of the title, and those that many sentences have. */
  readonly topics: ReadonlySet<string>;
  line(index: number): Line;
}

/** Makes the ground of a story; `titles` says how many of its sentences are its title. `language` is a BCP 47 tag. */
export function groundOf(source: Source, titles: number, language: string | undefined): Ground {
  const counts = new Map<string, number>();
  for (const { content } of source.said)
    for (const one of content) counts.set(one, (counts.get(one) ?? 0) + 1);
  const often = [...counts].flatMap(([one, count]) => (count >= TOPIC ? [one] : []));
  const title = source.said.slice(0, titles);
  const inTitle = new Set(title.flatMap(({ content }) => [...content]));
  const lines = new Map<number, Line>();
  return {
    source,
    title: title.map(({ text }) => text).join(" "),
    inTitle,
    topics: new Set([...inTitle, ...often]),
    line: (index) => {
      const line = lines.get(index) ?? lineOf((source.said[index] as Said).text, language);
      lines.set(index, line);
      return line;
    },
  };
}

/**
 * Returns why a sentence of a summary does not stand on one sentence of the story, or on two beside each other with a
 * statement on each; empty where it does.
 */
export function standingFaults(
  sentence: Said,
  ground: Ground,
  language: string | undefined,
): readonly string[] {
  if (DENSE.test(sentence.text)) return [];
  return statementFaults(lineOf(sentence.text, language), ground);
}

function statementFaults(line: Line, ground: Ground): readonly string[] {
  const whole = footing(line, ground);
  if (whole.faults.length === 0) return [];
  const isParted = jointsOf(line).some((at) => {
    const [left, right] = [partOf(line, 0, at), partOf(line, at, line.tokens.length)];
    if (Math.min(left.items.length, right.items.length) < LEAST_OF_STATEMENT) return false;
    const [first, second] = [footing(left, ground), footing(right, ground)];
    return (
      first.faults.length === 0 &&
      second.faults.length === 0 &&
      isHead(right, ground.line(second.index), ground)
    );
  });
  return isParted ? [] : whole.faults;
}

/** The words at which a second statement may begin: after "and", "but" and their like, or a semicolon. */
function jointsOf({ tokens, text }: Line): readonly number[] {
  return tokens.flatMap(({ key, from }, index) => {
    const before = tokens[index - 1];
    if (before === undefined) return [];
    return JOINTS.has(key) || /[;:–—]/u.test(text.slice(before.outer, from)) ? [index] : [];
  });
}

/** A part that begins with no subject of its own would take that of the part before it. */
function isHead({ items: [head] }: Line, { items }: Line, { topics }: Ground): boolean {
  return (
    head !== undefined &&
    (topics.has(head.key) || items.slice(0, LEAST_OF_STATEMENT).some(({ key }) => key === head.key))
  );
}

/** The sentence on which a statement stands best, and what speaks against it. */
function footing(line: Line, ground: Ground): { readonly index: number; readonly faults: readonly string[] } {
  const stems = new Set(line.items.map(({ key }) => key));
  const shares = ground.source.said.map(({ content }, index) => ({
    index,
    count: content.intersection(stems).size,
  }));
  const tried = shares
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_TRIED);
  const near = tried.map(({ index }) => index);
  const found = near.map((index) => ({ index, faults: faultsOn(line, stems, index, near, ground) }));
  return (
    found.find(({ faults }) => faults.length === 0) ??
    found[0] ?? { index: 0, faults: ["stands on no sentence"] }
  );
}

function faultsOn(
  line: Line,
  stems: ReadonlySet<string>,
  index: number,
  near: readonly number[],
  ground: Ground,
): readonly string[] {
  const { source, topics } = ground;
  const { content } = source.said[index] as Said;
  const apart = [...stems].filter((one) => source.stems.has(one) && !content.has(one) && !topics.has(one));
  if (apart.length > 0) return [`said elsewhere: ${apart.join(" ")}`];
  const sentence = ground.line(index);
  if (!isSubjectOf(line, sentence, ground)) return ["another subject"];
  const beside = [index, index - 1, index + 1].filter((at) => source.said[at]).map(ground.line);
  return [
    ...(isReordered(line, sentence) ? ["words in another order"] : []),
    ...replacedWords(line, sentence, source.stems).map((one) => `another word: ${one}`),
    ...measureFaults(line, beside, source),
    ...(isDayMoved(line, sentence) ? ["another day"] : []),
    ...(isOtherSpeaker(line, sentence) ? ["another speaker"] : []),
    ...near.flatMap((at) => certaintyFaults(line.text, stems, ground.line(at).text, at === index)),
    ...(isPutOff(line.text, [sentence.text, ground.title]) ? ["put off"] : []),
  ];
}

/** Whom the title names, a sentence may call "it" or "the company"; else it has a subject of its own. */
function isSubjectOf({ items: [head] }: Line, { items, tokens }: Line, { source, inTitle }: Ground): boolean {
  if (head === undefined || head.figure || !source.stems.has(head.key)) return true;
  if (items.some(({ key }) => key === head.key)) return true;
  return inTitle.has(head.key) && tokens.some(({ key }) => REFERENCES.has(key));
}

/** What one says may not be said by another; where the sentence names nobody who says it, anybody may have. */
function isOtherSpeaker(line: Line, sentence: Line): boolean {
  const theirs = reportsOf(sentence).flatMap((at) => [
    ...sentence.items.filter(({ to }) => to <= at).slice(-SPEAKERS),
    ...sentence.items.slice(0, LEAST_OF_STATEMENT),
    ...sentence.items.filter(({ from }) => from > at).slice(0, SPEAKERS),
  ]);
  if (theirs.length === 0) return false;
  return reportsOf(line).some((at) => {
    if (PRONOUNS.has(line.tokens[at - 1]?.key as string)) return false;
    const before = line.items.findLast(({ to }) => to === at);
    const speaker = before ?? line.items.find(({ from }) => from > at);
    return speaker !== undefined && !theirs.some(({ key }) => key === speaker.key);
  });
}

function reportsOf({ tokens }: Line): readonly number[] {
  return tokens.flatMap(({ key }, index) => (REPORTS.has(key) ? [index] : []));
}
