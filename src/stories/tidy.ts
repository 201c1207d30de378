import { cut } from "../text/graphemes.ts";
import { unwrapped } from "../text/unwrap.ts";
import {
  endsSentence,
  isCommentHeading,
  isCutOff,
  isFurniture,
  isTeaserHeading,
} from "./extract/furniture.ts";
import { textOfPost } from "./extract/post.ts";

/** A line so long is a paragraph. */
const PARAGRAPH = 80;
const MOST_TEASER = 400;
/** So much text stands before furniture may end it, in UTF-16 units: what is shorter is left as it is. */
const LEAST_STORY = 200;
const MOST_REMOVED = 4_000;
/** A copy counts as whole when it holds so much of the other. */
const WHOLE = 0.8;
/** A headline without its link, and the beginning of a text under it. */
const TEASER = { headline: { least: 20, most: 160 }, excerpt: 100 };
/** A run of teasers at the end has at most so many lines. */
const MOST_RUN = 80;
/** Each pass takes lines away, and few texts need a second one. */
const MOST_PASSES = 20;

const EMPTY_LINE = /(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)/;
const COUNTER = /^(?:0 ?\/ ?\d{2,6}|comments? ?\(\d{1,6}\))$/i;

/**
 * Returns a text that comes without markup, such as a page as plain text, without what is not the story's.
 *
 * A second copy of the story goes, and so do headings of other stories at the end with the teasers under them,
 * counters and buttons. A short text is returned as it is, but for white space around lines and empty lines.
 */
export function tidyText(text: string): { text: string; removed?: string } {
  // Only text as it was typed has empty lines; elsewhere a line is a block of a page.
  const all = (EMPTY_LINE.test(text) ? unwrapped(text) : text)
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter(Boolean);
  const { start, end } = textOfPost(all);
  let lines: readonly string[] = all.slice(start, end);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = withoutCopies(withoutCounters(withoutTail(oneCopy(lines))));
    if (next.length === lines.length) break;
    lines = next;
  }
  const kept = new Set(lines);
  const removed = [...new Set(all.filter((line) => !kept.has(line)))].join("\n");
  return { text: lines.join("\n"), ...(removed && { removed: cut(removed, MOST_REMOVED) }) };
}

/** Of a text that holds its story twice, returns the first copy, or the second where the first is but its lead. */
function oneCopy(lines: readonly string[]): readonly string[] {
  const paragraph = lines.find((line) => line.length >= PARAGRAPH);
  if (paragraph === undefined) return lines;
  const second = lines.indexOf(paragraph, lines.indexOf(paragraph) + 1);
  if (second < 0) return lines;
  const [one, other] = [withoutTail(lines.slice(0, second)), withoutTail(lines.slice(second))];
  return lengthOf(one) >= lengthOf(other) * WHOLE ? one : other;
}

/** Takes the end from a heading of other stories or comments on, when all after it is short. */
function withoutTail(lines: readonly string[]): readonly string[] {
  let before = 0;
  let longAfter = lines.filter((line) => line.length >= MOST_TEASER).length;
  for (const [at, line] of lines.entries()) {
    if (line.length >= MOST_TEASER) longAfter -= 1;
    if (before >= LEAST_STORY && longAfter === 0) {
      if (isTeaserHeading(line) || isCommentHeading(line)) return lines.slice(0, at);
      if (isTeaserRun(lines, at)) return lines.slice(0, at);
    }
    before += line.length;
  }
  return lines;
}

/** Whether from here on come headlines with excerpts that break off, and furniture: twice, or once and furniture. */
function isTeaserRun(lines: readonly string[], from: number): boolean {
  let rest = lines.slice(from, from + MOST_RUN + 1);
  if (rest.length > MOST_RUN || !isTeaser(rest)) return false;
  let signs = 0;
  while (rest.length > 0) {
    const [line = ""] = rest;
    if (!isFurniture(line) && !isTeaser(rest)) return false;
    rest = rest.slice(isFurniture(line) ? 1 : 2);
    signs += 1;
  }
  return signs >= 2;
}

/** Whether lines begin with a headline and an excerpt. */
function isTeaser([headline = "", excerpt = ""]: readonly string[]): boolean {
  const { least, most } = TEASER.headline;
  if (headline.length < least || headline.length > most || endsSentence(headline)) return false;
  return excerpt.length >= TEASER.excerpt && (isCutOff(excerpt) || !endsSentence(excerpt));
}

/** Takes out counters wherever they stand, and in a longer text the buttons at its end. */
function withoutCounters(lines: readonly string[]): readonly string[] {
  const kept = lines.filter((line) => !COUNTER.test(line));
  const whole = lengthOf(kept);
  if (whole < LEAST_STORY) return kept.length > 0 ? kept : lines;
  return kept.slice(0, kept.findLastIndex((line) => !isFurniture(line)) + 1);
}

function withoutCopies(lines: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    if (line.length < PARAGRAPH) return true;
    const isCopy = seen.has(line);
    seen.add(line);
    return !isCopy;
  });
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
