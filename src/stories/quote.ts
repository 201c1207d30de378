import { boundaryAfter, boundaryBefore } from "../text/graphemes.ts";
import { sentences } from "../text/sentences.ts";
import type { Span } from "../text/spans.ts";
import { isJunk, leans } from "./gist.ts";
import { joined, type Passage, passage, shortened } from "./passage.ts";

/** How many spans are weighed; a text that says a word more often has shown it by then. */
const MOST_SPANS = 100;
/** How far around a span its sentence is looked for, in UTF-16 units beyond the limit. */
const REACH = 2_000;
const BEFORE = "… ";
const AFTER = "…";
/** Chinese and Japanese have no space after their marks. */
const CLAUSE_END = /[,;:–—]\s+|[，、；：]\s*/g;
/** Marks with which no part of a sentence begins: those that belong to the words before it. */
const LOOSE_START = /^[\s,;:.!?…–—，、；：。！？．｡､・”’»›)\]}）］」』】》〉〕]+/u;

/**
 * Returns the best sentence of a text that holds one of the spans, in at most `limit` UTF-16 units.
 *
 * A longer sentence is cut around the span, at clauses where that leaves enough, with "…" where it is cut.
 * Undefined where no span lies in the text.
 */
export function quote(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
  limit: number,
): string | undefined {
  return quoted(text, spans, limit)?.text;
}

/** The same as `quote`, with the offsets that each part of it came from. */
export function quoted(text: string, spans: readonly Span[], limit: number): Passage | undefined {
  const within = spans.filter(({ start, end }) => isWithin(text, start, end)).slice(0, MOST_SPANS);
  let best: { readonly span: Span; readonly sentence: Span; readonly worth: number } | undefined;
  let last: Span | undefined;
  for (const span of within) {
    if (last && span.start >= last.start && span.end <= last.end) continue;
    const sentence = sentenceAround(text, span, limit + REACH);
    const worth = worthOf(text, sentence, within, limit);
    if (!best || worth > best.worth) best = { span, sentence, worth };
    last = sentence;
  }
  return best && around(text, best.sentence, best.span, limit);
}

/** More watched words first, then sentences that fit, then those that stand on their own; the earlier of equals. */
function worthOf(text: string, sentence: Span, spans: readonly Span[], limit: number): number {
  const shown = text.slice(sentence.start, sentence.end);
  const held = spans.filter((span) => span.start >= sentence.start && span.end <= sentence.end).length;
  return (
    Math.min(held, 3) * 3 +
    (shown.length <= limit ? 2 : 0) +
    (leans(shown) ? 0 : 1) -
    (isJunk(shown) ? 20 : 0)
  );
}

/** The sentence that holds a span, or the sentences where it lies across several. */
function sentenceAround(text: string, span: Span, reach: number): Span {
  const from = Math.max(text.lastIndexOf("\n", span.start) + 1, span.start - reach);
  const lineEnd = text.indexOf("\n", span.end);
  const to = Math.min(lineEnd === -1 ? text.length : lineEnd, span.end + reach);
  const touched = sentences(text.slice(from, to))
    .map(({ start, end }) => ({ start: start + from, end: end + from }))
    .filter((sentence) => sentence.end > span.start && sentence.start < span.end);
  return {
    start: Math.min(span.start, ...touched.map((one) => one.start)),
    end: Math.max(span.end, ...touched.map((one) => one.end)),
  };
}

/** The sentence whole where it fits, else the part of it around the span. */
function around(text: string, sentence: Span, span: Span, limit: number): Passage {
  const whole = passage(text, sentence);
  if (whole.text.length <= limit) return whole;
  const line = text.slice(sentence.start, sentence.end);
  const start = boundaryBefore(line, span.start - sentence.start);
  const held = { start, end: boundaryAfter(line, span.end - sentence.start) };
  const room = limit - BEFORE.length - AFTER.length;
  const part = withoutLooseStart(
    line,
    clausesAround(line, held, room) ?? wordsAround(line, held, room),
    held,
  );
  const shown = passage(text, { start: sentence.start + part.start, end: sentence.start + part.end });
  const before = part.start > 0 ? BEFORE : "";
  const after = part.end < line.length ? AFTER : "";
  return shortened(joined([before, shown, after]), limit);
}

/** The widest run of whole clauses that holds the span and fits; undefined where it fills too little of the room. */
function clausesAround(line: string, span: Span, room: number): Span | undefined {
  const gaps = [...line.matchAll(CLAUSE_END)];
  const starts = [0, ...gaps.map((gap) => gap.index + gap[0].length)].filter(
    (start) => start <= span.start && start >= span.end - room,
  );
  const ends = [...gaps.map((gap) => gap.index), line.length].filter(
    (end) => end >= span.end && end <= span.start + room,
  );
  const runs = starts.flatMap((start) => {
    const end = ends.findLast((one) => one - start <= room);
    return end === undefined || end - start < room / 3 ? [] : [{ start, end }];
  });
  return runs.reduce<Span | undefined>(
    (widest, run) => (widest && size(widest) >= size(run) ? widest : run),
    undefined,
  );
}

/** A part that is cut off before begins with a word or an opening mark; what is held stays. */
function withoutLooseStart(line: string, part: Span, held: Span): Span {
  if (part.start === 0) return part;
  const loose = LOOSE_START.exec(line.slice(part.start, held.start))?.[0].length ?? 0;
  return { start: boundaryAfter(line, part.start + loose), end: part.end };
}

/** As many words as fit, with the span in their middle where the line allows. */
function wordsAround(line: string, span: Span, room: number): Span {
  const side = Math.max(0, Math.floor((room - size(span)) / 2));
  const from = Math.max(0, Math.min(span.start - side, line.length - room));
  const to = Math.min(line.length, Math.max(span.end, from + room));
  return { start: from === 0 ? 0 : wordStart(line, from, span.start), end: wordEnd(line, span.end, to) };
}

/** The first start of a word at or after `from`, or of a character where no word starts by `latest`. */
function wordStart(line: string, from: number, latest: number): number {
  const gap = line.slice(from - 1, latest).search(/\s/);
  return gap === -1 ? Math.min(latest, boundaryAfter(line, from)) : from + gap;
}

/** The last end of a word at or before `to`, or of a character where no word ends after `earliest`. */
function wordEnd(line: string, earliest: number, to: number): number {
  if (to === line.length) return to;
  const gap = line.slice(earliest, to + 1).search(/\s\S*$/);
  return gap === -1 ? Math.max(earliest, boundaryBefore(line, to)) : earliest + gap;
}

function isWithin(text: string, start: number, end: number): boolean {
  return start >= 0 && end <= text.length && /\S/.test(text.slice(start, end));
}

function size(span: Span): number {
  return span.end - span.start;
}
