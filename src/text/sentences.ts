import { NEVER_LAST, NUMBERED, SELDOM_LAST } from "./abbreviations.ts";
import { boundaryBefore } from "./graphemes.ts";
import type { Span } from "./spans.ts";
import { wordSet } from "./word-set.ts";

const sentenceSegmenter = new Intl.Segmenter("en", { granularity: "sentence" });
const wordSegmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Beyond this many UTF-16 units nothing is split: news is shorter, and time is bounded. */
const MOST_UNITS = 20_000;

/** Letters with a full stop after each, as in U.S. or J. */
const INITIALS = /^\p{L}(?:\.\p{L})*$/u;
/** Words with which sentences like to begin: only before these a full stop after initials or "Inc" ends one. */
const STARTERS = wordSet(
  "the a an it its he his she her they their we our you your i this that these those there here in on at by for " +
    "from with after before when while as if but and so yet or however meanwhile what why how who where some many " +
    "most more all both each no not now then still also although though since because until during under over " +
    "between among according last next one two",
);

/** Ends the segmenter does not see: before a name that starts small ("… fell. eBay rose"), and after "…". */
const MISSED = /[.!?…]["'”’)\]]*\s+(?=\p{Ll}+[\p{Lu}\d])|…["'”’)\]]*\s+(?=["“‘(]*\p{Lu})/gu;
/** What stands before the full stop at the end of a text. */
const STOPPED = /([\p{L}\p{N}.]+)\.["'”’)\]]*\s*$/u;
const SMALL_NAME = /^\p{Ll}+[\p{Lu}\d]/u;

/**
 * Returns the sentences of a text in order, without the white space around them.
 *
 * A line feed always ends a sentence. Only the first 20,000 UTF-16 units are read. The segmenter of Unicode
 * TR 29 (https://www.unicode.org/reports/tr29/) breaks after "Mr." and "U.S."; the rules here join those again.
 */
export function sentences(text: string): readonly Span[] {
  const found: Span[] = [];
  const end = boundaryBefore(text.slice(0, MOST_UNITS + 2), MOST_UNITS);
  let start = 0;
  for (const line of text.slice(0, end).split("\n")) {
    for (const span of sentencesOfLine(line)) {
      found.push({ start: start + span.start, end: start + span.end });
    }
    start += line.length + 1;
  }
  return found;
}

/** Returns the words of a text in small letters, compatibility forms and curly apostrophes folded. */
export function words(text: string): readonly string[] {
  const folded = text.normalize("NFKC").replaceAll("’", "'").toLowerCase();
  return Array.from(wordSegmenter.segment(folded))
    .filter((part) => part.isWordLike)
    .map((part) => part.segment);
}

function sentencesOfLine(line: string): readonly Span[] {
  const segments = Array.from(sentenceSegmenter.segment(line), (segment) => segment.index);
  const missed = Array.from(line.matchAll(MISSED), (match) => match.index + match[0].length);
  const breaks = [...new Set([...segments, ...missed])]
    .sort((a, b) => a - b)
    .filter((at) => at === 0 || endsAt(line, at));
  return breaks.map((at, index) => trimmed(line, at, breaks[index + 1] ?? line.length)).filter(isFilled);
}

/** Whether a sentence ends where one might. */
function endsAt(line: string, at: number): boolean {
  const after = line.slice(at, at + 40);
  if (/^[”’»)\]]/.test(after)) return false;
  if (/^\p{Ll}/u.test(after) && !SMALL_NAME.test(after)) return false;
  const [, stopped = ""] = STOPPED.exec(line.slice(Math.max(0, at - 40), at)) ?? [];
  const before = stopped.toLowerCase();
  if (NEVER_LAST.has(before)) return false;
  if (SELDOM_LAST.has(before) || INITIALS.test(stopped))
    return stopped === "I" || STARTERS.has(words(after)[0] ?? "");
  return !(NUMBERED.has(before) && /^\d/.test(after));
}

function trimmed(line: string, start: number, end: number): Span {
  const text = line.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
}

function isFilled(span: Span): boolean {
  return span.start < span.end;
}
