import { cut } from "../../text/graphemes.ts";

/** Controls (but white space), and signs that are not seen: they turn, hide or join text. Two join letters and emoji, and stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out.
const UNSEEN = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|(?![\u200C\u200D])\p{Cf}/gu;
const VISIBLE = /[^\p{C}\p{Z}]/u;
/** What formats, links, names people or makes emoji anywhere in a line; "&" only in other readers of Markdown. */
const ACTIVE = /[\\*_~`|[\]()<>#:@&]/g;

/** Returns text on one line without controls, lone surrogates and signs that turn or hide text; blanks at its ends stay. */
export function flat(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSEEN, "")
    .replace(/[\s\u0085]+/g, " ");
}

/** Returns text for where Discord formats nothing (labels, footers, names): on one line, at most `limit` UTF-16 units. */
export function plain(text: string, limit: number): string {
  const line = flat(text).trim();
  return VISIBLE.test(line) ? cut(line, limit) : "";
}

/** Returns a stretch of a line of text that Discord shows as it is; what formats only at the start of a line is for `guarded`. */
export function escaped(text: string): string {
  return text.replace(ACTIVE, "\\$&");
}

/** Returns a line that begins no list and underlines no heading. */
export function guarded(line: string): string {
  return line.replace(/^[-+=]/, "\\$&").replace(/^(\d+)\./, "$1\\.");
}

/** Returns any text as one line that Discord shows as it is, at most `limit` UTF-16 units; cut before it is escaped. */
export function escapedLine(text: string, limit: number): string {
  const line = plain(text, limit);
  const whole = guarded(escaped(line));
  if (whole.length <= limit) return whole;
  return guarded(escapedTo(line, limit - 1));
}

/** Returns a stretch of a line, escaped and cut so that it takes at most `room` UTF-16 units. */
export function escapedTo(text: string, room: number): string {
  let limit = room;
  let out = escaped(cut(text, limit));
  while (out.length > room && limit > 0) {
    limit = Math.min(limit - 1, Math.floor((limit * room) / out.length));
    out = escaped(cut(text, limit));
  }
  return out;
}

/** Returns text for a fence of three backticks, which it cannot close; lines stay as they are. */
export function fenced(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(UNSEEN, "")
    .replace(/`(?=`)/g, "`\u200B")
    .trimEnd();
}

/** Returns an http(s) address that cannot leave the brackets of a link; undefined where there is none of at most `limit` units. */
export function safeUrl(text: string, limit: number): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const safe = url.href.replace(
    /[()<>\s`|\\*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
  return safe.length <= limit ? safe : undefined;
}
