import stringWidth from "string-width";

/** A run of plain text in one look; `codes` are the parameters of its SGR sequence, "" for none. */
export interface Span {
  readonly text: string;
  readonly codes: string;
}

/** One line of a screen. */
export type Line = readonly Span[];

/** A blank at which no line ends where its word fits on one; it becomes a common one when the line is painted. */
export const NO_BREAK = "\u00A0";

interface Glyph extends Span {
  readonly cells: number;
}

/** Glyphs that stay on one line where they fit; `gap` is the blank before them. */
interface Word {
  readonly glyphs: readonly Glyph[];
  readonly gap?: Glyph;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Scripts that are written without blanks, so that a line may end after nearly every sign. */
const LOOSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u303F\uFF01-\uFF60]/u;
/** Signs that must not begin a line, and signs that must not end one; an asterisk marks a word and is both. */
const NOT_FIRST = /^[\p{Pe}\p{Pf}*.,:;!?%…、。，．：；！？％・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々]/u;
const NOT_LAST = /^[\p{Ps}\p{Pi}*]/u;
const LINK = /https?:\/\//i;

/** Returns how many cells of a terminal the text takes. */
export function cellsOf(text: string): number {
  return stringWidth(text);
}

/** Returns how many cells a line takes. */
export function lineCells(line: Line): number {
  return cellsOf(line.map((span) => span.text).join(""));
}

/**
 * Breaks plain text into lines of at most `width` cells (at least 2).
 *
 * Lines break at blanks, which collapse to one, and between the signs of Chinese and Japanese. A word longer than
 * a line is broken between graphemes; a link never is, so only a link can be wider. A line feed ends a line.
 */
export function wrap(spans: readonly Span[], width: number): readonly Line[] {
  return paragraphs(glyphsOf(spans)).flatMap((glyphs) => fill(wordsOf(glyphs, width), width));
}

/** Cuts all spans at once: a grapheme may begin in one span and end in the next, and then takes the first look. */
function glyphsOf(spans: readonly Span[]): readonly Glyph[] {
  const glyphs: Glyph[] = [];
  let at = 0;
  let ends = spans[0]?.text.length ?? 0;
  for (const { segment, index } of graphemes.segment(spans.map((span) => span.text).join(""))) {
    while (index >= ends) {
      at += 1;
      ends += spans[at]?.text.length ?? 0;
    }
    glyphs.push({ text: segment, codes: spans[at]?.codes ?? "", cells: cellsOf(segment) });
  }
  return glyphs;
}

function paragraphs(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const found: Glyph[][] = [[]];
  for (const glyph of glyphs) {
    if (glyph.text === "\n") found.push([]);
    else found.at(-1)?.push(glyph);
  }
  return found;
}

function wordsOf(glyphs: readonly Glyph[], width: number): readonly Word[] {
  const words: Word[] = [];
  let run: Glyph[] = [];
  let gap: Glyph | undefined;
  const close = (): void => {
    for (const bound of unbound(run, width)) {
      gap = bound.gap ?? gap;
      for (const part of loosen(bound.glyphs).flatMap((part) => cut(part, width))) {
        words.push({ glyphs: part, ...(gap && { gap }) });
        gap = undefined;
      }
    }
    run = [];
  };
  for (const glyph of glyphs) {
    if (glyph.text !== " ") run.push(glyph);
    else {
      close();
      gap = glyph;
    }
  }
  close();
  return words;
}

/** Splits a run that is wider than a line at its no-break blanks, so that no word of it is broken for them. */
function unbound(run: readonly Glyph[], width: number): readonly Word[] {
  if (sumCells(run) <= width) return [{ glyphs: run }];
  const parts: { glyphs: Glyph[]; gap?: Glyph }[] = [{ glyphs: [] }];
  for (const glyph of run) {
    if (glyph.text === NO_BREAK) parts.push({ glyphs: [], gap: glyph });
    else parts.at(-1)?.glyphs.push(glyph);
  }
  return parts.filter(({ glyphs }) => glyphs.length > 0);
}

/** Splits what stands between two blanks wherever a line may end inside it. */
function loosen(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  if (isLink(glyphs)) return [glyphs];
  const parts: Glyph[][] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (!last || mayBreak(last.text, glyph.text)) parts.push([]);
    parts.at(-1)?.push(glyph);
    last = glyph;
  }
  return parts;
}

function mayBreak(before: string, after: string): boolean {
  return (LOOSE.test(before) || LOOSE.test(after)) && !NOT_LAST.test(before) && !NOT_FIRST.test(after);
}

function isLink(glyphs: readonly Glyph[]): boolean {
  return LINK.test(glyphs.map((glyph) => glyph.text).join(""));
}

function fill(words: readonly Word[], width: number): readonly Line[] {
  const lines: Glyph[][] = [];
  let line: Glyph[] = [];
  let used = 0;
  for (const { glyphs, gap } of words) {
    const blank = gap && used > 0 ? [gap] : [];
    const cells = blank.length + sumCells(glyphs);
    if (used > 0 && used + cells > width) {
      lines.push(line);
      line = [...glyphs];
      used = cells - blank.length;
    } else {
      line = line.concat(blank, glyphs);
      used += cells;
    }
  }
  return [...lines, line].map(join);
}

/** Cuts what is wider than a line into pieces that fill one; a link stays whole. */
function cut(glyphs: readonly Glyph[], width: number): readonly (readonly Glyph[])[] {
  if (sumCells(glyphs) <= width || isLink(glyphs)) return [glyphs];
  const pieces: Glyph[][] = [[]];
  let used = 0;
  for (const glyph of glyphs.flatMap((one) => (one.cells > width ? codePoints(one) : one))) {
    if (used > 0 && used + glyph.cells > width) {
      pieces.push([]);
      used = 0;
    }
    pieces.at(-1)?.push(glyph);
    used += glyph.cells;
  }
  return pieces;
}

/** Signs can be piled on one letter without end, so that a single grapheme is wider than the line. */
function codePoints({ text, codes }: Glyph): readonly Glyph[] {
  return [...text].map((point) => ({ text: point, codes, cells: cellsOf(point) }));
}

function sumCells(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.cells, 0);
}

function join(glyphs: readonly Glyph[]): Line {
  const spans: { text: string; codes: string }[] = [];
  for (const { text, codes } of glyphs) {
    const last = spans.at(-1);
    if (last?.codes === codes) last.text += text;
    else spans.push({ text, codes });
  }
  return spans;
}
