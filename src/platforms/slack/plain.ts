import { cut } from "../../text/graphemes.ts";
import { LINK_URL } from "./limits.ts";

const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/**
 * Control and format characters: bells, overrides of the writing direction, invisible blanks. Kept are the line
 * feed, the joiners that emoji and Persian need, the tags of regional flags, and the signs of Arabic, Syriac and
 * Kaithi that are format characters by name only.
 */
const UNSEEN =
  /[[\p{Cc}\p{Cf}]--[\n\u200C\u200D\u{E0020}-\u{E007F}\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]]/gv;
/** Joins words without being seen; it keeps a sign from being read as markup. */
const JOINER = "\u2060";

/** Returns the text without half characters and without what is obeyed instead of shown (https://www.trojansource.codes). */
export function plain(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, "\n").replaceAll("\t", " ").replace(UNSEEN, "");
}

/** Returns the text made plain, on one line, of at most `limit` UTF-16 units. */
export function plainLine(text: string, limit: number): string {
  return cut(
    plain(text.slice(0, limit * 4))
      .replace(/\s+/g, " ")
      .trim(),
    limit,
  );
}

/**
 * Returns plain text for where Slack reads markup: it pings nobody, links nothing and is set in no style.
 *
 * The three entities are all that Slack knows (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function escapeText(text: string): string {
  return text
    .replace(/[*_~`]/g, `$&${JOINER}`)
    .replace(/:(?=[\w+'-]+:)/g, `:${JOINER}`)
    .replace(/^\s*>/gm, `${JOINER}>`)
    .replace(/:\/\/|\.(?=\p{L})/gu, `$&${JOINER}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** Returns the address as Slack takes it in a link, or undefined where it is none that a person may be led to. */
export function safeUrl(url: string | undefined, limit = LINK_URL): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url.toWellFormed());
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return undefined;
  const href = parsed.href.replace(/[|<>\s\\^`{}"]/g, (sign) => encodeURIComponent(sign));
  return href.length <= limit ? href : undefined;
}
