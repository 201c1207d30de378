import type { Span } from "../../text/spans.ts";

/** A line at the head of a post; a story may begin with one such word, a post has several. */
const HEAD = /^(?:from|date|to|cc|subject|reply-to|message-id|list-id|sender):(?: .{0,300})?$/i;
const LEAST_HEAD = 2;
/** A signature has few lines, and short ones. */
const SIGNATURE = { mark: "--", lines: 6, length: 80 };

/**
 * Returns which lines of a post to a mailing list are its text: those between its head (From, Date) and the
 * signature under "--" (RFC 3676, section 4.3). Of any other text that is all of them.
 */
export function textOfPost(lines: readonly string[]): Span {
  const head = lines.findIndex((line) => !HEAD.test(line));
  const start = head >= LEAST_HEAD ? head : 0;
  const mark = lines.lastIndexOf(SIGNATURE.mark);
  const isSigned =
    mark > start &&
    lines.length - mark <= SIGNATURE.lines + 1 &&
    lines.slice(mark).every((line) => line.length < SIGNATURE.length);
  return { start, end: isSigned ? mark : lines.length };
}
