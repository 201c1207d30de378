/** Lines of text that a program has broken at a width are so long, in UTF-16 units. */
const WIDTH = { least: 50, usual: 85, most: 100, slack: 3 };
/** So much of the lines before single line feeds has to look broken at a width. */
const MOSTLY = 0.7;
/** Fewer breaks than this could be chance. */
const LEAST_BREAKS = 2;

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const SENTENCE_END = /[.!?:;。！？؟।]["'”’»)\]]*$/u;
/** What begins a line of its own: an item of a list, a line that is quoted, a rule or a signature. */
const OWN_LINE = /^(?:[-*•·>|#–—]|\d{1,3}[.)]\s|--$)/u;

/** A line that begins so goes on with the one before; a name that starts small ("eBay") may begin a headline. */
const GOES_ON = /^\p{Ll}+(?![\p{Lu}\d\p{Ll}])/u;

/**
 * Returns a text with one line for each paragraph where its lines are broken at a width (RFC 3676 calls it fixed
 * text): single line feeds become spaces, empty lines stay. Of any other text only lines that break off within a
 * sentence are joined: after a comma, or where a small letter goes on. White space around lines goes, and "\n" is
 * between them.
 */
export function unwrapped(text: string): string {
  const lines = linesOf(text);
  return joined(lines, isWrapped(lines) ? breaksAtWidth : breaksOff);
}

/** The same for text in which breaks that are not a width's mean something: what a page shows as it was typed. */
export function unwrappedAtWidth(text: string): string {
  const lines = linesOf(text);
  return isWrapped(lines) ? joined(lines, breaksAtWidth) : text;
}

function linesOf(text: string): readonly string[] {
  return text.split(LINE_END).map((line) => line.trim());
}

function joined(lines: readonly string[], isBroken: (line: string, next: string) => boolean): string {
  let text = "";
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    if (before !== undefined) text += isBroken(before, line) ? " " : "\n";
    text += line;
  }
  return text;
}

/**
 * Whether most lines that another follows, short ones apart, are as long as the width lets them be, and end within
 * a sentence.
 */
function isWrapped(lines: readonly string[]): boolean {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < WIDTH.least || width > WIDTH.most) return false;
  const breaks = lines.flatMap((line, at) => {
    const next = lines[at + 1];
    return line.length >= WIDTH.least && next ? [{ line, next }] : [];
  });
  const signs = breaks.filter(({ line, next }) => isFull(line, next, width) && !SENTENCE_END.test(line));
  return breaks.length >= LEAST_BREAKS && signs.length >= breaks.length * MOSTLY;
}

/** Whether a line is of usual length and the next word would not have fitted, or hardly. */
function isFull(line: string, next: string, width: number): boolean {
  return line.length <= WIDTH.usual && line.length + next.search(/\s|$/) + WIDTH.slack >= width;
}

/** Whether the break between two lines of a text of that width is the width's, not the writer's. */
function breaksAtWidth(line: string, next: string): boolean {
  return line.length >= WIDTH.least && next !== "" && !OWN_LINE.test(next);
}

function breaksOff(line: string, next: string): boolean {
  if (line.length < WIDTH.least || next === "" || SENTENCE_END.test(line)) return false;
  return line.endsWith(",") || GOES_ON.test(next);
}
