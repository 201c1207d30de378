const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Every blank that may end a line; the no-break ones stay as they are. */
const BLANKS = /[[\t\p{Zs}]--[\u00A0\u2007\u202F]]/gv;
/**
 * Control and format characters: escape sequences, bells, overrides of the writing direction, invisible blanks.
 * Kept are the line feed, the joiners that emoji and Persian need, the tags of regional flags, and the signs of
 * Arabic, Syriac and Kaithi that are format characters by name only.
 */
const UNSEEN =
  /[[\p{Cc}\p{Cf}]--[\n\u200C\u200D\u{E0020}-\u{E007F}\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]]/gv;

/**
 * Returns the text without anything that a terminal obeys instead of showing; its lines end in a line feed.
 *
 * What follows a removed escape character stays and can be read. Source of the danger:
 * https://unicode.org/reports/tr36/ and https://www.trojansource.codes.
 */
export function plain(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, "\n").replace(BLANKS, " ").replace(UNSEEN, "");
}

/** Returns the text made plain, on one line. */
export function plainLine(text: string): string {
  return plain(text).replaceAll("\n", " ");
}

/** Returns a link made plain and without blanks, so that a terminal can recognise it. */
export function plainLink(url: string): string {
  return plain(url).replace(/\s/g, "%20");
}
